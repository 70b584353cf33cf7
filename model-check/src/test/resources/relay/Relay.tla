-------------------------------- MODULE Relay ---------------------------------
(***************************************************************************)
(* Writers hand a page each to a disk with a volatile cache, and are told  *)
(* when it is durable.  Small enough for the tests of how counterexamples  *)
(* are shown: it has a fault, a liveness property, a refinement, and bugs. *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
  Writer,      \* the writers
  MaxCrashes,  \* bound on PowerLoss
  Bugs         \* seeded bugs; {} is the protocol

VARIABLES
  at,       \* OUTSIDE   where each writer stands
  dirty,    \* VOLATILE  pages written and not forced
  medium,   \* DURABLE   pages that survive
  told,     \* GHOST     who was told, in order
  crashes   \* GHOST     how many crashes there were

vars == <<at, dirty, medium, told, crashes>>

Bug(b)  == b \in Bugs
Page(w) == [kind |-> "page", writer |-> w]

TypeOK == /\ at \in [Writer -> {"idle", "written", "told"}]
          /\ dirty \cup medium \subseteq {Page(w) : w \in Writer}
          /\ told \in Seq(Writer) /\ crashes \in 0..MaxCrashes

Init == /\ at = [w \in Writer |-> "idle"]
        /\ dirty = {} /\ medium = {} /\ told = <<>> /\ crashes = 0

Write(w) ==
  /\ at[w] = "idle" /\ at' = [at EXCEPT ![w] = "written"]
  /\ dirty' = dirty \cup {Page(w)}
  /\ UNCHANGED <<medium, told, crashes>>

Force ==
  /\ dirty # {}
  /\ medium' = medium \cup dirty /\ dirty' = {}
  /\ UNCHANGED <<at, told, crashes>>

(* The writer is told its place. *)
Tell(w, place) ==
  /\ at[w] = "written" /\ place = Len(told) + 1
  /\ Page(w) \in medium \/ Bug("told_before_force")
  /\ at' = [at EXCEPT ![w] = "told"] /\ told' = Append(told, w)
  /\ UNCHANGED <<dirty, medium, crashes>>

(* Any subset of what was not forced survives; who was not told starts     *)
(* over.                                                                   *)
PowerLoss ==
  /\ crashes < MaxCrashes /\ crashes' = crashes + 1
  /\ \E kept \in SUBSET dirty : medium' = medium \cup kept
  /\ dirty' = {}
  /\ at' = [w \in Writer |-> IF at[w] = "written" THEN "idle" ELSE at[w]]
  /\ told' = IF Bug("forgets_in_crash") THEN <<>> ELSE told

(* Only as a bug: the page is taken back. *)
Withdraw(w) ==
  /\ Bug("withdraws") /\ at[w] = "written" /\ Page(w) \in dirty
  /\ at' = [at EXCEPT ![w] = "idle"] /\ dirty' = dirty \ {Page(w)}
  /\ UNCHANGED <<medium, told, crashes>>

Next == \/ \E w \in Writer : Write(w) \/ Withdraw(w)
        \/ \E w \in Writer, place \in 1..2 : Tell(w, place)
        \/ Force \/ PowerLoss

Spec     == Init /\ [][Next]_vars
FairSpec == Spec /\ WF_vars(Next)

-----------------------------------------------------------------------------
(* Properties.                                                             *)

(* P1: who was told finds the page again, whatever happens to the disk and *)
(* how often.                                                              *)
ToldIsThere ==
  \A w \in Writer : at[w] = "told" => Page(w) \in dirty \cup medium

(* Nobody is forgotten. *)
ToldOnlyGrows == [][Len(told') >= Len(told)]_told

(* In the end everybody has been told. *)
AllTold == <>(\A w \in Writer : at[w] = "told")

Abstract == INSTANCE Ledger
  WITH remembered <- {w \in Writer : at[w] = "told" /\ Page(w) \in medium}

(* A Relay is a Ledger. *)
Refinement == Abstract!Spec

-----------------------------------------------------------------------------
(* Explanation of steps.                                                   *)

By(lane, step, with) == [lane |-> lane, step |-> step, with |-> with]

Steps ==
  {By(w, "Write", <<w>>) : w \in {v \in Writer : Write(v)}} \cup
  {By(w, "Withdraw", <<w>>) : w \in {v \in Writer : Withdraw(v)}} \cup
  {By(p[1], "Tell", p) :
     p \in {q \in Writer \X (1..2) : Tell(q[1], q[2])}} \cup
  (IF Force THEN {By("disk", "Force", <<>>)} ELSE {}) \cup
  (IF PowerLoss THEN {By("disk", "PowerLoss", <<>>)} ELSE {})

Fault == IF PowerLoss
         THEN [lost |-> dirty \ medium', kept |-> dirty \cap medium']
         ELSE ""
===============================================================================
