------------------------------- MODULE Recovery -------------------------------
(***************************************************************************)
(* What recovery reads off a disk, and how it decides.  Everything here is *)
(* a function of `cells`, the records that can be read: recovery knows     *)
(* nothing else.  In Java, package org.waymark.log: MarkerTable and        *)
(* MarkerWalk are Owner to Chained, TailSearch is Evidence, Examination    *)
(* decides, and Rewrite writes what ToRewrite names.                       *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANT Bugs   \* seeded bugs; {} is the protocol

Bug(b)  == b \in Bugs
Max(S)  == CHOOSE x \in S : \A y \in S : y <= x
Min(S)  == CHOOSE x \in S : \A y \in S : x <= y

-----------------------------------------------------------------------------
(* Records.  A commit is [seq, inc, txn, begin, pages]; its proof holds    *)
(* all of it.  upTo is the marker's durable-up-to watermark.  A header     *)
(* begins the segment of an incarnation; its base is the last sequence     *)
(* that was recovered before.                                              *)

Capsule(i, t)   == [kind |-> "capsule", inc |-> i, txn |-> t]
Proof(c)        == [kind |-> "proof", inc |-> c.inc, seq |-> c.seq, commit |-> c]
Marker(c, upTo) == [kind |-> "marker", inc |-> c.inc, seq |-> c.seq, upTo |-> upTo]
Header(i, base) == [kind |-> "header", inc |-> i, base |-> base]

Of(kind, cells) == {r \in cells : r.kind = kind}

-----------------------------------------------------------------------------
(* The incarnation whose segment holds sequence n.  Bases never fall, so   *)
(* the markers of an older segment past a later base are dead.             *)
Owner(cells, n) == Max({h.inc : h \in {x \in Of("header", cells) : x.base < n}})

(* Markers that count: chained or not, they stand where they belong. *)
Valid(cells) == {m \in Of("marker", cells) :
                   Bug("dead_tail_revived") \/ m.inc = Owner(cells, m.seq)}

(* The first sequence without a marker: the history ends before it. *)
FirstMissing(cells) == LET seqs == {m.seq : m \in Valid(cells)}
                       IN  Min({n \in 1..(Cardinality(seqs) + 1) : n \notin seqs})

Chained(cells) == {m \in Valid(cells) :
                     Bug("scan_past_bad_record") \/ m.seq < FirstMissing(cells)}

(* What the marker points to is there. *)
HasPayload(m, cells) == \E p \in Of("proof", cells) :
  p.inc = m.inc /\ p.seq = m.seq /\ Capsule(p.inc, p.commit.txn) \in cells

(* Recovered history: what the proofs behind the chained markers say, in   *)
(* the order of their sequences.                                           *)
Found(cells) ==
  LET proofs == {p \in Of("proof", cells) : \E m \in Chained(cells) :
                   p.inc = m.inc /\ p.seq = m.seq /\ HasPayload(m, cells)}
      upTo(p) == {q \in proofs : q.seq < p.seq \/ (q.seq = p.seq /\ q.inc <= p.inc)}
      nth(k)  == CHOOSE p \in proofs : Cardinality(upTo(p)) = k
  IN  [k \in 1..Cardinality(proofs) |-> nth(k).commit]

(* The highest sequence that the disk itself says was forced. *)
DurableUpTo(cells) ==
  Max({h.base : h \in Of("header", cells)} \cup {m.upTo : m \in Chained(cells)})

(* Proof that the first missing marker once was committed. *)
Evidence(cells) ==
  LET d == FirstMissing(cells)
  IN  \/ \E h \in Of("header", cells) : h.base >= d
      \/ \E m \in Valid(cells) : m.inc = Owner(cells, d) /\ m.upTo >= d
      \/ (Bug("later_record_is_evidence") /\ \E m \in Valid(cells) : m.seq > d)

(* Markers are written after FSYNC_1 only, so one without payload is damage. *)
Corrupt(cells) == Evidence(cells) \/ \E m \in Chained(cells) : ~HasPayload(m, cells)

-----------------------------------------------------------------------------
(* The repair: what the disk does not itself prove durable.                *)

Unproven(cells) == {m \in Chained(cells) : m.seq > DurableUpTo(cells)}

ToRewrite(cells) ==
  LET proofs == {p \in Of("proof", cells) :
                   \E m \in Unproven(cells) : m.inc = p.inc /\ m.seq = p.seq}
  IN  Unproven(cells) \cup proofs \cup {Capsule(p.inc, p.commit.txn) : p \in proofs}
===============================================================================
