-------------------------------- MODULE Barriers --------------------------------
(***************************************************************************)
(* The two fsync barriers, publication and answers: steps 4 to 8 of the    *)
(* protocol, and the halt.  Each barrier takes one group at a time, and    *)
(* neither waits for the other: while group n is in FSYNC_2, group n + 1   *)
(* may be in FSYNC_1.                                                      *)
(***************************************************************************)
EXTENDS CoordinatorState

(* Markers of group g that a write has put on its way. *)
Appended(g) == {m \in Of("marker", Readable) :
                  m.inc = inc /\ \E c \in Members(g) : c.seq = m.seq}

(* CommitState.halt: one transition, whoever calls it. *)
Halt == /\ state' = "halted" /\ failures < MaxFailures /\ failures' = failures + 1
        /\ UNCHANGED <<inc, base, shutdown, crashes, rotten>>

-----------------------------------------------------------------------------
(* Step 4, the first barrier.                                              *)

(* How many of the pending make a group: not more than the limit, and not  *)
(* more than fit into the segment of the first (rule 7).                   *)
GroupSize ==
  LET first == Pending[1].seq
      room  == base + (Segment(first) + 1) * SegmentSize - first + 1
  IN  Min({Len(Pending)}
            \cup (IF Bug("group_limit_ignored") THEN {} ELSE {GroupMax})
            \cup (IF Bug("group_straddles_segments") THEN {} ELSE {room}))

(* WriteCoordinator.fsync1, its claim: the oldest pending become a group,  *)
(* their proofs are written, the force begins.  Callers take turns; the    *)
(* bug lets a second one in, whose commit joins the group under way.       *)
Fsync1Claim ==
  LET merge  == Bug("claims_merged") /\ At("fsync1") # {}
      g      == [stage |-> "fsync1", commits |-> SubSeq(Pending, 1, GroupSize)]
      proofs == {Proof(c) : c \in Members(g)}
  IN  /\ state = "open" /\ Pending # <<>>
      /\ At("fsync1") = {} \/ merge
      /\ Bug("shutdown_strands_pending") => ~shutdown
      /\ groups' = IF merge THEN [groups EXCEPT ![Len(groups)].commits = @ \o g.commits]
                   ELSE Append(groups, g)
      /\ WriteAndForceBegin(proofs,
           CASE Bug("skip_fsync1") \/ merge -> {}
             [] Bug("fsync1_not_proofs")    -> Payload(Members(g)) \ proofs
             [] OTHER                       -> Payload(Members(g)))
      /\ UNCHANGED <<life, order, published, leases, drained, zombie, client, faults>>

(* Group i may have its markers appended.  Who was submitted after the     *)
(* claim is not in it (rule 6).                                            *)
Covered(i) ==
  LET g    == groups[i].commits
      late == SubSeq(Pending, 1, Min({GroupMax - Len(g), Len(Pending)}))
  IN  groups' = [groups EXCEPT ![i] =
        [stage |-> "covered", commits |-> IF Bug("late_joiner") THEN g \o late ELSE g]]

(* WriteCoordinator.fsync1, its completion: FSYNC_1 returned. *)
Fsync1Complete ==
  /\ state = "open"
  /\ \E i \in At("fsync1") : Covered(i) /\ ForceEnd(Payload(Members(groups[i])))
  /\ UNCHANGED <<life, order, published, leases, drained, zombie, client, faults>>

(* CommitState.halt, called by WriteCoordinator.fsync1.  The failed force  *)
(* spoils every dirty page of the capsule log, capsules not yet submitted  *)
(* included.                                                               *)
Fsync1Fail ==
  /\ state = "open"
  /\ \E i \in At("fsync1") :
       IF Bug("failed_force_goes_on")
       THEN /\ Covered(i) /\ UNCHANGED <<life, crashes, rotten>>
            /\ failures < MaxFailures /\ failures' = failures + 1
       ELSE Halt /\ UNCHANGED groups
  /\ ForceFail(CapsuleFile(dirty))
  /\ UNCHANGED <<order, published, leases, drained, zombie, client>>

-----------------------------------------------------------------------------
(* Steps 5 to 7, the second barrier: one group at a time, oldest first.    *)

(* CommitState.publish.  Proven is the old tip, which the watermark of     *)
(* these commits tells; of them only the next group's watermark will.      *)
Publish(commits) ==
  /\ tip' = LastSeq(commits)
  /\ history' = history \o commits
  /\ proven' = tip

(* WriteCoordinator.appendMarkersAndFsync2, its claim: the oldest group    *)
(* whose FSYNC_1 returned, unless one is in barrier two already.           *)
AppendMarkersClaim ==
  /\ state = "open"
  /\ Oldest("covered") \/ (Oldest("fsync1") /\ Bug("marker_before_fsync1"))
  /\ groups' = [groups EXCEPT ![1].stage = "claimed"]
  /\ UNCHANGED <<disk, life, order, published, leases, drained, zombie, client, faults>>

(* MarkerStream.prepare: when the group begins a segment, that file is     *)
(* made: written and forced under another name, then renamed.              *)
NextSegment ==
  LET header == HeaderFor(groups[1].commits[1].seq)
  IN  /\ state = "open" /\ Oldest("claimed") /\ header \notin Readable
      /\ Write({header})
      /\ UNCHANGED <<life, order, groups, published, leases, drained, zombie, client,
                     faults>>

(* MarkerStream.prepare, its end: the directory was forced, so the name    *)
(* of the file is durable before anything depends on it.  An incarnation's *)
(* first segment was made and named when it was opened.                    *)
NextSegmentNamed ==
  LET header == HeaderFor(groups[1].commits[1].seq)
  IN  /\ state = "open" /\ Oldest("claimed") /\ header \in dirty /\ header.base > base
      /\ ~Bug("no_directory_force") /\ ~Bug("next_segment_never_named")
      /\ medium' = medium \cup {header} /\ dirty' = dirty \ {header}
      /\ UNCHANGED <<clean, forcing, life, order, groups, published, leases, drained,
                     zombie, client, faults>>

(* CommitState.startMarkers, the write in MarkerStream.append that it      *)
(* announces, and the beginning of FSYNC_2.  From here on the outcome is   *)
(* no longer the coordinator's to deny.                                    *)
AppendMarkersWrite ==
  LET g       == groups[1]
      header  == HeaderFor(g.commits[1].seq)
      markers == {Marker(c, IF Bug("watermark_too_high") THEN c.seq - 1 ELSE tip) :
                    c \in Members(g)}
      rotates == LastSeq(g.commits) = base + (Segment(LastSeq(g.commits)) + 1) * SegmentSize
  IN  /\ state = "open" /\ Oldest("claimed")
      /\ \/ header.base = base
         \/ header \in (IF Bug("no_directory_force") THEN Readable ELSE medium)
      /\ groups' = [groups EXCEPT ![1].stage = "appended"]
      /\ WriteAndForceBegin(markers, IF \/ Bug("skip_fsync2") \/ Bug("wrong_file_forced")
                                        \/ Bug("rotation_skips_force") /\ rotates
                                     THEN {} ELSE markers)
      /\ IF Bug("tip_published_before_fsync2") THEN Publish(g.commits)
         ELSE UNCHANGED published
      /\ UNCHANGED <<life, order, leases, drained, zombie, client, faults>>

(* WriteCoordinator.appendMarkersAndFsync2, its completion: FSYNC_2        *)
(* returned and the lock is still ours; the tip is published.              *)
AppendMarkersComplete ==
  /\ Oldest("appended")
  /\ state = "open" \/ (state = "halted" /\ Bug("published_after_halt")
                          /\ Appended(groups[1]) # {}
                          /\ Appended(groups[1]) \subseteq forcing)
  /\ groups' = Tail(groups)
  /\ ForceEnd(IF Bug("wrong_file_forced") THEN CapsuleFile(dirty) ELSE Appended(groups[1]))
  /\ IF Bug("tip_published_before_fsync2") THEN UNCHANGED published
     ELSE Publish(groups[1].commits)
  /\ UNCHANGED <<life, order, leases, drained, zombie, client, faults>>

(* CommitState.halt, called by WriteCoordinator.appendMarkersAndFsync2:    *)
(* FSYNC_2 failed, or the write before it, of which a part may be there.   *)
AppendMarkersFail ==
  /\ state = "open" /\ Oldest("appended")
  /\ CASE Bug("failed_force_goes_on") ->
            /\ failures < MaxFailures /\ failures' = failures + 1
            /\ Publish(groups[1].commits) /\ groups' = Tail(groups)
            /\ UNCHANGED <<life, crashes, rotten>>
       [] Bug("failed_force_retried") ->
            /\ failures < MaxFailures /\ failures' = failures + 1
            /\ UNCHANGED <<groups, published, life, crashes, rotten>>
       [] OTHER -> Halt /\ UNCHANGED <<groups, published>>
  /\ \/ ForceFail(MarkerFile(dirty))
     \/ WriteCut(Appended(groups[1]) \cap dirty)
  /\ UNCHANGED <<order, leases, drained, zombie, client>>

-----------------------------------------------------------------------------
(* Step 8, answers.                                                        *)

(* The final answer to an admitted commit, or "none" while it is under way. *)
AnswerTo(c) ==
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
  LET ready == {c \in Range(admitted) : c.seq > drained /\ AnswerTo(c) # "none"}
      last  == Max({c.seq : c \in ready})
      told  == CASE Bug("answers_out_of_order") -> {c \in ready : c.seq = last}
                 [] Bug("answers_swallowed")    -> {c \in ready : c.seq = drained + 1}
                 [] OTHER                       -> ready
  IN  /\ state \in {"open", "halted"} /\ ready # {}
      /\ drained' = IF Bug("answers_out_of_order") /\ ready # told THEN drained ELSE last
      /\ client' = [t \in Txn |-> IF client[t].at = "submitted" /\ \E c \in told : c.txn = t
                      THEN [client[t] EXCEPT !.at = AnswerTo(CHOOSE c \in told : c.txn = t)]
                      ELSE client[t]]
      /\ UNCHANGED <<disk, life, order, groups, published, leases, zombie, faults>>
===============================================================================
