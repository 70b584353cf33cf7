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
  LET delivers(s) == Pc(s) \in {"deliver", "drain", "answer", "given back",
                                "end tips", "queued 3"}
      holders == {s \in Submitter : Pc(s) \in {"start", "admit", "report"}
                    \/ delivers(s)
                    \/ (Pc(s) \in {"leave", "pass on"}
                          /\ run[s].then \in {"start", "admit"})}
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
AtRest(t) == Over(t) \/ Asleep(t) \/ Pc(t) \in {"outside", "open", "writing", "undriven"}

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

(* Who waits for a place gets one, or hears that the log is closed. *)
PlaceComes ==
  \A s \in Submitter : (Works /\ Pc(s) \in {"full", "retake", "no place"})
                         ~> Pc(s) \notin {"full", "retake", "no place"}

(* Who closes the log comes to an end with it. *)
CloseReturns == Pc("closer") = "close places" ~> Pc("closer") = "done"

(* Who waits for a tip that has come, or that cannot come any more, wakes. *)
TipWaiterWakes ==
  \A w \in Watcher :
    (Pc(w) = "no tip" /\ (tip >= run[w].num \/ state = "halted" \/ Pc("closer") = "done"))
      ~> Pc(w) = "done"

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
NoWatcherReached == ~\E w \in Watcher :
                       Pc(w) = "no tip" /\ w \in permit /\ tip >= run[w].num
NoWatcherEnded   == ~\E w \in Watcher : Pc(w) = "no tip" /\ w \in permit /\ tips.ended

-----------------------------------------------------------------------------
(* For reports: which steps lead from a state to the next, whose they are, *)
(* and what the world did.                                                 *)

By(step, who)   == {[lane |-> t, step |-> step, with |-> <<>>] : t \in who}
One(step, t, taken) == IF taken THEN By(step, {t}) ELSE {}
InTurn(step, b, who) == {[lane |-> t, step |-> step, with |-> <<b>>] : t \in who}

DoorSteps == UNION {
  By("TakePlace", {t \in Submitter : TakePlace(t)}),
  By("QueueForPlace", {t \in Submitter : QueueForPlace(t)}),
  By("RetakePlace", {t \in Submitter : RetakePlace(t)}),
  By("InterruptTake", {t \in Submitter : InterruptTake(t)}),
  By("LeavePlaceQueue", {t \in Submitter : LeavePlaceQueue(t)}),
  By("PassOn", {t \in Submitter : PassOn(t)}),
  By("Start", {t \in Submitter : Start(t)}),
  By("Admit", {t \in Submitter : Admit(t)}),
  By("AdmissionFails", {t \in Submitter : AdmissionFails(t)}),
  By("AdmissionReported", {t \in Submitter : AdmissionReported(t)}),
  By("Submitted", {t \in Submitter : Submitted(t)}),
  By("WakePrimary", {t \in Submitter : WakePrimary(t)}),
  By("AwaitAnswer", {t \in Submitter : AwaitAnswer(t)}),
  {[lane |-> w, step |-> "Watch", with |-> <<run'[w].num>>] :
     w \in {u \in Watcher : Watch(u)}},
  By("QueueForTip", {t \in Watcher : QueueForTip(t)}),
  By("LookAtTip", {t \in Watcher : LookAtTip(t)})}

EngineSteps == UNION {
  UNION {InTurn("QueueForTurn", b, {t \in Thread :
           QueueForTurn(t, b, "barrier 1") \/ QueueForTurn(t, b, "barrier 2")
             \/ QueueForTurn(t, b, "deliver")}) : b \in DOMAIN turn},
  UNION {InTurn("TurnNotYet", b, {t \in Thread : TurnNotYet(t, b)}) : b \in DOMAIN turn},
  By("Fsync1Claim", {t \in Stepper : Fsync1Claim(t)}),
  By("Fsync1Nothing", {t \in Stepper : Fsync1Nothing(t)}),
  By("Fsync1Complete", {t \in Stepper : Fsync1Complete(t)}),
  By("Fsync1Fail", {t \in Stepper : Fsync1Fail(t)}),
  By("AppendMarkersClaim", {t \in Stepper : AppendMarkersClaim(t)}),
  By("AppendMarkersNothing", {t \in Stepper : AppendMarkersNothing(t)}),
  By("AppendMarkersWrite", {t \in Stepper : AppendMarkersWrite(t)}),
  By("AppendMarkersComplete", {t \in Stepper : AppendMarkersComplete(t)}),
  By("AppendMarkersFail", {t \in Stepper : AppendMarkersFail(t)}),
  By("TipReached", {t \in Thread : TipReached(t)}),
  By("Drain", {t \in Thread : Drain(t)}),
  By("GiveBack", {t \in Thread : GiveBack(t)}),
  By("Answer", {t \in Thread : Answer(t)}),
  By("EndTips", {t \in Thread : EndTips(t)})}

LoopSteps == UNION {
  One("HandOver", "primary", HandOver),
  One("KeepGroup", "primary", KeepGroup),
  One("Gather", "primary", Gather),
  One("Idle", "primary", Idle),
  One("Announce", "primary", Announce),
  One("Look", "primary", Look),
  One("PrimaryWoken", "primary", PrimaryWoken),
  One("TimeUp", "primary", TimeUp),
  One("End", "primary", End),
  One("Farewell", "primary", Farewell),
  One("SecondLoop", "second", SecondLoop),
  One("SecondLook", "second", SecondLook),
  One("SecondEnd", "second", SecondEnd),
  One("InitiateShutdown", "closer", InitiateShutdown),
  One("ClosePlaces", "closer", ClosePlaces),
  One("Stop", "closer", Stop),
  One("StopWake", "closer", StopWake),
  One("AwaitEnd", "closer", AwaitEnd),
  One("FinishInline", "closer", FinishInline),
  One("Closed", "closer", Closed),
  One("Drive", "driver", Drive),
  One("CapsuleFails", "writer", CapsuleFails),
  One("Report", "writer", Report),
  One("Reported", "writer", Reported),
  By("SpuriousWakeUp", {t \in Thread : SpuriousWakeUp(t)})}

Steps == DoorSteps \cup EngineSteps \cup LoopSteps

Fault ==
  CASE state # state' ->
         [halted |->
            CASE CapsuleFails -> "a capsule could not be written"
              [] \E s \in Submitter : AdmissionFails(s) -> "an admission failed half-way"
              [] \E t \in Stepper : Fsync1Fail(t) -> "FSYNC_1 failed"
              [] OTHER -> "FSYNC_2 failed"]
    [] \E t \in Thread : SpuriousWakeUp(t) ->
         [woken |-> {t \in Thread : SpuriousWakeUp(t)}]
    [] \E s \in Submitter : InterruptTake(s) ->
         [interrupted |-> {s \in Submitter : InterruptTake(s)}]
    [] OTHER -> ""
===============================================================================
