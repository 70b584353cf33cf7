------------------------------- MODULE Recovery -------------------------------
(***************************************************************************)
(* What recovery reads off a disk, and how it decides.  Everything here is *)
(* a function of `cells`, the records that can be read: recovery knows     *)
(* nothing else.  In Java, package org.waymark.log: MarkerTable and        *)
(* MarkerWalk are Owner to History, TailSearch is Evidence, Examination    *)
(* decides, and Rewrite writes what ToRewrite names.  Reopening has the    *)
(* steps that use this.                                                    *)
(*                                                                         *)
(* A header names the log's isolation level too, which is left out: every  *)
(* header has the one of those before it, and nothing here depends on it.  *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Symbols,  \* into how many symbols a capsule is cut
  Bugs      \* seeded bugs; {} is the protocol

Bug(b)  == b \in Bugs
Max(S)  == CHOOSE x \in S : \A y \in S : y <= x
Min(S)  == CHOOSE x \in S : \A y \in S : x <= y

(* The numbers in S, a finite set, in ascending order. *)
Ascending(S) ==
  [k \in 1..Cardinality(S) |->
     CHOOSE x \in S : Cardinality({y \in S : y <= x}) = k]

-----------------------------------------------------------------------------
(* Records.  A commit is [seq, inc, txn, begin, pages, time]; its proof    *)
(* holds all of it.  upTo is the marker's durable-up-to watermark.  A      *)
(* header begins a marker segment and stands for the name of its file; its *)
(* base is the last sequence that was durable before.  A close record says *)
(* which sequence was the last when an incarnation ended in good order.    *)

Symbol(i, t, k) == [kind |-> "symbol", inc |-> i, txn |-> t, part |-> k]
Capsule(i, t)   == {Symbol(i, t, k) : k \in 1..Symbols}
Proof(c)        == [kind |-> "proof", inc |-> c.inc, seq |-> c.seq, commit |-> c]
Marker(c, upTo) == [kind |-> "marker", inc |-> c.inc, seq |-> c.seq, upTo |-> upTo]
Header(i, base) == [kind |-> "header", inc |-> i, base |-> base]
Close(i, last)  == [kind |-> "close", inc |-> i, last |-> last]

Of(kind, cells) == {r \in cells : r.kind = kind}

(* The capsule log and the marker stream are files of their own. *)
CapsuleFile(cells) == Of("symbol", cells) \cup Of("proof", cells)
MarkerFile(cells)  == Of("marker", cells) \cup Of("close", cells)

-----------------------------------------------------------------------------
(* The incarnation whose segment holds sequence n.  Bases never fall, so   *)
(* the markers of an older segment past a later base are dead.             *)
Owner(cells, n) ==
  Max(IF Bug("dead_tail_revived") /\ \E m \in Of("marker", cells) : m.seq = n
      THEN {m.inc : m \in {x \in Of("marker", cells) : x.seq = n}}
      ELSE {h.inc : h \in {x \in Of("header", cells) : x.base < n}})

(* Markers that count: chained or not, they stand where they belong.  The  *)
(* bug takes a torn one for whole, with garbage for its watermark.         *)
Markers(cells) ==
  Of("marker", cells) \cup
  (IF Bug("no_checksum")
   THEN {[m EXCEPT !.upTo = m.seq] : m \in Of("marker", {r.of : r \in Of("torn", cells)})}
   ELSE {})

(* Of these, the ones in the segment of their sequence. *)
Valid(cells) == {m \in Markers(cells) : m.inc = Owner(cells, m.seq)}

(* What the marker points to is there. *)
HasPayload(m, cells) == \E p \in Of("proof", cells) :
  p.inc = m.inc /\ p.seq = m.seq /\ Capsule(p.inc, p.commit.txn) \subseteq cells

(* Markers at which a walk along the chain would not stop. *)
Good(cells) == IF Bug("missing_capsule_is_torn_tail")
               THEN {m \in Valid(cells) : HasPayload(m, cells)} ELSE Valid(cells)

(* The first sequence without a marker: the history ends before it. *)
FirstMissing(cells) == LET seqs == {m.seq : m \in Good(cells)}
                       IN  Min({n \in 1..(Cardinality(seqs) + 1) : n \notin seqs})

(* The chain: the markers before the first hole.                           *)
Chained(cells) == {m \in Good(cells) :
                     Bug("scan_past_bad_record") \/ m.seq < FirstMissing(cells)}

(* Recovered history: what the proofs behind the chained markers say, in   *)
(* the order of their sequences.                                           *)
History(cells) ==
  LET ms   == {m \in Chained(cells) : HasPayload(m, cells)}
      seqs == Ascending({m.seq : m \in ms})
      said(n) == CHOOSE p \in Of("proof", cells) :
                   p.seq = n /\ \E m \in ms : m.seq = n /\ m.inc = p.inc
  IN  [k \in DOMAIN seqs |-> said(seqs[k]).commit]

(* The highest sequence that the disk itself says was forced. *)
DurableUpTo(cells) ==
  Max({h.base : h \in Of("header", cells)} \cup {x.last : x \in Of("close", cells)}
        \cup {m.upTo : m \in Chained(cells)})

(* Proof that the first missing marker once was durable: a later base, a   *)
(* close record, or a watermark that reaches it.  Such a marker need not   *)
(* be chained.                                                             *)
Evidence(cells) ==
  LET d == FirstMissing(cells)
  IN  /\ ~Bug("evidence_ignored")
      /\ \/ ~Bug("later_base_ignored") /\ \E h \in Of("header", cells) : h.base >= d
         \/ \E x \in Of("close", cells) : x.last >= d
         \/ \E m \in Valid(cells) : /\ m.inc = Owner(cells, d) /\ m.upTo >= d
                                    /\ Bug("evidence_bounded") => m.seq = d + 1
         \/ Bug("later_record_is_evidence") /\ \E m \in Valid(cells) : m.seq > d

(* Recovery refuses.  Markers are written after FSYNC_1 only, so one       *)
(* without payload is damage.                                              *)
Corrupt(cells) ==
  \/ Evidence(cells)
  \/ ~Bug("capsule_not_verified") /\ \E m \in Chained(cells) : ~HasPayload(m, cells)

-----------------------------------------------------------------------------
(* The repair: what the disk does not itself prove durable.                *)

(* Markers of the history of which nothing on the disk says that they were *)
(* forced.                                                                 *)
Unproven(cells) == {m \in Chained(cells) : m.seq > DurableUpTo(cells)}

(* They, and what they point to. *)
ToRewrite(cells) ==
  LET proofs == {p \in Of("proof", cells) :
                   \E m \in Unproven(cells) : m.inc = p.inc /\ m.seq = p.seq}
  IN  Unproven(cells) \cup proofs
        \cup UNION {Capsule(p.inc, p.commit.txn) : p \in proofs}
===============================================================================
