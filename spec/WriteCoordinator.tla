--------------------------- MODULE WriteCoordinator ---------------------------
(***************************************************************************)
(* The commit protocol: many writers, one durable order, two fsync         *)
(* barriers that may overlap, and recovery from any crash.                 *)
(*                                                                         *)
(*   capsule, CommitProof -> FSYNC_1 -> CommitMarker -> FSYNC_2 -> publish *)
(*                                                                         *)
(* protocol.md tells the same in prose.  An action is named after the Java *)
(* method whose linearization point it is; the comment above it cites      *)
(* class and method.  What must hold is in WriteCoordinatorProperties.     *)
(***************************************************************************)
EXTENDS Recovery, Disk

CONSTANTS
  Txn,          \* transactions; each is one client with one TxnToken
  WriteSets,    \* the page sets a transaction may choose to write
  GroupMax,     \* groupCommitMax: the most commits in one group
  MaxCrashes,   \* bound on ProcessCrash and PowerLoss together
  MaxFailures,  \* bound on failing writes and forces
  Environment   \* what else may happen in this model

ASSUME /\ GroupMax \in Nat \ {0} /\ MaxCrashes \in Nat /\ MaxFailures \in Nat
       /\ Environment \subseteq {"process_crash", "retry", "prune", "shutdown"}

VARIABLES
  (* The coordinator; gone after a crash.  The disk is in module Disk.     *)
  state,     \* VOLATILE  open, halted, or where recovery stands
  inc,       \* VOLATILE  the newest incarnation
  shutdown,  \* VOLATILE  no new submissions
  admitted,  \* VOLATILE  commits admitted in this incarnation, in order.
             \*           After a crash a ghost: no action reads it
  nextSeq,   \* VOLATILE  the sequence that the next admission gets
  groups,    \* VOLATILE  groups claimed and not yet published, oldest first
  tip,       \* VOLATILE  the highest published sequence
  floor,     \* VOLATILE  the lowest beginSeq that can still be validated
  leased,    \* VOLATILE  transactions whose snapshot lease is held
  drained,   \* VOLATILE  the last sequence that got its answer
  (* The world outside.                                                    *)
  client,    \* OUTSIDE   where each client stands, and its beginSeq
  history,   \* GHOST     all that was ever published, in order
  crashes,   \* GHOST     how many crashes there were
  failures   \* GHOST     how many writes and forces failed

life      == <<state, inc, shutdown>>
order     == <<admitted, nextSeq>>
published == <<tip, history>>
leases    == <<floor, leased>>
faults    == <<crashes, failures>>
vars      == <<disk, life, order, groups, published, leases, drained, client, faults>>

Refusals  == {"fcw_conflict", "too_old", "shutting_down"}
Answers   == Refusals \cup {"committed", "not_committed", "outcome_unknown"}
Positions == {"idle", "begun", "written", "submitted", "lost"} \cup Answers
Seqs      == 1..(2 * Cardinality(Txn))  \* room for the bug that wastes some
Commits   == [seq : Seqs, inc : Nat, txn : Txn, begin : {0} \cup Seqs, pages : WriteSets]
Stages    == {"fsync1", "covered", "claimed", "appended"}

Range(s)   == {s[i] : i \in DOMAIN s}
Members(g) == Range(g.commits)
LastSeq(s) == IF s = <<>> THEN 0 ELSE s[Len(s)].seq
At(stage)  == {i \in DOMAIN groups : groups[i].stage = stage}
Oldest(stage) == groups # <<>> /\ groups[1].stage = stage
Pending    == LET claimed == IF groups = <<>> THEN tip ELSE LastSeq(groups[Len(groups)].commits)
              IN  SelectSeq(admitted, LAMBDA c : c.seq > claimed)

Move(t, to) == client' = [client EXCEPT ![t].at = to]

TypeOK ==
  /\ dirty \cap clean = {}
  /\ \A r \in Readable :
       CASE r.kind = "capsule" -> r.inc \in 1..inc /\ r.txn \in Txn
         [] r.kind = "proof"   -> r.commit \in Commits /\ r = Proof(r.commit)
         [] r.kind = "marker"  -> r.inc \in 1..inc /\ r.seq \in Seqs /\ r.upTo \in 0..(r.seq - 1)
         [] r.kind = "header"  -> r.inc \in 1..inc /\ r.base \in {0} \cup Seqs
  /\ state \in {"open", "halted", "down", "rewritten", "forced", "refused"}
  /\ inc \in 1..(1 + MaxCrashes + MaxFailures) /\ shutdown \in BOOLEAN
  /\ Range(admitted) \subseteq Commits /\ nextSeq \in Nat
  /\ \A g \in Range(groups) : g.stage \in Stages /\ g.commits # <<>> /\ Members(g) \subseteq Commits
  /\ tip \in {0} \cup Seqs /\ floor \in 0..tip /\ leased \subseteq Txn /\ drained \in {0} \cup Seqs
  /\ client \in [Txn -> [at : Positions, begin : {0} \cup Seqs]]
  /\ Range(history) \subseteq Commits
  /\ crashes \in 0..MaxCrashes /\ failures \in 0..MaxFailures

Init ==
  /\ medium = {Header(1, 0)} /\ dirty = {} /\ clean = {}
  /\ state = "open" /\ inc = 1 /\ shutdown = FALSE
  /\ admitted = <<>> /\ nextSeq = 1 /\ groups = <<>> /\ tip = 0 /\ drained = 0
  /\ floor = 0 /\ leased = {}
  /\ client = [t \in Txn |-> [at |-> "idle", begin |-> 0]]
  /\ history = <<>> /\ crashes = 0 /\ failures = 0

-----------------------------------------------------------------------------
(* Writers.                                                                *)

(* WriteCoordinator.beginSnapshot: reads and registers the tip in one step. *)
BeginSnapshot(t) ==
  /\ state = "open" /\ client[t].at = "idle"
  /\ client' = [client EXCEPT ![t] = [at |-> "begun", begin |-> tip]]
  /\ leased' = leased \cup {t}
  /\ UNCHANGED <<disk, life, order, groups, published, floor, drained, faults>>

(* WriteCoordinator.endSnapshot: the bare beginSeq may still be used. *)
EndSnapshot(t) ==
  /\ "prune" \in Environment /\ state = "open" /\ t \in leased
  /\ leased' = leased \ {t}
  /\ UNCHANGED <<disk, life, order, groups, published, floor, drained, client, faults>>

(* WriteCoordinator.prune: the floor rises to the oldest lease, else the tip. *)
Prune ==
  LET to == Min({client[t].begin : t \in leased} \cup {tip})
  IN  /\ "prune" \in Environment /\ state = "open" /\ to > floor
      /\ floor' = to
      /\ UNCHANGED <<disk, life, order, groups, published, leased, drained, client, faults>>

(* WriteCoordinator.writeCapsule: written, not forced. *)
WriteCapsule(t) ==
  /\ state = "open" /\ client[t].at = "begun"
  /\ Written({Capsule(inc, t)})
  /\ Move(t, "written")
  /\ UNCHANGED <<life, order, groups, published, leases, drained, faults>>

(* WriteCoordinator.validate: why t would be refused, or "none".  Commits  *)
(* at or below the floor are pruned, so a lower begin cannot be judged.    *)
Refusal(t, pages) ==
  LET index == {c \in Range(admitted) : c.seq > floor /\ (Bug("fcw_only_durable") => c.seq <= tip)}
  IN  CASE shutdown                                         -> "shutting_down"
        [] client[t].begin < floor /\ ~Bug("floor_ignored") -> "too_old"
        [] \E c \in index : c.seq > client[t].begin /\ c.pages \cap pages # {} -> "fcw_conflict"
        [] OTHER                                            -> "none"

(* WriteCoordinator.submit: looks up the token, validates, allocates, in   *)
(* one step.  A token that committed in an earlier life gets that answer.  *)
Submit(t, pages) ==
  LET why   == Refusal(t, pages)
      known == /\ \E c \in Range(history) : c.txn = t
               /\ ~Bug("retry_commits_twice")
               /\ Bug("token_after_floor") => why # "too_old"
  IN  /\ state = "open" /\ client[t].at = "written"
      /\ leased' = leased \ {t}
      /\ IF ~known /\ why = "none"
         THEN /\ admitted' = Append(admitted, [seq |-> nextSeq, inc |-> inc, txn |-> t,
                                               begin |-> client[t].begin, pages |-> pages])
              /\ nextSeq' = nextSeq + 1
              /\ Move(t, "submitted")
         ELSE /\ UNCHANGED admitted
              /\ nextSeq' = IF Bug("seq_consumed_by_refusal") THEN nextSeq + 1 ELSE nextSeq
              /\ Move(t, IF known THEN "committed" ELSE why)
      /\ UNCHANGED <<disk, life, groups, published, floor, drained, faults>>

(* WriteCoordinator.initiateShutdown: what was admitted still goes through. *)
InitiateShutdown ==
  /\ "shutdown" \in Environment /\ state = "open" /\ ~shutdown
  /\ shutdown' = TRUE
  /\ UNCHANGED <<disk, state, inc, order, groups, published, leases, drained, client, faults>>

-----------------------------------------------------------------------------
(* The first barrier: one group at a time.                                 *)

Payload(cs) == {Proof(c) : c \in cs} \cup {Capsule(c.inc, c.txn) : c \in cs}

(* WriteCoordinator.fsync1, its claim: the oldest pending become a group,  *)
(* their proofs are written, the force begins.                             *)
Fsync1Claim ==
  LET size == IF Bug("group_limit_ignored") THEN Len(Pending) ELSE Min({GroupMax, Len(Pending)})
      g    == [stage |-> "fsync1", commits |-> SubSeq(Pending, 1, size)]
  IN  /\ state = "open" /\ Pending # <<>> /\ At("fsync1") = {}
      /\ Bug("shutdown_strands_pending") => ~shutdown
      /\ groups' = Append(groups, g)
      /\ Written({Proof(c) : c \in Members(g)})
      /\ UNCHANGED <<life, order, published, leases, drained, client, faults>>

(* Group i may have its markers appended.  Who was submitted after the     *)
(* claim is not in it (rule 6).                                            *)
Covered(i) ==
  LET g == groups[i].commits
  IN  groups' = [groups EXCEPT ![i] = [stage |-> "covered", commits |->
        IF Bug("late_joiner") THEN g \o SubSeq(Pending, 1, Min({GroupMax - Len(g), Len(Pending)}))
        ELSE g]]

(* WriteCoordinator.fsync1, its completion: FSYNC_1 returned. *)
Fsync1Complete ==
  /\ state = "open"
  /\ \E i \in At("fsync1") :
       /\ Covered(i)
       /\ CASE Bug("skip_fsync1")       -> UNCHANGED disk
            [] Bug("fsync1_not_proofs") -> Forced(Of("capsule", Payload(Members(groups[i]))))
            [] OTHER                    -> Forced(Payload(Members(groups[i])))
  /\ UNCHANGED <<life, order, published, leases, drained, client, faults>>

(* CommitState.halt, called by WriteCoordinator.fsync1.  The failed force  *)
(* spoils every dirty page of the capsule log, capsules not yet submitted  *)
(* included.                                                               *)
Fsync1Fail ==
  /\ state = "open" /\ failures < MaxFailures /\ failures' = failures + 1
  /\ \E i \in At("fsync1") :
       /\ ForceFailed(Of("capsule", dirty) \cup Of("proof", dirty))
       /\ IF Bug("failed_force_goes_on")
          THEN Covered(i) /\ UNCHANGED state
          ELSE state' = "halted" /\ UNCHANGED groups
  /\ UNCHANGED <<inc, shutdown, order, published, leases, drained, client, crashes>>

-----------------------------------------------------------------------------
(* The second barrier: one group at a time, oldest first, not waiting for  *)
(* what the first barrier is doing meanwhile.                              *)

Markers(g) == {m \in Of("marker", dirty) : m.inc = inc /\ \E c \in Members(g) : c.seq = m.seq}

Publish == /\ tip' = LastSeq(groups[1].commits)
           /\ history' = history \o groups[1].commits

(* WriteCoordinator.appendMarkersAndFsync2, its claim. *)
AppendMarkersClaim ==
  /\ state = "open"
  /\ Oldest("covered") \/ (Oldest("fsync1") /\ Bug("marker_before_fsync1"))
  /\ groups' = [groups EXCEPT ![1].stage = "claimed"]
  /\ UNCHANGED <<disk, life, order, published, leases, drained, client, faults>>

(* CommitState.startMarkers, and the write in MarkerStream.append that it  *)
(* announces.  From here on the outcome is no longer the coordinator's to  *)
(* deny.                                                                   *)
AppendMarkersWrite ==
  /\ state = "open" /\ Oldest("claimed")
  /\ groups' = [groups EXCEPT ![1].stage = "appended"]
  /\ Written({Marker(c, IF Bug("watermark_too_high") THEN c.seq - 1 ELSE tip) :
                c \in Members(groups[1])})
  /\ IF Bug("tip_published_before_fsync2") THEN Publish ELSE UNCHANGED published
  /\ UNCHANGED <<life, order, leases, drained, client, faults>>

(* WriteCoordinator.appendMarkersAndFsync2, its completion: FSYNC_2        *)
(* returned, the tip is published.                                         *)
AppendMarkersComplete ==
  /\ state = "open" /\ Oldest("appended")
  /\ groups' = Tail(groups)
  /\ IF Bug("skip_fsync2") THEN UNCHANGED disk ELSE Forced(Markers(groups[1]))
  /\ IF Bug("tip_published_before_fsync2") THEN UNCHANGED published ELSE Publish
  /\ UNCHANGED <<life, order, leases, drained, client, faults>>

(* CommitState.halt, called by WriteCoordinator.appendMarkersAndFsync2. *)
AppendMarkersFail ==
  /\ state = "open" /\ Oldest("appended")
  /\ failures < MaxFailures /\ failures' = failures + 1
  /\ ForceFailed(Markers(groups[1]))
  /\ IF Bug("failed_force_goes_on")
     THEN Publish /\ groups' = Tail(groups) /\ UNCHANGED state
     ELSE state' = "halted" /\ UNCHANGED <<groups, published>>
  /\ UNCHANGED <<inc, shutdown, order, leases, drained, client, crashes>>

-----------------------------------------------------------------------------
(* Answers.                                                                *)

(* The final answer to an admitted commit, or "none" while it is under way. *)
Final(c) ==
  LET appended == \E i \in At("appended") : c \in Members(groups[i])
  IN  CASE c.seq <= tip                                       -> "committed"
        [] appended /\ Bug("answer_before_fsync2")            -> "committed"
        [] state # "halted"                                   -> "none"
        [] ~appended                                          -> "not_committed"
        [] Bug("failed_force_answers_not_committed")          -> "not_committed"
        [] Bug("committed_after_halt")                        -> "committed"
        [] OTHER                                              -> "outcome_unknown"

(* WriteCoordinator.drainCommitted: all final answers, in sequence order,  *)
(* each once; also after a halt.                                           *)
DrainCommitted ==
  LET ready == {c \in Range(admitted) : c.seq > drained /\ Final(c) # "none"}
      last  == Max({c.seq : c \in ready})
      told  == IF Bug("answers_out_of_order") THEN {c \in ready : c.seq = last} ELSE ready
  IN  /\ state \in {"open", "halted"} /\ ready # {}
      /\ drained' = last
      /\ client' = [t \in Txn |-> IF \E c \in told : c.txn = t
                      THEN [client[t] EXCEPT !.at = Final(CHOOSE c \in told : c.txn = t)]
                      ELSE client[t]]
      /\ UNCHANGED <<disk, life, order, groups, published, leases, faults>>

-----------------------------------------------------------------------------
(* Crashes.                                                                *)

(* The coordinator is gone.  A handle of this life is worth nothing in the *)
(* next (rule 13); who got no final answer may ask again with its token.   *)
Down ==
  /\ crashes < MaxCrashes /\ crashes' = crashes + 1
  /\ state' = "down" /\ shutdown' = FALSE /\ groups' = <<>> /\ nextSeq' = 1
  /\ tip' = 0 /\ floor' = 0 /\ leased' = {} /\ drained' = 0
  /\ client' = [t \in Txn |-> [client[t] EXCEPT !.at =
       CASE @ = "written"                        -> "begun"
         [] @ \in {"submitted", "outcome_unknown"} ->
              IF "retry" \in Environment THEN "idle" ELSE "lost"
         [] OTHER                                -> @]]
  /\ UNCHANGED <<inc, admitted, history, failures>>

(* Any subset of what was not forced survives. *)
PowerLoss == Down /\ CacheLost

(* The cache survives; a marker write may have been cut short. *)
ProcessCrash ==
  /\ "process_crash" \in Environment
  /\ Down
  /\ WriteCut(IF Oldest("appended") THEN Markers(groups[1]) ELSE {})

-----------------------------------------------------------------------------
(* Recovery; it may crash at any step and then starts over.                *)

(* Examination.decide and Rewrite.run: refuse on proof of damage, else     *)
(* write again, byte for byte, whatever is not proven to be durable.       *)
(* Forcing alone would not do: see Disk, `clean`.                          *)
RecoverRewrite ==
  /\ state = "down"
  /\ state' = IF Corrupt(Readable) THEN "refused" ELSE "rewritten"
  /\ IF Corrupt(Readable) \/ Bug("recovery_trusts_cache") THEN UNCHANGED disk
     ELSE Written(ToRewrite(Readable))
  /\ UNCHANGED <<inc, shutdown, order, groups, published, leases, drained, client, faults>>

(* Rewrite.run, its force.  Only then does Recovery.write have             *)
(* MarkerStream.create write the header of the new incarnation, because    *)
(* its base is evidence from then on.                                      *)
RecoverForce ==
  LET header == Header(inc + 1, LastSeq(Found(Readable)))
      forced == IF Bug("recovery_exposes_before_forcing") \/ Bug("header_before_forcing")
                THEN {} ELSE ToRewrite(Readable) \cap dirty
  IN  /\ state = "rewritten" /\ state' = "forced" /\ inc' = inc + 1
      /\ medium' = medium \cup forced
      /\ dirty' = (dirty \ forced) \cup {header}
      /\ UNCHANGED <<clean, shutdown, order, groups, published, leases, drained, client, faults>>

(* Recovery.run: a force that fails refuses this opening, the next one     *)
(* starts over.                                                            *)
RecoverFail ==
  /\ state \in {"rewritten", "forced"} /\ state' = "down"
  /\ failures < MaxFailures /\ failures' = failures + 1
  /\ ForceFailed(IF state = "forced" THEN Of("header", dirty) ELSE ToRewrite(Readable))
  /\ UNCHANGED <<inc, shutdown, order, groups, published, leases, drained, client, crashes>>

(* MarkerStream.create returned: the new header is forced, and             *)
(* CommitLog.open serves what was found.  Snapshots of earlier lives are   *)
(* below the new floor.                                                    *)
(* Payload that no marker points to is space to be written again; nothing  *)
(* can read it, so it is forgotten here.                                   *)
OpenIncarnation ==
  LET found  == Found(Readable)
      last   == LastSeq(found)
      proofs == {p \in Of("proof", Readable) : \E m \in Of("marker", Readable) :
                   m.inc = p.inc /\ m.seq = p.seq}
      orphan == (Of("capsule", Readable) \cup Of("proof", Readable))
                  \ Payload({p.commit : p \in proofs})
      forced == {Header(inc, last)} \cup
                (IF Bug("header_before_forcing") THEN dirty ELSE {})
  IN  /\ state = "forced" /\ state' = "open"
      /\ medium' = (medium \cup forced) \ orphan
      /\ dirty' = (dirty \ forced) \ orphan
      /\ clean' = clean \ orphan
      /\ history' = found /\ tip' = last /\ drained' = last
      /\ admitted' = <<>> /\ nextSeq' = last + 1
      /\ floor' = IF Bug("floor_forgotten") THEN 0 ELSE last
      /\ UNCHANGED <<inc, shutdown, groups, leased, client, faults>>

-----------------------------------------------------------------------------
Next ==
  \/ \E t \in Txn : BeginSnapshot(t) \/ EndSnapshot(t) \/ WriteCapsule(t)
  \/ \E t \in Txn, pages \in WriteSets : Submit(t, pages)
  \/ Prune \/ InitiateShutdown
  \/ Fsync1Claim \/ Fsync1Complete \/ Fsync1Fail
  \/ AppendMarkersClaim \/ AppendMarkersWrite \/ AppendMarkersComplete \/ AppendMarkersFail
  \/ DrainCommitted
  \/ PowerLoss \/ ProcessCrash
  \/ RecoverRewrite \/ RecoverForce \/ RecoverFail \/ OpenIncarnation

Spec == Init /\ [][Next]_vars

(* The engine keeps working; clients and the environment need not. *)
FairSpec == /\ Spec
            /\ WF_vars(Fsync1Claim) /\ WF_vars(Fsync1Complete)
            /\ WF_vars(AppendMarkersClaim) /\ WF_vars(AppendMarkersWrite)
            /\ WF_vars(AppendMarkersComplete) /\ WF_vars(DrainCommitted)
===============================================================================
