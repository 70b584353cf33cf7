---------------------------- MODULE CommitCoreSampled ----------------------------
(***************************************************************************)
(* The induction step where its states are too many to enumerate: from a   *)
(* random sample of the states that satisfy the invariant, one step in     *)
(* every direction.  This is sampling and proves nothing; it looks for a   *)
(* mistake that needs more sequences than CommitCoreInvariant has.         *)
(*                                                                         *)
(* States of the right type that satisfy the invariant are rare, so what   *)
(* is drawn is bent until it satisfies the simple conjuncts, and dropped   *)
(* if it does not satisfy the others; some are likelier than others.       *)
(***************************************************************************)
EXTENDS CommitCoreInvariant, Randomization

CONSTANT Draws   \* samples per choice of all numbers

VARIABLE steps   \* GHOST  how many were taken from the sample: 0 or 1

Min(S) == CHOOSE x \in S : \A y \in S : x <= y

(* Everything up to here must be durable. *)
Firm == Max({published} \cup Vouchers)

Bent(n, on, upTo) ==
  CASE n <= Firm -> [on |-> "durable", upTo |-> Min({published, n - 1, upTo})]
    [] state = "open" /\ n \in Flight ->
         [on   |-> IF on = "durable" THEN on ELSE "dirty",
          upTo |-> Min({published, n - 1, upTo})]
    [] on = "absent" \/ (state \in {"open", "halted"} /\ n > appended) -> Absent
    [] OTHER -> [on |-> on, upTo |-> Min({published, n - 1, upTo})]

SampledInit ==
  /\ NumbersOK /\ OfNumbers
  /\ \E on   \in RandomSubset(Draws, [Seqs -> {"absent", "dirty", "clean", "durable"}]),
        upTo \in RandomSubset(1, [Seqs -> 0..(N - 1)]) :
       marker = [n \in Seqs |-> Bent(n, on[n], upTo[n])]
  /\ OfMarkers
  /\ \E p \in RandomSubset(1, [Seqs -> {"absent", "written", "durable"}]) :
       payload = [n \in Seqs |-> IF Present(n) THEN "durable" ELSE p[n]]
  /\ steps = 0

SampledNext == steps = 0 /\ steps' = 1 /\ Next
===============================================================================
