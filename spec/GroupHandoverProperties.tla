----------------------- MODULE GroupHandoverProperties ------------------------
(***************************************************************************)
(* What the hand-over promises, and what TLC checks of it.  Rules are      *)
(* those of protocol.md.                                                   *)
(***************************************************************************)
EXTENDS GroupHandover, TLC

Symmetry == Permutations(Submitter) \cup Permutations(Watcher)
                                       \* for models of plain safety only

-----------------------------------------------------------------------------
(* Safety.  TypeOK stands with the variables.                              *)

(* Rule 4: an admitted commit is published, in one group, or unclaimed;    *)
(* nothing but a halt ends it.                                             *)
NoCommitForgotten ==
  \A n \in DOMAIN admitted :
    Cardinality({i \in DOMAIN groups : n \in groups[i].first..groups[i].last})
      + (IF n <= tip THEN 1 ELSE 0) + (IF n > Claimed THEN 1 ELSE 0) = 1

(* Rule 3: answers come in sequence order, each once. *)
AnswersInOrder == \A i \in DOMAIN told : told[i] = i

(* What was drained is answered, or in the hands of one who is about to.   *)
NoAnswerLost ==
  \A n \in 1..drained :
    n \in Range(told) \/ \E t \in Thread : n \in run[t].hand

(* Rule 12: after a halt or close nobody but who is asked answers; until   *)
(* then only what is published is answered.                                *)
AnsweredIsPublished == state = "open" => \A n \in Range(told) : n <= tip

(* Each barrier takes one group at a time. *)
OneGroupPerBarrier ==
  /\ Cardinality(At("fsync1")) <= 1
  /\ Cardinality(At("claimed") \cup At("appended")) <= 1

(* Rule 7: no group is larger than the limit. *)
GroupLimit == \A i \in DOMAIN groups : Size(i) <= GroupMax

(* Places: as many taken as commits are on their way. *)
PlacesCounted ==
  LET holds(s) == \/ Pc(s) \in {"start", "admit", "report", "deliver", "drain",
                                "answer", "given back", "end tips", "queued 3"}
                  \/ Pc(s) \in {"leave", "pass on"} /\ run[s].then # "refused"
      holders == {s \in Submitter : holds(s)}
      given == {t \in Thread : Pc(t) = "given back"}
  IN  free + Cardinality(holders) + Len(admitted)
        - Len(told) - Cardinality(given) = Capacity

(* Turn: who came first is first. *)
FirstComeFirstServed ==
  [][\A b \in DOMAIN turn :
       turn[b].queue # <<>> /\ turn'[b].owner # turn[b].owner
         => turn'[b].owner = Head(turn[b].queue)]_turn

(* No lost wake-up, as an invariant: when nobody is about to do anything,  *)
(* nobody waits for anything that could still come.  (A park with a        *)
(* deadline is somebody about to do something.)                            *)
Asleep(t) == Parked(t) /\ t \notin permit
               /\ ~(Pc(t) = "primary parked" /\ run[t].then = "deadline"
                      /\ ~Bug("gather_forever"))
AtRest(t) == Over(t) \/ Asleep(t)
               \/ Pc(t) \in {"outside", "open", "writing", "undriven", "calls back"}

Quiet == \A t \in Thread : AtRest(t)

(* Without threads of its own a log works when it is driven. *)
Works == "own_threads" \in env \/ state = "halted" \/ shutdown

NoLostWakeUp ==
  Quiet =>
    /\ Works => /\ Len(told) = Len(admitted)
                /\ \A s \in Submitter : Pc(s) \notin {"no answer", "no place"}
    /\ \A s \in Submitter : Pc(s) = "no place" => free = 0 /\ ~places.closed
    /\ Works /\ state = "open" => groups = <<>> /\ Claimed = Len(admitted)
    /\ \A w \in Watcher : Pc(w) = "no tip" =>
         tip < run[w].num /\ state = "open" /\ Pc("closer") = "open"
    /\ Pc("closer") \in {"open", "done"}
    /\ ~(Pc("second") = "second parked" /\ "primary" \in ended)
    /\ \A t \in Stepper \cup {"writer"} : Pc(t) \notin Range(Queued)

-----------------------------------------------------------------------------
(* Liveness, under FairSpec.                                               *)

(* Each submission is answered, after a halt too; without threads of its   *)
(* own, a log answers when it is closed or has halted.                     *)
EverySubmissionAnswered ==
  \A n \in 1..MaxSeq : (Works /\ n <= Len(admitted)) ~> n \in result

(* Who waits for a place gets one, or hears that the log is closed.  Of so *)
(* many commits only: Places promises no order, and somebody who comes     *)
(* later may take the place first.                                         *)
PlaceComes ==
  \A s \in Submitter : (Works /\ Pc(s) \in {"full", "retake", "no place"})
                         ~> Pc(s) \notin {"full", "retake", "no place"}

(* Who closes the log comes to an end with it. *)
CloseReturns == Pc("closer") = "close places" ~> Pc("closer") = "done"

(* Who waits for a tip that has come, or that cannot come any more, wakes. *)
NoMoreTips == state = "halted" \/ Pc("closer") = "done"

TipWaiterWakes ==
  \A w \in Watcher :
    (Pc(w) = "no tip" /\ (tip >= run[w].num \/ NoMoreTips)) ~> Pc(w) = "done"

-----------------------------------------------------------------------------
(* Refinement: whoever takes the steps, they are the steps of groups.      *)

Life == INSTANCE Groups WITH admitted <- Len(admitted)

GroupsRefined == Life!Spec

-----------------------------------------------------------------------------
(* Reachability probes: each must be violated, or the model is too kind.   *)

(* Both barriers at once: one group in FSYNC_1, another in FSYNC_2. *)
NoOverlap == ~(At("fsync1") # {} /\ At("appended") # {})

(* A group handed over is taken back: the second thread was too slow. *)
NoGroupTakenBack == [][~(AppendMarkersClaim("primary")
                           /\ Cardinality(At("covered")) > 1)]_groups

(* A submitter finds the primary parked, and wakes it. *)
NoSubmitterWakes == [][~\E s \in Submitter :
                          WakePrimary(s) /\ Pc("primary") = "primary parked"]_permit

(* gather's deadline comes first; a full group comes first. *)
NoGatherTimeUp == [][~TimeUp]_run
NoGatherCutShort == [][~(PrimaryWoken /\ run["primary"].then = "deadline")]_run

(* A permit is left to a thread that is not parked, and used at its next   *)
(* park.                                                                   *)
NoPermitKept == ~\E t \in permit : ~Parked(t)

(* A thread waits for its turn behind another, and gets it handed over. *)
NoTurnHandedOver == [][~\E b \in DOMAIN turn :
                          turn[b].queue # <<>> /\ turn'[b].owner = Head(turn[b].queue)]_turn

(* The log halts while the second thread is in FSYNC_2, and somebody else  *)
(* answers its group. *)
NoHaltInFsync2 == ~(Pc("second") = "FSYNC_2" /\ state = "halted" /\ told # <<>>)

(* stop() finds no thread and takes the steps itself; also together with   *)
(* one who drives them, so that the two take turns.                        *)
NoFinishInline == Pc("closer") # "FSYNC_2"
NoTurnsWithDriver == ~(turn["one"].owner = "driver" /\ turn["one"].queue # <<>>)

(* A submitter waits for a place, and one who leaves passes a wake-up on. *)
NoPlacePassedOn == [][~\E s, u \in Submitter :
                         PassOn(s) /\ Parked(u) /\ u \in permit' \ permit]_permit

(* A watcher is woken by the tip, and by a halt. *)
Woken(w) == Pc(w) = "no tip" /\ w \in permit
NoWatcherReached == ~\E w \in Watcher : Woken(w) /\ tip >= run[w].num
NoWatcherEnded   == ~\E w \in Watcher : Woken(w) /\ tips.ended

-----------------------------------------------------------------------------
(* For whoever tells a counterexample: what leads from this state to the   *)
(* next, in whose lane it belongs, and what the environment did meanwhile. *)

By(step, A(_), who) ==
  {[lane |-> t, step |-> step, with |-> <<>>] : t \in {u \in who : A(u)}}

Did(lane, step, happened) ==
  IF happened THEN {[lane |-> lane, step |-> step, with |-> <<>>]} ELSE {}

InTurn(step, A(_, _)) ==
  {[lane |-> x[1], step |-> step, with |-> <<x[2]>>] :
     x \in {y \in Thread \X DOMAIN turn : A(y[1], y[2])}}

Queues(t, b) == \E pc \in {"barrier 1", "barrier 2", "deliver"} : QueueForTurn(t, b, pc)

DoorSteps == UNION {
  By("TakePlace", TakePlace, Submitter),
  By("QueueForPlace", QueueForPlace, Submitter),
  By("RetakePlace", RetakePlace, Submitter),
  By("InterruptTake", InterruptTake, Submitter),
  By("LeavePlaceQueue", LeavePlaceQueue, Submitter),
  By("PassOn", PassOn, Submitter), By("Start", Start, Submitter),
  By("Admit", Admit, Submitter),
  By("AdmissionFails", AdmissionFails, Submitter),
  By("AdmissionReported", AdmissionReported, Submitter),
  By("Submitted", Submitted, Submitter),
  By("WakePrimary", WakePrimary, Submitter),
  By("AwaitAnswer", AwaitAnswer, Submitter),
  {[lane |-> w, step |-> "Watch", with |-> <<run'[w].num>>] :
     w \in {u \in Watcher : Watch(u)}},
  By("QueueForTip", QueueForTip, Watcher), By("LookAtTip", LookAtTip, Watcher)}

EngineSteps == UNION {
  InTurn("QueueForTurn", Queues), InTurn("TurnNotYet", TurnNotYet),
  By("Fsync1Claim", Fsync1Claim, Stepper),
  By("Fsync1Nothing", Fsync1Nothing, Stepper),
  By("Fsync1Complete", Fsync1Complete, Stepper),
  By("Fsync1Fail", Fsync1Fail, Stepper),
  By("AppendMarkersClaim", AppendMarkersClaim, Stepper),
  By("AppendMarkersNothing", AppendMarkersNothing, Stepper),
  By("AppendMarkersWrite", AppendMarkersWrite, Stepper),
  By("AppendMarkersComplete", AppendMarkersComplete, Stepper),
  By("AppendMarkersFail", AppendMarkersFail, Stepper),
  By("TipReached", TipReached, Thread), By("Drain", Drain, Thread),
  By("GiveBack", GiveBack, Thread), By("Answer", Answer, Thread),
  By("EndTips", EndTips, Thread)}

LoopSteps == UNION {
  Did("primary", "HandOver", HandOver), Did("primary", "KeepGroup", KeepGroup),
  Did("primary", "Gather", Gather), Did("primary", "Idle", Idle),
  Did("primary", "Announce", Announce), Did("primary", "Look", Look),
  Did("primary", "PrimaryWoken", PrimaryWoken),
  Did("primary", "TimeUp", TimeUp), Did("primary", "End", End),
  Did("primary", "Farewell", Farewell),
  Did("second", "SecondLoop", SecondLoop),
  Did("second", "SecondLook", SecondLook),
  Did("second", "SecondEnd", SecondEnd),
  Did("closer", "InitiateShutdown", InitiateShutdown),
  Did("closer", "ClosePlaces", ClosePlaces), Did("closer", "Stop", Stop),
  Did("closer", "StopWake", StopWake), Did("closer", "AwaitEnd", AwaitEnd),
  Did("closer", "FinishInline", FinishInline), Did("closer", "Closed", Closed),
  Did("driver", "Drive", Drive), Did("writer", "CapsuleFails", CapsuleFails),
  Did("writer", "Report", Report), Did("writer", "Reported", Reported),
  By("SpuriousWakeUp", SpuriousWakeUp, Thread)}

Steps == DoorSteps \cup EngineSteps \cup LoopSteps

Fault ==
  CASE CapsuleFails -> [what |-> "a capsule's write failed"]
    [] \E s \in Submitter : AdmissionFails(s) -> [what |-> "an admission failed half-way"]
    [] state # state' -> [what |-> "a write or force failed"]
    [] \E t \in Thread : SpuriousWakeUp(t) ->
         [what |-> "a wake-up for no reason", of |-> permit' \ permit]
    [] \E s \in Submitter : InterruptTake(s) ->
         [what |-> "an interrupt", of |-> {s \in Submitter : InterruptTake(s)}]
    [] OTHER -> [what |-> ""]
===============================================================================
