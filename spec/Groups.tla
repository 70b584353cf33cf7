-------------------------------- MODULE Groups --------------------------------
(***************************************************************************)
(* The life of groups, and nothing else: commits are admitted in order, a  *)
(* claim makes the oldest of them a group, the group goes through both     *)
(* barriers and is published, its commits are answered.  No disk, no       *)
(* clients, no threads.  Two modules refine this one: WriteCoordinator     *)
(* says what the barriers do to a disk, GroupHandover says which thread    *)
(* takes which step and how it hears that there is one to take.            *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
  GroupMax,   \* groupCommitMax: the most commits in one group
  MaxSeq      \* bound on sequences; for finite models only

VARIABLES
  state,     \* VOLATILE  "open", "halted" by a failure, or "down"
  admitted,  \* VOLATILE  the highest sequence given away
  groups,    \* VOLATILE  groups claimed and not yet published, oldest first
  tip,       \* VOLATILE  the highest published sequence
  drained    \* VOLATILE  the last sequence whose answer was handed out

vars == <<state, admitted, groups, tip, drained>>

(* A group is an interval of sequences, at one of four places on its way. *)
Stages == {"fsync1", "covered", "claimed", "appended"}
Group  == [stage : Stages, first : 1..MaxSeq, last : 1..MaxSeq]

TypeOK == /\ state \in {"open", "halted", "down"}
          /\ {admitted, tip, drained} \subseteq 0..MaxSeq
          /\ \A i \in DOMAIN groups : groups[i] \in Group

Claimed == IF groups = <<>> THEN tip ELSE groups[Len(groups)].last
At(s)   == {i \in DOMAIN groups : groups[i].stage \in s}

Init == /\ state = "open" /\ groups = <<>>
        /\ admitted = 0 /\ tip = 0 /\ drained = 0

(* The next commit gets its sequence. *)
Admit == /\ state = "open" /\ admitted < MaxSeq
         /\ admitted' = admitted + 1
         /\ UNCHANGED <<state, groups, tip, drained>>

(* Barrier one takes the oldest, up to the limit; not all that there are   *)
(* if a marker segment ends before, or their proofs are large.             *)
Claim == \E last \in (Claimed + 1)..admitted :
           /\ state = "open" /\ At({"fsync1"}) = {}
           /\ last <= Claimed + GroupMax
           /\ groups' = Append(groups, [stage |-> "fsync1",
                                        first |-> Claimed + 1, last |-> last])
           /\ UNCHANGED <<state, admitted, tip, drained>>

(* One group moves on; nobody joins it, nobody leaves it. *)
Move(i, from, to) == /\ state = "open" /\ groups[i].stage = from
                     /\ groups' = [groups EXCEPT ![i].stage = to]
                     /\ UNCHANGED <<state, admitted, tip, drained>>

(* FSYNC_1 returned: the group's proofs and capsules are durable. *)
Cover  == \E i \in DOMAIN groups : Move(i, "fsync1", "covered")

(* Barrier two takes the oldest group, and none while it has one. *)
Take   == groups # <<>> /\ Move(1, "covered", "claimed")

(* Its markers are written, and FSYNC_2 begins. *)
Write  == groups # <<>> /\ Move(1, "claimed", "appended")

(* FSYNC_2 returned: the tip moves. *)
Publish == /\ state = "open" /\ groups # <<>> /\ groups[1].stage = "appended"
           /\ tip' = groups[1].last /\ groups' = Tail(groups)
           /\ UNCHANGED <<state, admitted, drained>>

(* A failure ends all groups at once; what they are then stays visible. *)
Halt == /\ state = "open" /\ state' = "halted"
        /\ UNCHANGED <<admitted, groups, tip, drained>>

(* All answers there are: the published ones, after a halt everybody's. *)
Drain == LET ready == IF state = "halted" THEN admitted ELSE tip
         IN  /\ state # "down" /\ drained < ready
             /\ drained' = ready
             /\ UNCHANGED <<state, admitted, groups, tip>>

(* A crash forgets everything; the next life begins where recovery says. *)
Crash  == /\ state' = "down" /\ groups' = <<>>
          /\ admitted' = 0 /\ tip' = 0 /\ drained' = 0

Reopen == /\ state = "down" /\ state' = "open"
          /\ tip' \in 0..MaxSeq /\ admitted' = tip' /\ drained' = tip'
          /\ UNCHANGED groups

Next == \/ Admit \/ Claim \/ Cover \/ Take \/ Write \/ Publish
        \/ Halt \/ Drain \/ Crash \/ Reopen

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What follows; checked here so that refining it is worth something.      *)

(* Rule 3: the groups lie end to end above the tip, in order. *)
EndToEnd == \A i \in DOMAIN groups :
              /\ groups[i].first = (IF i = 1 THEN tip ELSE groups[i-1].last) + 1
              /\ groups[i].last \in groups[i].first..admitted

(* Rule 7: no group is larger than the limit. *)
GroupLimit == \A i \in DOMAIN groups :
                groups[i].last - groups[i].first < GroupMax

(* Each barrier has one group: the first the newest, the second the oldest. *)
OneEach == /\ At({"fsync1"}) \subseteq {Len(groups)}
           /\ At({"claimed", "appended"}) \subseteq {1}

(* Until a halt only what is published is answered. *)
AnswersFollow == state = "open" => drained <= tip
===============================================================================
