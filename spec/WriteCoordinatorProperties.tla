---------------------- MODULE WriteCoordinatorProperties ----------------------
(***************************************************************************)
(* What the protocol promises, and what TLC checks of it: safety, liveness *)
(* under fairness, the refinement of CommitLog, and probes that show that  *)
(* the interesting situations are reached at all.  P1, P2 and so on are    *)
(* the ids of the oracle over crash histories, HistoryChecker; rules are   *)
(* those of protocol.md.                                                   *)
(***************************************************************************)
EXTENDS WriteCoordinator, TLC

Symmetry == Permutations(Txn)  \* for models of plain safety only

-----------------------------------------------------------------------------
(* Safety.  TypeOK stands with the variables.                              *)

IsPrefix(s, t) == Len(s) <= Len(t) /\ SubSeq(t, 1, Len(s)) = s

(* FSYNC_1: whatever is written in the marker stream points to what is durable. *)
MarkerImpliesCapsuleAndProof ==
  \A m \in Of("marker", Readable) : HasPayload(m, medium)

(* FSYNC_2: what readers were shown survives the loss of everything unforced. *)
TipNeverAheadOfDurable == IsPrefix(history, Found(medium))

(* P1 *)
AckedIsDurable ==
  \A t \in Txn : client[t].at = "committed" => \E c \in Range(Found(medium)) : c.txn = t

(* P3, rule 1 *)
Dense == \A n \in DOMAIN history : history[n].seq = n

(* P4, rule 8 *)
FirstCommitterWins ==
  \A m, n \in DOMAIN history :
    m < n /\ history[m].seq > history[n].begin => history[m].pages \cap history[n].pages = {}

(* P5, rule 11 *)
DecidedOnce == \A m, n \in DOMAIN history : history[m].txn = history[n].txn => m = n

(* P12, rule 12: a refused or given-up transaction is not in history. *)
AnswersTruthful ==
  \A t \in Txn : client[t].at \in Refusals \cup {"not_committed"} =>
                  \A c \in Range(history) : c.txn # t

(* Rule 3 *)
AnswersInOrder ==
  state \in {"open", "halted"} =>
    \A c, d \in Range(admitted) :
      c.seq < d.seq /\ client[d.txn].at \in Answers => client[c.txn].at \in Answers

(* Rule 7 *)
GroupLimit == \A g \in Range(groups) : Len(g.commits) <= GroupMax

(* P8 *)
CrashNeverRefused == state # "refused"

(* Rule 9: nobody holds a snapshot from the future, not even across crashes. *)
NoFutureSnapshot == \A t \in Txn : client[t].begin <= Len(history)

(* P2: only what the last life admitted enters history; nothing else returns. *)
NothingInvented ==
  [][\A n \in (Len(history) + 1)..Len(history') : history'[n] \in Range(admitted)]_history

(* P5: what was shown once stays at its place. *)
HistoryOnlyGrows == [][IsPrefix(history, history')]_history

-----------------------------------------------------------------------------
(* Liveness, under FairSpec.                                               *)

EverySubmissionAnswered ==
  \A t \in Txn : client[t].at = "submitted" ~> client[t].at # "submitted"

ShutdownDrains ==
  shutdown ~> ~shutdown \/ \A t \in Txn : client[t].at # "submitted"

-----------------------------------------------------------------------------
(* Refinement: this protocol, seen without its disk, is a CommitLog.       *)

Abstract == INSTANCE CommitLog WITH
  history   <- [n \in DOMAIN history |-> history[n].txn],
  undecided <- LET u == SelectSeq(admitted, LAMBDA c : c.seq > Len(history))
               IN  [i \in DOMAIN u |-> u[i].txn],
  answer    <- [t \in Txn |-> CASE client[t].at = "committed" -> "committed"
                                [] client[t].at \in Refusals \cup {"not_committed"} -> "out"
                                [] OTHER -> "none"],
  open      <- state = "open"

Refinement == Abstract!Spec

-----------------------------------------------------------------------------
(* Reachability probes: each must be violated, or the model is too kind.   *)

Overlapping == At("fsync1") # {} /\ At("appended") # {}

NoCrashWhileOverlapping == [][~(Overlapping /\ state' = "down")]_state
NoOutcomeUnknown        == \A t \in Txn : client[t].at # "outcome_unknown"
NoHaltWithTipUndrained  == ~(state = "halted" /\ drained < tip)
NoTornTail              == ~(state = "down" /\ Valid(Readable) # Chained(Readable))
NoDeadTail              == ~(state = "open" /\ Of("marker", medium) # Valid(medium))
NoTwoLives              == \A c, d \in Range(history) : c.inc = d.inc
NoUnansweredSurvivor    == ~(state = "open" /\ \E c \in Range(history) : client[c.txn].at = "idle")
===============================================================================
