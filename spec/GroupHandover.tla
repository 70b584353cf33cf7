---------------------------- MODULE GroupHandover ----------------------------
(***************************************************************************)
(* The hand-over between threads: who takes which step of a group's life   *)
(* (module Groups), and how a thread that sleeps hears that there is a     *)
(* step to take.  Nothing here is about disks.                             *)
(*                                                                         *)
(* The threads of a log (class CommitLog):                                 *)
(*   submitters   commit(): take a place, submit, wait for the answer      *)
(*   watchers     awaitTip(): wait until the tip reaches a sequence        *)
(*   "primary"    CommitEngine.runPrimary: both barriers, then answers     *)
(*   "second"     CommitEngine.runSecond: FSYNC_2, when groups queue up    *)
(*   "driver"     whoever calls barrierOneStep() and barrierTwoStep() of a *)
(*                log that was opened without threads of its own           *)
(*   "writer"     writeCapsule(), which may find the disk broken           *)
(*   "closer"     close()                                                  *)
(*                                                                         *)
(* The grain.  A step is one section under a lock or monitor, or one read  *)
(* or write of a volatile field.  Merged with it is only what can be moved *)
(* there without anybody noticing:                                         *)
(*                                                                         *)
(*   1. An unpark with the write before it, and a look with the park's     *)
(*      return before it.  Apart, a permit could also come later, to       *)
(*      whatever the thread waits for by then.  That is a wake-up for no   *)
(*      reason, and SpuriousWakeUp has all of those.                       *)
(*   2. The first look of a wait with the step before it: what makes the   *)
(*      wait end is written before an unpark, which leaves a permit.       *)
(*   3. Being about to park with being parked: an unpark leaves a permit   *)
(*      in both cases, and the park returns.                               *)
(*   4. Entering a free turn with the first section inside, and leaving it *)
(*      with the last: who comes in between queues up just before or just  *)
(*      after, and nobody else looks at a turn.                            *)
(*   5. In a delivery, a look at haltCause that finds none with the step   *)
(*      before it: whoever halts now delivers too.  And the delivery of    *)
(*      endWith with the one behind the step that threw.                   *)
(*                                                                         *)
(* Where an order of steps is what keeps a wake-up from being lost, they   *)
(* are apart: queue, then look (Places, TipWaiters); wakeAt, then look     *)
(* (parkUntil); admit, then wakeAt (submitted); stopping, then wake        *)
(* (stop); primaryEnded, then unpark (runPrimary).  Memory is sequentially *)
(* consistent: every field here is volatile, atomic or under a lock.       *)
(***************************************************************************)
EXTENDS HandoverDoor

-----------------------------------------------------------------------------
(* The primary thread: CommitEngine.runPrimary.                            *)

(* unclaimedCount() >= groupCommitMax behind FSYNC_1: the next group is    *)
(* full already, so handOver() leaves FSYNC_2 to the second thread, which  *)
(* it starts or unparks.                                                   *)
HandOver ==
  /\ Pc("primary") = "decide" /\ Unclaimed >= GroupMax
  /\ IF "second" \in started
     THEN /\ Unpark("primary", {"second"}) /\ Goto("primary", "barrier 1")
          /\ UNCHANGED started
     ELSE /\ started' = started \cup {"second"}
          /\ run' = [run EXCEPT !["primary"].pc = "barrier 1", !["second"].pc = "loop"]
          /\ UNCHANGED permit
  /\ UNCHANGED <<log, door, wakeAt, stopping, ended, turn, env>>

(* Otherwise it goes on to barrier two itself. *)
KeepGroup ==
  /\ Pc("primary") = "decide" /\ Unclaimed < GroupMax
  /\ run' = [run EXCEPT !["primary"].pc = "barrier 2", !["primary"].then = "gather"]
  /\ UNCHANGED <<log, door, engine, turn, permit, env>>

(* gather(): waits a little for those who were just answered to come back. *)
Gather ==
  LET answered == run["primary"].num
  IN  /\ Pc("primary") = "gather"
      /\ run' = [run EXCEPT !["primary"] =
           IF Unclaimed < answered
           THEN [@ EXCEPT !.pc = "announce", !.then = "deadline",
                          !.num = Claimed + answered]
           ELSE New("barrier 1")]
      /\ UNCHANGED <<log, door, engine, turn, permit, env>>

(* barrierTwoStep() == 0: ends if it is to stop and nothing is pending,    *)
(* else waits for any commit.                                              *)
Idle ==
  LET ends == stopping /\ (Pending = 0 \/ Bug("stop_strands_pending"))
  IN  /\ Pc("primary") = "idle"
      /\ run' = [run EXCEPT !["primary"] = IF ends THEN New("ending")
                                ELSE [New("announce") EXCEPT !.num = AtAny]]
      /\ UNCHANGED <<log, door, engine, turn, permit, env>>

(* parkUntil(): first says from which commit on to wake it ... *)
Announce ==
  /\ Pc("primary") = "announce"
  /\ wakeAt' = run["primary"].num
  /\ Goto("primary", IF Bug("wake_at_after_look") THEN "primary parked" ELSE "look")
  /\ UNCHANGED <<log, door, stopping, started, ended, turn, permit, env>>

(* ... then looks whether there is a reason not to park.  Its reads are    *)
(* one step: each is of something that only grows, and is followed by an   *)
(* unpark where it does.                                                   *)
Look ==
  LET wanted == Max({run["primary"].num, Claimed + 1})
  IN  /\ Pc("primary") = "look"
      /\ IF stopping \/ state = "halted" \/ Len(admitted) >= wanted
         THEN wakeAt' = NotNeeded /\ run' = [run EXCEPT !["primary"] = New("barrier 1")]
         ELSE Goto("primary", "primary parked") /\ UNCHANGED wakeAt
      /\ UNCHANGED <<log, door, stopping, started, ended, turn, permit, env>>

(* ... and behind the park takes that back.  A late write would only cause *)
(* a wake-up too many. *)
Unparked ==
  /\ wakeAt' = NotNeeded
  /\ run' = [run EXCEPT !["primary"] = New("barrier 1")]
  /\ UNCHANGED <<log, door, stopping, started, ended, turn, env>>

PrimaryWoken == /\ Pc("primary") = "primary parked" /\ "primary" \in permit
                /\ Unpark("primary", {}) /\ Unparked

(* gather()'s deadline has come. *)
TimeUp == /\ Pc("primary") = "primary parked" /\ run["primary"].then = "deadline"
          /\ ~Bug("gather_forever")
          /\ UNCHANGED permit /\ Unparked

(* runPrimary, finally: primaryEnded is written, and then whoever waits    *)
(* for that is unparked. *)
End ==
  /\ Pc("primary") = "ending" /\ Goto("primary", "farewell")
  /\ IF Bug("farewell_before_end")
     THEN Unpark("primary", {"second", "closer"}) /\ UNCHANGED ended
     ELSE ended' = ended \cup {"primary"} /\ UNCHANGED permit
  /\ UNCHANGED <<log, door, wakeAt, stopping, started, turn, env>>

Farewell ==
  /\ Pc("primary") = "farewell" /\ Goto("primary", "done")
  /\ ended' = ended \cup {"primary"}
  /\ IF Bug("farewell_before_end") THEN UNCHANGED permit
     ELSE Unpark("primary", {"second"} \cup (IF stopping THEN {"closer"} ELSE {}))
  /\ UNCHANGED <<log, door, wakeAt, stopping, started, turn, env>>

PrimaryStep == \/ HandOver \/ KeepGroup \/ Gather \/ Idle \/ Announce \/ Look
               \/ PrimaryWoken \/ TimeUp \/ End \/ Farewell

-----------------------------------------------------------------------------
(* The second thread: CommitEngine.runSecond.                              *)

(* while (!primaryEnded): another barrierTwoStep. *)
SecondLoop ==
  /\ Pc("second") = "loop"
  /\ run' = [run EXCEPT !["second"] =
       IF "primary" \in ended THEN New("ending")
       ELSE [New("barrier 2") EXCEPT !.then = "covered?"]]
  /\ UNCHANGED <<log, door, engine, turn, permit, env>>

(* barrierTwoStep() == 0: parks until the primary ended or a group is      *)
(* covered.  After a halt CommitState.coveredCount throws.                 *)
SecondLook ==
  LET asleep == Pc("second") = "second parked"
  IN  /\ Pc("second") = "covered?" \/ (asleep /\ Awake("second"))
      /\ Unpark("second", {})
      /\ IF Bug("second_parks_blindly")
         THEN Goto("second", IF asleep THEN "loop" ELSE "second parked")
         ELSE CASE "primary" \in ended -> Goto("second", "loop")
                [] state = "halted" -> Deliver("second", "ending", 0)
                [] At("covered") # {} -> Goto("second", "loop")
                [] OTHER -> Goto("second", "second parked")
      /\ UNCHANGED <<log, door, engine, turn, env>>

(* endWith's wake() of the primary, if a halt ended this thread; then      *)
(* runSecond, finally: secondEnded, and the closer is unparked.  (The      *)
(* primary does not need the wake-up: it never parks without a deadline    *)
(* while a group is between the barriers.)                                 *)
SecondEnd ==
  /\ Pc("second") = "ending" /\ Goto("second", "done")
  /\ ended' = ended \cup {"second"}
  /\ Unpark("second", {"primary"} \cup (IF stopping THEN {"closer"} ELSE {}))
  /\ UNCHANGED <<log, door, wakeAt, stopping, started, turn, env>>

SecondStep == SecondLoop \/ SecondLook \/ SecondEnd

-----------------------------------------------------------------------------
(* The others.                                                             *)

(* A user without the log's own threads: both steps, at any time.          *)
(* (In a bug: one who takes barrier one away from a log with threads.)     *)
Drive ==
  /\ Pc("driver") = "undriven"
  /\ run' = [run EXCEPT !["driver"] = New("barrier 1")]
  /\ UNCHANGED <<log, door, engine, turn, permit, env>>

(* WriteCoordinator.writeCapsule: the disk failed, CommitState.halt. *)
CapsuleFails ==
  /\ "capsule_fails" \in env
  /\ Pc("writer") = "writing" /\ state = "open"
  /\ state' = "halted" /\ Goto("writer", "report")
  /\ UNCHANGED <<shutdown, admitted, groups, tip, drained, door, engine, turn,
                 permit, env>>

(* CommitLog.writeCapsule: on a closed log it throws something else, and   *)
(* leaves the rest to the closer; else CommitEngine.halted() delivers ...  *)
Report ==
  /\ Pc("writer") = "report"
  /\ CASE shutdown \/ Bug("halt_not_reported") -> Goto("writer", "done")
       [] Bug("halt_not_delivered") -> Goto("writer", "wake")
       [] OTHER -> Deliver("writer", "wake", 0)
  /\ UNCHANGED <<log, door, engine, turn, permit, env>>

(* ... and wakes the primary. *)
Reported ==
  /\ Pc("writer") = "wake" /\ Goto("writer", "done")
  /\ Unpark("writer", started \cap {"primary"})
  /\ UNCHANGED <<log, door, engine, turn, env>>

(* CommitLog.close: `closed` is set, WriteCoordinator.initiateShutdown.    *)
(* (In a bug: called back by the writer's delivery, which waits for it.)   *)
InitiateShutdown ==
  /\ "close" \in env /\ Pc("closer") = "open"
  /\ IF Bug("close_in_delivery")
     THEN /\ Pc("writer") = "end tips" /\ told # <<>>
          /\ run' = [run EXCEPT !["closer"].pc = "close places",
                                !["writer"].pc = "calls back"]
     ELSE Goto("closer", "close places")
  /\ shutdown' = TRUE
  /\ UNCHANGED <<state, admitted, groups, tip, drained, door, engine, turn,
                 permit, env>>

(* Places.close: whoever waits for a place gives up. *)
ClosePlaces ==
  /\ Pc("closer") = "close places"
  /\ places' = [places EXCEPT !.closed = TRUE]
  /\ Unpark("closer", Range(places.queue))
  /\ Goto("closer", IF Bug("stop_wakes_first") THEN "wake" ELSE "stop")
  /\ UNCHANGED <<log, result, free, tips, told, engine, turn, env>>

(* CommitEngine.stop: `closer` and `stopping` ... *)
Stop ==
  /\ Pc("closer") = "stop" /\ stopping' = TRUE
  /\ Goto("closer", IF Bug("stop_wakes_first") /\ "primary" \in started
                    THEN "both ended?" ELSE "wake")
  /\ UNCHANGED <<log, door, wakeAt, started, ended, turn, permit, env>>

(* ... and wake(), if there is a primary thread. *)
StopWake ==
  /\ Pc("closer") = "wake"
  /\ Unpark("closer", started \cap {"primary"})
  /\ Goto("closer", CASE ~stopping               -> "stop"
                      [] "primary" \in started -> "both ended?"
                      [] OTHER                 -> "inline")
  /\ UNCHANGED <<log, door, engine, turn, env>>

(* stop() waits until both threads have ended, and delivers the rest. *)
AwaitEnd ==
  /\ \/ Pc("closer") = "both ended?"
     \/ Pc("closer") = "closer parked" /\ Awake("closer")
  /\ Unpark("closer", {})
  /\ IF "primary" \in ended /\ started = ended
     THEN Deliver("closer", "stopped", 0)
     ELSE Goto("closer", "closer parked")
  /\ UNCHANGED <<log, door, engine, turn, env>>

(* CommitEngine.finishInline: without threads the closer takes the steps.  *)
(* A step that threw has delivered, and stop()'s deliver() follows: one.   *)
FinishInline ==
  /\ Pc("closer") = "inline"
  /\ IF Pending > 0 /\ ~Bug("finish_inline_skipped")
     THEN Goto("closer", "barrier 1")
     ELSE Deliver("closer", "stopped", 0)
  /\ UNCHANGED <<log, door, engine, turn, permit, env>>

(* TipWaiters.end, the last of CommitLog.closeOnce that concerns threads. *)
Closed ==
  /\ Pc("closer") = "stopped" /\ Goto("closer", "done")
  /\ tips' = [tips EXCEPT !.ended = TRUE]
  /\ Unpark("closer", tips.waiting)
  /\ UNCHANGED <<log, result, free, places, told, engine, turn, env>>

CloseStep == ClosePlaces \/ Stop \/ StopWake \/ AwaitEnd \/ FinishInline \/ Closed

-----------------------------------------------------------------------------
(* A park may return for no reason, and an interrupt makes it; both are a  *)
(* permit from nowhere.                                                    *)
SpuriousWakeUp(t) ==
  /\ "spurious" \in env /\ Parked(t) /\ t \notin permit
  /\ permit' = permit \cup {t}
  /\ UNCHANGED <<log, door, engine, turn, run, env>>

(* What thread t does once it has begun something. *)
Step(t) ==
  \/ DeliverStep(t)
  \/ t \in Stepper /\ BarrierStep(t)
  \/ CASE t \in Submitter -> CommitStep(t)
       [] t \in Watcher   -> WatchStep(t)
       [] t = "primary"   -> PrimaryStep
       [] t = "second"    -> SecondStep
       [] t = "closer"    -> CloseStep
       [] t = "writer"    -> Report \/ Reported
       [] t = "driver"    -> FALSE

Next ==
  \/ \E t \in Thread : DeliverStep(t)
  \/ \E t \in Stepper : BarrierStep(t)
  \/ \E s \in Submitter : TakePlace(s) \/ CommitStep(s)
  \/ \E w \in Watcher : Watch(w) \/ WatchStep(w)
  \/ PrimaryStep \/ SecondStep \/ InitiateShutdown \/ CloseStep \/ Drive
  \/ CapsuleFails \/ Report \/ Reported
  \/ \E s \in Submitter : AdmissionFails(s) \/ InterruptTake(s)
  \/ \E t \in Thread : SpuriousWakeUp(t)

Spec == Init /\ [][Next]_vars

(* A thread that has begun something goes on: the scheduler runs it again  *)
(* and again, a force returns or fails, a deadline comes.  Weak fairness   *)
(* is enough, because a step of a thread, once it can be taken, can be     *)
(* taken until it is: a permit is used by its owner only.  Nobody needs to *)
(* commit, watch, drive, fail or close; and no wake-up comes for nothing.  *)
FairSpec == Spec /\ \A t \in Thread : WF_vars(Step(t))
===============================================================================
