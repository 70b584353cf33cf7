--------------------------- MODULE WriteCoordinator ---------------------------
(***************************************************************************)
(* The commit protocol: many writers, one durable order, two fsync         *)
(* barriers that may overlap, and recovery from any crash.                 *)
(*                                                                         *)
(*   capsule, CommitProof -> FSYNC_1 -> CommitMarker -> FSYNC_2 -> publish *)
(*                                                                         *)
(* protocol.md tells the same in prose.  The parts, in reading order:      *)
(*                                                                         *)
(*   Disk              what a disk does, and what may happen to it         *)
(*   CoordinatorState  the variables                                       *)
(*   Admission         writers, validation, the order: steps 1 to 3        *)
(*   Barriers          both barriers, publication, answers: steps 4 to 8   *)
(*   Recovery          how recovery reads a disk and decides               *)
(*   Reopening         closing, crashes, the steps of recovery             *)
(*                                                                         *)
(* An action is named after the Java method whose linearization point it   *)
(* is; the comment above it cites class and method.  What the world does   *)
(* (clients that give up, crashes, damage) has no method.  What must hold  *)
(* is in WriteCoordinatorProperties.                                       *)
(***************************************************************************)
EXTENDS Admission, Barriers, Reopening

(* Clients, the operations that they call, and housekeeping. *)
Writers ==
  \/ \E t \in Txn :
       \/ BeginSnapshot(t) \/ EndSnapshot(t)
       \/ WriteCapsule(t) \/ RefuseCapsule(t) \/ CapsuleFail(t)
       \/ Cancel(t) \/ WaitNoLonger(t)
       \/ \E pages \in WriteSets, now \in Clock : Submit(t, pages, now)
  \/ Prune \/ InitiateShutdown

(* The engine: whoever calls the barriers' methods. *)
BarrierOne == Fsync1Claim \/ Fsync1Complete \/ Fsync1Fail

BarrierTwo == \/ AppendMarkersClaim \/ NextSegment \/ NextSegmentNamed
              \/ AppendMarkersWrite \/ AppendMarkersComplete \/ AppendMarkersFail

(* How a life ends, and what happens to the disk meanwhile. *)
Ends == \/ CloseBegin \/ CloseEnd \/ ProcessCrash \/ PowerLoss \/ Damage
        \/ LockLost \/ ZombieWrites \/ ZombieAnswers

Recovers == RecoverRewrite \/ RecoverForce \/ RecoverFail \/ OpenIncarnation

Next == Writers \/ BarrierOne \/ BarrierTwo \/ DrainCommitted \/ Ends \/ Recovers

Spec == Init /\ [][Next]_vars

(* The engine keeps working, a close once begun ends, and recovery goes on *)
(* unless it fails or crashes, which it does a bounded number of times.    *)
(* Clients and the environment need not do anything.                       *)
FairSpec == /\ Spec
            /\ WF_vars(Fsync1Claim) /\ WF_vars(Fsync1Complete)
            /\ WF_vars(AppendMarkersClaim)
            /\ WF_vars(NextSegment) /\ WF_vars(NextSegmentNamed)
            /\ WF_vars(AppendMarkersWrite) /\ WF_vars(AppendMarkersComplete)
            /\ WF_vars(DrainCommitted)
            /\ WF_vars(CloseEnd)
            /\ WF_vars(RecoverRewrite) /\ WF_vars(RecoverForce) /\ WF_vars(OpenIncarnation)
===============================================================================
