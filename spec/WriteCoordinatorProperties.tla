---------------------- MODULE WriteCoordinatorProperties ----------------------
(***************************************************************************)
(* What the protocol promises, and what TLC checks of it: safety, liveness *)
(* under fairness, refinements, and probes that show that the interesting  *)
(* situations are reached at all.  Above each property stands the sentence *)
(* that it formalizes, and the ids under which guarantees.md lists it: R   *)
(* is a rule of protocol.md, P an item of the oracle over crash histories  *)
(* (HistoryChecker in Java), B what a barrier is there for.                *)
(***************************************************************************)
EXTENDS WriteCoordinator, TLC

(* Transactions are interchangeable: no action and no property tells them  *)
(* apart, and none is CHOSEn but by its sequence.  Sound for plain safety  *)
(* only, so models of liveness do without.                                 *)
Symmetry == Permutations(Txn)

IsPrefix(s, t) == Len(s) <= Len(t) /\ SubSeq(t, 1, Len(s)) = s
Serving        == state \in {"open", "halted"}
IsIn(t)        == \E c \in Range(history) : c.txn = t

-----------------------------------------------------------------------------
(* Safety: invariants.  TypeOK stands with the variables.                  *)

(* B1: a marker never becomes durable before what it points to. *)
MarkerImpliesCapsuleAndProof ==
  rotten \/ \A m \in Of("marker", Readable) : HasPayload(m, medium)

(* B2, P1: what a reader has seen survives the loss of everything unforced. *)
TipNeverAheadOfDurable == rotten \/ IsPrefix(history, History(medium))

(* P1: what was answered committed is recovered. *)
AckedIsDurable ==
  rotten \/ LET durable == {c.txn : c \in Range(History(medium))}
            IN  \A t \in Txn : client[t].at = "committed" => t \in durable

(* R1, P3: committed sequences are dense. *)
Dense == \A n \in DOMAIN history : history[n].seq = n

(* R1: sequences are given out densely; a refusal consumes none. *)
AdmittedDense == Serving => \A n \in DOMAIN admitted : admitted[n].seq = base + n

(* R2, P6: commit times strictly increase, also across restarts. *)
TimesIncrease ==
  LET all == history \o SelectSeq(admitted, LAMBDA c : Serving /\ c.seq > tip)
  IN  \A m, n \in DOMAIN all : m < n => all[m].time < all[n].time

(* R3: nobody is passed over by the answers. *)
NobodyPassedOver ==
  Serving => \A c \in Range(admitted) : c.seq <= drained => client[c.txn].at # "submitted"

(* R4: to cancel before a sequence is allocated is free. *)
CancelIsFree ==
  Serving => \A c \in Range(admitted) : client[c.txn].at # "cancelled"

(* R7: no group is larger than the limit. *)
GroupLimit == \A g \in Range(groups) : Len(g.commits) <= GroupMax

(* R7: no group straddles two marker segments. *)
GroupInOneSegment ==
  state = "open" =>
    \A g \in Range(groups) : Segment(g.commits[1].seq) = Segment(LastSeq(g.commits))

(* R8, P4: whose page was written by a commit after its beginSeq loses. *)
FirstCommitterWins ==
  \A m, n \in DOMAIN history :
    m < n /\ history[m].seq > history[n].begin =>
      history[m].pages \cap history[n].pages = {}

(* R9: nobody holds a snapshot from the future, not even across crashes. *)
NoFutureSnapshot == \A t \in Txn : client[t].begin <= Len(history)

(* R9: a lease keeps its snapshot valid. *)
LeaseKeepsSnapshot == \A t \in leased : client[t].begin >= floor

(* R10: what validation remembers is bounded. *)
ValidationBounded == state = "open" => Cardinality(IndexPages) <= IndexMax

(* R11, P2, P5, P12: no transaction commits twice, whoever retries. *)
DecidedOnce == \A m, n \in DOMAIN history : history[m].txn = history[n].txn => m = n

(* P12: who was refused or given up is not in the history.  That a         *)
(* snapshot is too old, or the log shuts down, may also be told to one who *)
(* committed so long ago that its token is forgotten: it speaks of this    *)
(* submission only.                                                        *)
AnswersTruthful ==
  \A t \in Txn : client[t].at \in Refusals \cup {"not_committed"} =>
    \A c \in Range(history) : c.txn = t =>
      client[t].at \in {"too_old", "shutting_down"} /\ c.seq + Window <= Len(history)

(* R13: a commit has a capsule, complete, of its own incarnation. *)
CapsuleIsOfThisLife ==
  Serving => \A c \in Range(admitted) : Capsule(inc, c.txn) \subseteq Readable

(* P7: recovery would read again what it has read, at every step of its    *)
(* own; also while another process writes, once its header is written.     *)
RecoveryIdempotent ==
  ~rotten /\ (state = "forced" \/ (state = "rewritten" /\ ~May("usurp"))) =>
    ~Corrupt(Readable) /\ LastSeq(History(Readable)) = base

(* P8: the work of a crash is never refused. *)
CrashNeverRefused == state = "refused" => rotten

(* R4: who closes has answered everybody. *)
ClosedWhenAnswered == state = "closing" => Pending = <<>> /\ groups = <<>> /\ drained = tip

(* P9: nothing is served when the medium lost what was proven. *)
DamageDetected == rotten => state # "open"

-----------------------------------------------------------------------------
(* Safety: what a step may do.                                             *)

(* P2: only what the last life admitted enters history. *)
NothingInvented ==
  [][\A n \in (Len(history) + 1)..Len(history') : history'[n] \in Range(admitted)]_history

(* P5, R1: what was shown once stays at its place; no sequence is reused. *)
HistoryOnlyGrows == [][IsPrefix(history, history')]_history

(* R3: answers come in sequence order.  (Who asks again after its commit   *)
(* was published is told so at once, be it before others have heard.)      *)
AnswersInOrder ==
  [][\A c, d \in Range(admitted) :
       /\ c.seq < d.seq /\ Serving /\ state' = state
       /\ client[d.txn].at = "submitted" /\ client'[d.txn].at \in Final
       => client'[c.txn].at # "submitted"]_client

(* R4: once a sequence is allocated, nothing but a halt or a crash ends it. *)
AdmittedStays ==
  [][Serving /\ state' \in {"open", "halted"} =>
       Range(admitted) \subseteq Range(admitted')]_admitted

(* R6: a commit submitted after a group was claimed belongs to a later one. *)
GroupsClosed ==
  [][\A g \in Range(groups), h \in Range(groups') :
       g.commits[1] = h.commits[1] => g.commits = h.commits]_groups

(* R8: a conflict is with a commit after the loser's beginSeq. *)
ConflictsAreReal ==
  [][\A t \in Txn : client[t].at = "written" /\ client'[t].at = "fcw_conflict" =>
       \E c \in Range(admitted) : c.seq > client[t].begin]_client

(* R12, P10: after a halt nothing is published, and nobody is told         *)
(* committed of what was not published before.                             *)
NothingCommitsAfterHalt ==
  [][state = "halted" /\ state' = "halted" =>
       /\ tip' = tip
       /\ \A t \in Txn : client'[t].at = "committed" => IsIn(t)]_vars

(* P13: acknowledged before submitted, hence a lower sequence. *)
RealTimeOrder ==
  [][\A c \in Range(admitted') \ Range(admitted) :
       \A h \in Range(history) : client[h.txn].at = "committed" => h.seq < c.seq]_admitted

-----------------------------------------------------------------------------
(* Liveness, under FairSpec.                                               *)

(* R4: every submission is answered, or a crash ends it. *)
EverySubmissionAnswered ==
  \A t \in Txn : client[t].at = "submitted" ~> client[t].at # "submitted"

(* R4: shutdown completes. *)
ShutdownDrains ==
  shutdown ~> ~shutdown \/ \A t \in Txn : client[t].at # "submitted"

(* R4: a close once begun ends.  Here it counts as the end of a life, of   *)
(* which there are MaxCrashes.                                             *)
CloseEnds == state = "closing" ~> state # "closing" \/ crashes = MaxCrashes

(* P14: recovery ends. *)
RecoveryEnds == state = "down" ~> state \in {"open", "refused"}

-----------------------------------------------------------------------------
(* Refinement: this protocol, seen without its disk, is a CommitLog.       *)

Abstract == INSTANCE CommitLog WITH
  history   <- [n \in DOMAIN history |-> history[n].txn],
  undecided <- LET u == SelectSeq(admitted, LAMBDA c : c.seq > Len(history))
               IN  [i \in DOMAIN u |-> u[i].txn],
  answer    <- [t \in Txn |-> CASE client[t].at = "committed" -> "committed"
                                [] client[t].at \in Refusals \cup {"not_committed"} -> "out"
                                [] OTHER -> "none"],
  open      <- state \in {"open", "closing"}

Refinement == Abstract!Spec

(* And seen without clients and disk, its groups are those of Groups. *)
JustGroups == INSTANCE Groups WITH
  MaxSeq   <- 2 * Cardinality(Txn),
  state    <- CASE Serving -> state [] state = "closing" -> "open" [] OTHER -> "down",
  admitted <- IF Serving \/ state = "closing" THEN base + Len(admitted) ELSE 0,
  groups   <- [i \in DOMAIN groups |-> [stage |-> groups[i].stage,
                                        first |-> groups[i].commits[1].seq,
                                        last  |-> LastSeq(groups[i].commits)]],
  tip      <- tip,
  drained  <- drained

GroupsRefined == JustGroups!Spec

-----------------------------------------------------------------------------
(* Reachability probes: each must be violated, or the model is too kind.   *)

Overlapping == At("fsync1") # {} /\ At("appended") # {}

(* A crash, and a halt, while both barriers have a group. *)
NoCrashWhileOverlapping == [][~(Overlapping /\ state' = "down")]_state
NoHaltWhileOverlapping  == [][~(Overlapping /\ state' = "halted")]_state

(* A client is told that nobody knows. *)
NoOutcomeUnknown == \A t \in Txn : client[t].at # "outcome_unknown"

(* A halt before those were answered whose commit is published. *)
NoHaltWithTipUndrained == ~(state = "halted" /\ drained < tip)

(* A capsule's write fails while a force is under way. *)
NoCapsuleFailWithGroups ==
  ~(state = "halted" /\ groups # <<>> /\ clean = {} /\ forcing # {})

(* A crash leaves markers behind a hole; a torn marker; a hole on the      *)
(* medium itself.                                                          *)
NoTornTail   == ~(state = "down" /\ Valid(Readable) # Chained(Readable))
NoTornMarker == \A r \in Of("torn", medium) : r.of.kind # "marker"
NoHole       == ~\E m, n \in Of("marker", medium) :
                   /\ m.seq + 1 < n.seq /\ m.inc = n.inc
                   /\ \A x \in Of("marker", medium) : x.seq # m.seq + 1

(* A life begins below markers of the one before: they are dead. *)
NoDeadTail == ~(state = "open" /\ Of("marker", medium) # Valid(medium))

(* Recovery writes again what a failed force had marked clean. *)
NoCleanPageRewritten ==
  [][~(state = "down" /\ state' = "rewritten" /\ clean # clean')]_state

(* A crash when recovery has forced commits that nobody was told of; a     *)
(* crash, and a failure, before that force returned.                       *)
NoCrashInRecovery ==
  [][~(state = "forced" /\ base > Len(history) /\ state' = "down")]_state
NoCrashBeforeTheForce ==
  [][~(state = "rewritten" /\ forcing # {} /\ state' = "down"
         /\ failures' = failures)]_state
NoFailureInRecovery ==
  [][~(state = "rewritten" /\ forcing # {} /\ state' = "down"
         /\ failures' # failures)]_state

(* The history has commits of two lives. *)
NoTwoLives == \A c, d \in Range(history) : c.inc = d.inc

(* A commit survives whose client was never answered; it asks again and is *)
(* told; or it asks too late, and is told that it is too old.              *)
NoUnansweredSurvivor ==
  ~(state = "open" /\ \E c \in Range(history) :
      c.inc < inc /\ client[c.txn].at = "begun")
NoRetryAnswered ==
  [][\A t \in Txn : client[t].at = "written" => client'[t].at # "committed"]_client
NoRetryTooOld == ~\E t \in Txn : client[t].at = "too_old" /\ IsIn(t)

(* A life fills a segment and begins another. *)
NoTwoSegments == Cardinality({h \in Of("header", medium) : h.inc = inc}) < 2

(* A log that was closed is open again. *)
NoCloseRecord == state = "open" => Of("close", medium) = {}

(* What a coordinator without its lock wrote is found, and is not found.   *)
NoZombieInHistory ==
  ~(state = "open" /\ \E c \in Range(history) : c.txn \in zombie.unknown)
NoZombieLeftOut ==
  ~(state = "open" /\ \E t \in zombie.unknown : ~IsIn(t) /\ zombie.cells = {})

(* Two capsules are half written at once. *)
NoInterleavedCapsules ==
  ~\E t, u \in Txn : t # u /\ client[t].wrote \in 1..(Symbols - 1)
                           /\ client[u].wrote \in 1..(Symbols - 1)

(* Recovery refuses. *)
NoRefusal == state # "refused"

(* A commit's time is not the clock's, but that of a former life plus one. *)
NoClockStepBack ==
  ~\E m, n \in DOMAIN history :
     history[m].inc < history[n].inc /\ history[n].time = history[m].time + 1

(* A crash takes the name of a segment that was not forced yet. *)
NoLostName ==
  [][~(state = "open" /\ state' = "down"
         /\ Of("header", dirty) # {}
         /\ Of("header", Readable') # Of("header", Readable))]_state

-----------------------------------------------------------------------------
(* For whoever tells a counterexample: what leads from this state to the   *)
(* next, in whose lane it belongs, and what the environment did meanwhile. *)

Did(lane, step, happened) ==
  IF happened THEN {[lane |-> lane, step |-> step, with |-> <<>>]} ELSE {}

By(step, A(_)) == {[lane |-> t, step |-> step, with |-> <<>>] : t \in {x \in Txn : A(x)}}

Steps ==
  UNION {
    By("BeginSnapshot", BeginSnapshot), By("EndSnapshot", EndSnapshot),
    By("WriteCapsule", WriteCapsule), By("RefuseCapsule", RefuseCapsule),
    By("CapsuleFail", CapsuleFail), By("Cancel", Cancel), By("WaitNoLonger", WaitNoLonger),
    {[lane |-> x[1], step |-> "Submit", with |-> <<x[2], x[3]>>] :
       x \in {y \in Txn \X WriteSets \X Clock : Submit(y[1], y[2], y[3])}},
    Did("coordinator", "Prune", Prune),
    Did("coordinator", "InitiateShutdown", InitiateShutdown),
    Did("barrier 1", "Fsync1Claim", Fsync1Claim),
    Did("barrier 1", "Fsync1Complete", Fsync1Complete),
    Did("barrier 1", "Fsync1Fail", Fsync1Fail),
    Did("barrier 2", "AppendMarkersClaim", AppendMarkersClaim),
    Did("barrier 2", "NextSegment", NextSegment),
    Did("barrier 2", "NextSegmentNamed", NextSegmentNamed),
    Did("barrier 2", "AppendMarkersWrite", AppendMarkersWrite),
    Did("barrier 2", "AppendMarkersComplete", AppendMarkersComplete),
    Did("barrier 2", "AppendMarkersFail", AppendMarkersFail),
    Did("coordinator", "DrainCommitted", DrainCommitted),
    Did("coordinator", "CloseBegin", CloseBegin), Did("coordinator", "CloseEnd", CloseEnd),
    Did("disk", "PowerLoss", PowerLoss), Did("disk", "ProcessCrash", ProcessCrash),
    Did("disk", "Damage", Damage),
    Did("other process", "LockLost", LockLost),
    Did("other process", "ZombieWrites", ZombieWrites),
    Did("other process", "ZombieAnswers", ZombieAnswers),
    Did("recovery", "RecoverRewrite", RecoverRewrite),
    Did("recovery", "RecoverForce", RecoverForce),
    Did("recovery", "RecoverFail", RecoverFail),
    Did("recovery", "OpenIncarnation", OpenIncarnation) }

Fault ==
  CASE PowerLoss ->
         [what |-> "power loss", lost |-> (dirty \cup clean \cup medium) \ medium',
          kept |-> medium' \ medium]
    [] ProcessCrash -> [what |-> "process crash", lost |-> dirty \ dirty', kept |-> dirty']
    [] Damage -> [what |-> "the medium lost a record", lost |-> medium \ medium']
    [] LockLost -> [what |-> "the lock was removed by force"]
    [] Fsync1Fail \/ AppendMarkersFail \/ RecoverFail ->
         [what |-> "a write or force failed", lost |-> dirty \ (dirty' \cup clean'),
          cleaned |-> clean' \ clean]
    [] \E t \in Txn : CapsuleFail(t) -> [what |-> "a capsule's write failed"]
    [] \E t \in Txn : RefuseCapsule(t) -> [what |-> "no space"]
    [] OTHER -> [what |-> ""]
===============================================================================
