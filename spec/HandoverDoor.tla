----------------------------- MODULE HandoverDoor -----------------------------
(***************************************************************************)
(* The front door: who commits and waits for the answer, and who waits     *)
(* for a tip.  Places bounds the queue; Ticket and TipWaiters wake.        *)
(***************************************************************************)
EXTENDS HandoverSteps

-----------------------------------------------------------------------------
(* A submitter: CommitLog.commit.                                          *)

(* With a place: CommitLog.submitInPlace.  Once there is a primary thread, *)
(* CommitEngine.start only sees that there is. *)
InPlace == IF "own_threads" \in env /\ "primary" \notin started
           THEN "start" ELSE "admit"

(* Who may still be admitted. *)
OnTheWay == {"full", "retake", "no place", "leave", "pass on", "start", "admit"}

(* Places.take, its first tryTake: one compareAndSet, or none to be had. *)
TakePlace(s) ==
  /\ Pc(s) = "outside"
  /\ Len(admitted) + Cardinality({u \in Submitter : Pc(u) \in OnTheWay}) < MaxSeq
  /\ IF free > 0 THEN free' = free - 1 /\ Goto(s, InPlace)
                 ELSE UNCHANGED free /\ Goto(s, "full")
  /\ UNCHANGED <<log, result, places, tips, told, engine, turn, permit, env>>

(* Places.take: stands in the queue, and only then looks again. *)
QueueForPlace(s) ==
  /\ Pc(s) = "full"
  /\ places' = [places EXCEPT !.queue = Append(@, s)]
  /\ Goto(s, IF Bug("place_queued_after_look") THEN "no place" ELSE "retake")
  /\ UNCHANGED <<log, result, free, tips, told, engine, turn, permit, env>>

(* Places.take in its loop: tryTake, closed, park. *)
RetakePlace(s) ==
  /\ Pc(s) = "retake" \/ (Pc(s) = "no place" /\ Awake(s))
  /\ Unpark(s, {})
  /\ IF free > 0 THEN /\ free' = free - 1
                      /\ run' = [run EXCEPT ![s].pc = "leave", ![s].then = InPlace]
                 ELSE /\ UNCHANGED free
                      /\ run' = IF places.closed
                           THEN [run EXCEPT ![s].pc = "leave", ![s].then = "refused"]
                           ELSE [run EXCEPT ![s].pc = "no place"]
  /\ UNCHANGED <<log, result, places, tips, told, engine, turn, env>>

(* Places.take: interrupted while it waits, before anything is admitted. *)
InterruptTake(s) ==
  /\ "interrupt" \in env /\ Pc(s) = "no place"
  /\ Unpark(s, {})
  /\ run' = [run EXCEPT ![s].pc = "leave", ![s].then = "refused"]
  /\ UNCHANGED <<log, door, engine, turn, env>>

(* Places.take, finally: out of the queue ... *)
LeavePlaceQueue(s) ==
  /\ Pc(s) = "leave"
  /\ places' = [places EXCEPT !.queue = SelectSeq(@, LAMBDA u : u # s)]
  /\ Goto(s, "pass on")
  /\ UNCHANGED <<log, result, free, tips, told, engine, turn, permit, env>>

(* ... and a wake-up that hit the leaver is passed on: Places.wakeIfFree,  *)
(* here and at the end of Places.giveBack.                                 *)
PassOn(s) ==
  /\ Pc(s) = "pass on"
  /\ Unpark(s, IF Bug("place_not_passed_on") THEN {} ELSE WakeIfFree(free))
  /\ run' = [run EXCEPT ![s] = New(IF @.then = "refused" THEN "done" ELSE @.then)]
  /\ UNCHANGED <<log, door, engine, turn, env>>

(* CommitEngine.start. *)
Start(s) ==
  /\ Pc(s) = "start"
  /\ IF "primary" \in started \/ stopping
     THEN UNCHANGED started /\ Goto(s, "admit")
     ELSE /\ started' = started \cup {"primary"}
          /\ run' = [run EXCEPT ![s].pc = "admit", !["primary"].pc = "barrier 1"]
  /\ UNCHANGED <<log, door, wakeAt, stopping, ended, turn, permit, env>>

(* CommitState.admit: the commit gets its sequence and its ticket in one   *)
(* section; after a halt or a shutdown the place is given back.            *)
Admit(s) ==
  /\ Pc(s) = "admit"
  /\ IF state = "open" /\ ~shutdown
     THEN /\ \E waiter \in {s} \cup (IF "async" \in env THEN {Nobody} ELSE {}) :
               admitted' = Append(admitted, waiter)
          /\ run' = [run EXCEPT ![s].num = Len(admitted) + 1, ![s].pc =
                       IF Bug("ticket_joined_later") THEN "join" ELSE "submitted"]
          /\ UNCHANGED free
     ELSE /\ UNCHANGED admitted
          /\ free' = IF Bug("refusal_keeps_place") THEN free ELSE free + 1
          /\ run' = [run EXCEPT ![s].pc = "pass on", ![s].then = "refused"]
  /\ UNCHANGED <<state, shutdown, groups, tip, drained, result, places, tips,
                 told, engine, turn, permit, env>>

(* CommitState.allocate, when it fails half-way, for want of memory say:   *)
(* CommitState.halt.  Who brought the halt about reports it, as a writer   *)
(* of capsules does: CommitEngine.halted delivers, and wakes the primary.  *)
AdmissionFails(s) ==
  /\ "admission_fails" \in env
  /\ Pc(s) = "admit" /\ state = "open" /\ ~shutdown
  /\ state' = "halted"
  /\ IF Bug("admission_halt_not_reported") THEN Goto(s, "admit")
     ELSE Deliver(s, "report", 0)
  /\ UNCHANGED <<shutdown, admitted, groups, tip, drained, door, engine, turn,
                 permit, env>>

(* The report ends; with the place the exception goes its way, as from any *)
(* admission after a halt.                                                 *)
AdmissionReported(s) ==
  /\ Pc(s) = "report" /\ Goto(s, "admit")
  /\ Unpark(s, started \cap {"primary"})
  /\ UNCHANGED <<log, door, engine, turn, env>>

(* commitAsync returns.  Ticket.await looks for the result, and parks      *)
(* while there is none; its first look belongs to the step before it,      *)
(* because who completes the ticket later leaves a permit.                 *)
Await(s) == IF admitted[run[s].num] = Nobody \/ run[s].num \in result
            THEN New("outside")
            ELSE [run[s] EXCEPT !.pc = "no answer"]

(* CommitEngine.submitted: reads wakeAt, after the admission.  (Only in a  *)
(* bug: the ticket joins its commit first, in a section of its own.)       *)
Submitted(s) ==
  /\ Pc(s) \in {"join", "submitted"}
  /\ run' = [run EXCEPT ![s] =
       CASE @.pc = "join"     -> [@ EXCEPT !.pc = "submitted"]
         [] @.num >= wakeAt -> [@ EXCEPT !.pc = "wake"]
         [] OTHER           -> Await(s)]
  /\ UNCHANGED <<log, door, engine, turn, permit, env>>

(* CommitEngine.wake, if the log has a primary thread. *)
WakePrimary(s) ==
  /\ Pc(s) = "wake"
  /\ Unpark(s, started \cap {"primary"})
  /\ run' = [run EXCEPT ![s] = Await(s)]
  /\ UNCHANGED <<log, door, engine, turn, env>>

(* Ticket.await, unparked. *)
AwaitAnswer(s) ==
  /\ Pc(s) = "no answer" /\ Awake(s)
  /\ Unpark(s, {})
  /\ run' = [run EXCEPT ![s] = Await(s)]
  /\ UNCHANGED <<log, door, engine, turn, env>>

CommitStep(s) ==
  \/ QueueForPlace(s) \/ RetakePlace(s) \/ LeavePlaceQueue(s) \/ PassOn(s)
  \/ Start(s) \/ Admit(s) \/ AdmissionReported(s)
  \/ Submitted(s) \/ WakePrimary(s) \/ AwaitAnswer(s)

-----------------------------------------------------------------------------
(* A watcher: CommitLog.awaitTip.  One that gives up, by a deadline or an  *)
(* interrupt, touches nobody else; so watchers here are patient.           *)

Watch(w) ==
  /\ "watch" \in env /\ Pc(w) = "outside"
  /\ \E n \in 1..MaxSeq : run' = [run EXCEPT ![w].num = n, ![w].pc =
       IF Bug("watcher_looks_first") THEN "look at tip" ELSE "queue for tip"]
  /\ UNCHANGED <<log, door, engine, turn, permit, env>>

(* TipWaiters.await: stands in the queue ... *)
QueueForTip(w) ==
  /\ Pc(w) = "queue for tip"
  /\ tips' = [tips EXCEPT !.waiting = @ \cup {w}]
  /\ Goto(w, IF Bug("watcher_looks_first") THEN "no tip" ELSE "look at tip")
  /\ UNCHANGED <<log, result, free, places, told, engine, turn, permit, env>>

(* ... and only then looks at the tip, and parks. *)
LookAtTip(w) ==
  LET come == tip >= run[w].num \/ tips.ended
  IN  /\ Pc(w) = "look at tip" \/ (Pc(w) = "no tip" /\ Awake(w))
      /\ Unpark(w, {})
      /\ IF come
         THEN Goto(w, "done") /\ tips' = [tips EXCEPT !.waiting = @ \ {w}]
         ELSE /\ Goto(w, IF Bug("watcher_looks_first") /\ Pc(w) = "look at tip"
                         THEN "queue for tip" ELSE "no tip")
              /\ UNCHANGED tips
      /\ UNCHANGED <<log, result, free, places, told, engine, turn, env>>

WatchStep(w) == QueueForTip(w) \/ LookAtTip(w)
===============================================================================
