------------------------------- MODULE CommitCore -------------------------------
(***************************************************************************)
(* The core of the commit protocol, small enough for a proof: why what was *)
(* published is found again, after any number of crashes.                  *)
(*                                                                         *)
(* It is WriteCoordinator without transactions, clients and the numbers of *)
(* incarnations; CommitCoreMapping states that WriteCoordinator refines    *)
(* it.  What is left out, and why the danger stays in:                     *)
(*                                                                         *)
(* - Of all records of a sequence only those of the incarnation that owns  *)
(*   it count (Recovery, Owner).  A header that becomes durable changes    *)
(*   the owner of every sequence above its base, so here it makes them     *)
(*   absent; below its base no owner changes.  So no number is needed, and *)
(*   a life may follow a life without end: nothing here counts.            *)
(* - A header that may still be lost is `next`.  While it can be read it   *)
(*   hides what lies above it; when it is lost, that comes back.           *)
(* - A capsule and its proof are one payload, on the medium when both are. *)
(*   That a failed FSYNC_1 leaves it clean is not told apart: it halts,    *)
(*   no marker will ever point there, and no force for it comes again.     *)
(* - A group is a run of sequences: in FSYNC_2 those from `published` to   *)
(*   `appended`, in FSYNC_1 those whose payload is not durable.  That its  *)
(*   FSYNC_1 returned is read off the payload, which nothing else makes    *)
(*   durable while the coordinator runs.                                   *)
(* - Headers of further segments and close records only ever vouch for     *)
(*   what is published: Vouched.                                           *)
(*                                                                         *)
(* Assumed: the medium keeps what was forced, and the lock is ours.        *)
(***************************************************************************)
EXTENDS Naturals

CONSTANTS
  N,     \* sequences 1..N
  Bugs   \* seeded bugs; {} is the protocol

Bug(b) == b \in Bugs
Max(S) == CHOOSE x \in S : \A y \in S : y <= x

VARIABLES
  state,      \* VOLATILE  open, halted, or where recovery stands
  published,  \* GHOST     the highest sequence anybody was shown or told of;
              \*           while open and halted also the coordinator's tip
  appended,   \* VOLATILE  the last sequence whose marker write this life has
              \*           started or found; `published` while none runs
  base,       \* DURABLE   the highest sequence that a header or close record
              \*           on the medium vouches for
  next,       \* VOLATILE  base of a header written and not durable, or None
  marker,     \* by sequence, its marker where it counts, and its watermark:
              \*   dirty    VOLATILE  written, and a force will move it
              \*   clean    VOLATILE  cached only, and no force will move it
              \*   durable  DURABLE   on the medium
  payload     \* by sequence: written VOLATILE, durable DURABLE

vars == <<state, published, appended, base, next, marker, payload>>

Seqs   == 1..N
None   == N + 1      \* above every sequence, so it hides nothing
Absent == [on |-> "absent", upTo |-> 0]

Marks(n) == {Absent} \cup [on : {"dirty", "clean", "durable"}, upTo : 0..(n - 1)]
Markers  == {f \in [Seqs -> Marks(N)] : \A n \in Seqs : f[n] \in Marks(n)}

NumbersOK == /\ state \in {"open", "halted", "down", "rewritten", "forced"}
             /\ published \in 0..N /\ appended \in published..N
             /\ base \in 0..N /\ next \in 0..None
MarkerOK  == marker \in Markers
PayloadOK == payload \in [Seqs -> {"absent", "written", "durable"}]
TypeOK    == NumbersOK /\ MarkerOK /\ PayloadOK

Init ==
  /\ state = "open" /\ published = 0 /\ appended = 0 /\ base = 0 /\ next = None
  /\ marker = [n \in Seqs |-> Absent] /\ payload = [n \in Seqs |-> "absent"]

-----------------------------------------------------------------------------
(* What recovery reads, and how it decides: Recovery, for these records.   *)

On(n, places) == marker[n].on \in places
Present(n)    == marker[n] # Absent
Readable(n)   == Present(n) /\ n <= next

(* The end of the chain; the bug takes the last record for it. *)
Found == Max({k \in 0..N : IF Bug("scan_past_bad_record") THEN k = 0 \/ Readable(k)
                           ELSE \A n \in 1..k : Readable(n)})

Vouchers == {base} \cup ({next} \ {None})

(* Proof that the first missing marker once was durable. *)
Evidence ==
  \/ \E b \in Vouchers : b > Found
  \/ \E n \in Seqs : Readable(n) /\ marker[n].upTo > Found
  \/ Bug("later_record_is_evidence") /\ \E n \in Seqs : n > Found /\ Readable(n)

Refused == Evidence \/ \E n \in 1..Found : payload[n] = "absent"

(* What is found, and not proven durable by the disk itself. *)
Unproven ==
  {n \in 1..Found : n > Max(Vouchers \cup {marker[m].upTo : m \in 1..Found})}

-----------------------------------------------------------------------------
(* The coordinator.  Names are those of WriteCoordinator.                  *)

Flight  == (published + 1)..appended
Written == {n \in Seqs : payload[n] = "written"}

(* Each marker in S moves to `place`; the others stay. *)
Moved(S, place) == marker' = [n \in Seqs |-> IF n \in S THEN [marker[n] EXCEPT !.on = place]
                                             ELSE marker[n]]

(* WriteCoordinator.fsync1, its claim: what is pending up to k becomes a   *)
(* group, and its payload is complete in the cache.                        *)
Fsync1Claim(k) ==
  LET claimed == Max({0} \cup {n \in Seqs : payload[n] # "absent"})
  IN  /\ state = "open" /\ Written = {} /\ k > claimed
      /\ payload' = [n \in Seqs |-> IF n \in (claimed + 1)..k THEN "written"
                                    ELSE payload[n]]
      /\ UNCHANGED <<state, published, appended, base, next, marker>>

(* WriteCoordinator.fsync1, its completion: FSYNC_1 returned. *)
Fsync1Complete ==
  /\ state = "open" /\ Written # {}
  /\ payload' = [n \in Seqs |-> IF n \in Written THEN "durable" ELSE payload[n]]
  /\ UNCHANGED <<state, published, appended, base, next, marker>>

(* CommitState.halt, after FSYNC_1 or the write of a capsule failed: the   *)
(* marker stream is left alone.                                            *)
Halt ==
  /\ state = "open" /\ state' = "halted"
  /\ UNCHANGED <<published, appended, base, next, marker, payload>>

(* MarkerStream.append: one group at a time, and only one whose FSYNC_1    *)
(* returned.  The watermark is the tip.                                    *)
AppendMarkersWrite(k) ==
  LET upTo(n) == IF Bug("watermark_too_high") THEN n - 1 ELSE published
      group   == (published + 1)..k
  IN  /\ state = "open" /\ Flight = {} /\ k > appended
      /\ \A n \in group : payload[n] = "durable" \/ (Bug("skip_fsync1") /\ n \in Written)
      /\ marker' = [n \in Seqs |-> IF n \in group THEN [on |-> "dirty", upTo |-> upTo(n)]
                                   ELSE marker[n]]
      /\ appended' = k
      /\ published' = IF Bug("tip_published_before_fsync2") THEN k ELSE published
      /\ UNCHANGED <<state, base, next, payload>>

(* WriteCoordinator.appendMarkersAndFsync2, its completion: FSYNC_2        *)
(* returned, the tip is published.                                         *)
AppendMarkersComplete ==
  /\ state = "open" /\ Flight # {}
  /\ Moved(IF Bug("skip_fsync2") THEN {} ELSE {n \in Flight : On(n, {"dirty"})}, "durable")
  /\ published' = appended
  /\ UNCHANGED <<state, appended, base, next, payload>>

(* CommitState.halt, after FSYNC_2 failed, or the write before it, of      *)
(* which a part may be there.                                              *)
AppendMarkersFail ==
  /\ state = "open" /\ Flight # {}
  /\ \/ Moved({n \in Flight : On(n, {"dirty"})}, "clean")
     \/ \E cut \in SUBSET {n \in Flight : On(n, {"dirty"})} :
          marker' = [n \in Seqs |-> IF n \in cut THEN Absent ELSE marker[n]]
  /\ state' = IF Bug("failed_force_goes_on") \/ Bug("failed_force_retried")
              THEN "open" ELSE "halted"
  /\ published' = IF Bug("failed_force_goes_on") THEN appended ELSE published
  /\ UNCHANGED <<appended, base, next, payload>>

(* The header of a further segment, or a close record, becomes durable; it *)
(* names nothing that is not published.                                    *)
Vouched(b) == base' \in {Max({b, p}) : p \in 0..published}

Vouch == state = "open" /\ Vouched(base) /\ base' # base
         /\ UNCHANGED <<state, published, appended, next, marker, payload>>

-----------------------------------------------------------------------------
(* Crashes, at any moment and without a bound.                             *)

Down == state' = "down" /\ appended' = published /\ UNCHANGED published

(* Any subset of what was not forced survives: of markers, of payload, and *)
(* the header or not.  If it does, what lies above its base is dead.       *)
PowerLoss ==
  \E kept   \in SUBSET {n \in Seqs : On(n, {"dirty", "clean"})},
     whole  \in SUBSET Written,
     header \in {FALSE, next # None} :
    LET dead(n) == header /\ n > next /\ ~Bug("dead_tail_revived")
    IN  /\ Down
        /\ Vouched(IF header THEN Max({base, next}) ELSE base) /\ next' = None
        /\ marker' = [n \in Seqs |->
             IF dead(n) \/ (On(n, {"dirty", "clean"}) /\ n \notin kept) THEN Absent
             ELSE IF n \in kept THEN [marker[n] EXCEPT !.on = "durable"] ELSE marker[n]]
        /\ payload' = [n \in Seqs |->
             IF dead(n) \/ n \in Written \ whole THEN "absent"
             ELSE IF n \in whole THEN "durable" ELSE payload[n]]

(* The cache survives; a marker write under way may have been cut short. *)
ProcessCrash ==
  /\ Down /\ Vouched(base)
  /\ \E cut \in SUBSET {n \in Flight : On(n, {"dirty"})} :
       marker' = [n \in Seqs |-> IF n \in cut THEN Absent ELSE marker[n]]
  /\ UNCHANGED <<next, payload>>

-----------------------------------------------------------------------------
(* Recovery; it may crash at any step and then starts over.                *)

(* Examination.of and Rewrite.run: refuse, or write again in place what is *)
(* not proven durable.  A refusal has no way out here.                     *)
RecoverRewrite ==
  /\ state = "down" /\ ~Refused /\ state' = "rewritten"
  /\ Moved(IF Bug("recovery_trusts_cache") THEN {} ELSE {n \in Unproven : On(n, {"clean"})},
           "dirty")
  /\ UNCHANGED <<published, appended, base, next, payload>>

(* Rewrite.run, its force; and only then MarkerStream.create writes the    *)
(* header of the new incarnation.                                          *)
RecoverForce ==
  LET forced == IF Bug("header_before_forcing") THEN {} ELSE Unproven
  IN  /\ state = "rewritten" /\ state' = "forced"
      /\ Moved({n \in forced : On(n, {"dirty"})}, "durable")
      /\ payload' = [n \in Seqs |-> IF n \in forced \cap Written THEN "durable"
                                    ELSE payload[n]]
      /\ next' = Found
      /\ UNCHANGED <<published, appended, base>>

(* Recovery.run: a force fails, and some of what it was for is clean now;  *)
(* this opening is refused, the next one starts over.                      *)
RecoverFail ==
  /\ state \in {"rewritten", "forced"} /\ state' = "down"
  /\ \E spoilt \in SUBSET {n \in Seqs : On(n, {"dirty"})} : Moved(spoilt, "clean")
  /\ UNCHANGED <<published, appended, base, next, payload>>

(* CommitLog.open: the new header is durable, what was found is served,    *)
(* the rest is dead.                                                       *)
OpenIncarnation ==
  LET dead(n) == n > Found /\ ~Bug("dead_tail_revived")
  IN  /\ state = "forced" /\ state' = "open"
      /\ published' = Found /\ appended' = Found
      /\ IF Bug("opened_before_header") THEN UNCHANGED <<base, next>>
         ELSE base' = Max({base, Found}) /\ next' = None
      /\ marker' = [n \in Seqs |-> IF dead(n) THEN Absent ELSE marker[n]]
      /\ payload' = [n \in Seqs |-> IF dead(n) THEN "absent" ELSE payload[n]]

-----------------------------------------------------------------------------
Next ==
  \/ \E k \in Seqs : Fsync1Claim(k) \/ AppendMarkersWrite(k)
  \/ Fsync1Complete \/ Halt \/ AppendMarkersComplete \/ AppendMarkersFail \/ Vouch
  \/ PowerLoss \/ ProcessCrash
  \/ RecoverRewrite \/ RecoverForce \/ RecoverFail \/ OpenIncarnation

Spec == Init /\ [][Next]_vars

===============================================================================
