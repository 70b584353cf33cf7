---------------------------- MODULE Serializability ---------------------------
(***************************************************************************)
(* Which transactions may be admitted together, so that the history is     *)
(* serializable: first committer wins, and serializable snapshot isolation *)
(* (SSI), decided at submission.  The rules stand here twice: Why judges   *)
(* by all that was admitted; Refusal, like the coordinator, by a few       *)
(* numbers for each page.  README.md tells what goes wrong without each    *)
(* rule.  No disk, no groups, no clients.                                  *)
(*                                                                         *)
(* A transaction is unknown here before its submission.  It began at any   *)
(* sequence from the floor up to the newest that was given away: the tip   *)
(* lags by the members of pending groups, and may have stood at any.       *)
(*                                                                         *)
(* This is a serializable log.  The level is chosen when a log is created, *)
(* is named in the header of every marker segment, and never changes; a    *)
(* log of the other level is the bug snapshot_isolation.                   *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets, TLC

CONSTANTS
  Page,         \* the pages
  MaxTxn,       \* how many are admitted at most; for finite models only
  Environment,  \* what happens besides writers: "read_only", "prune", and
                \* "own_reads": who writes a page may have read it as well
  Bugs          \* seeded bugs; {} is the protocol

Bug(b) == b \in Bugs
May(x) == x \in Environment

ASSUME /\ MaxTxn \in Nat
       /\ Environment \subseteq {"read_only", "prune", "own_reads"}

VARIABLES
  admitted,  \* GHOST     the history: all transactions that were admitted
  floor,     \* VOLATILE  the lowest begin that can still be validated
             \* The memory, which knows of ends above the floor only:
  latest,    \* VOLATILE  per page, the newest end of who wrote it, or 0
  reader,    \* VOLATILE  per page, the newest end of who read it, or 0
  writers,   \* VOLATILE  per page, the ends of all who wrote it
  pivot,     \* VOLATILE  per page, the newest writer with an rw-edge, or 0
  lowestOut  \* VOLATILE  per end, where its lowest rw-edge leads, or None

ssi    == <<reader, writers, pivot, lowestOut>>
memory == <<latest, ssi>>
vars   == <<admitted, floor, memory>>

End  == 1..MaxTxn      \* the sequences that writers are given
None == MaxTxn + 1     \* above all of them

Min(S) == CHOOSE x \in S : \A y \in S : x <= y
Max(S) == CHOOSE x \in S : \A y \in S : y <= x

(* A read-only transaction ends where it began. *)
Transaction == [begin : 0..MaxTxn, end : 0..MaxTxn,
                reads : SUBSET Page, writes : SUBSET Page]

TypeOK ==
  /\ admitted \subseteq Transaction
  /\ floor \in 0..MaxTxn
  /\ latest \in [Page -> 0..MaxTxn]
  /\ reader \in [Page -> 0..MaxTxn]
  /\ writers \in [Page -> SUBSET End]
  /\ pivot \in [Page -> 0..MaxTxn]
  /\ lowestOut \in [End -> End \cup {None}]

Newest == Max({0} \cup {t.end : t \in admitted})
ToCome == Cardinality(admitted) < MaxTxn

(* What may be submitted.  That somebody has read what it writes adds      *)
(* nothing, says OwnReadsAddNothing; a model without misses nothing.       *)
Submissions ==
  {s \in [begin : floor..Newest, reads : SUBSET Page, writes : SUBSET Page] :
     /\ s.writes = {} => May("read_only") /\ s.reads # {}
     /\ May("own_reads") \/ s.reads \cap s.writes = {}}

-----------------------------------------------------------------------------
(* The truth, over a whole history H.                                      *)

(* Who wrote some of these pages, and ends after begin. *)
Overwriters(H, begin, pages) ==
  {u \in H : u.writes \cap pages # {} /\ u.end > begin}

(* The lowest end that the writer u had an rw-edge to when it was admitted. *)
(* Those that it comes to have later lead to ends after its own, and so     *)
(* never to the first to end of the three in a dangerous structure.         *)
LowestOut(H, u) ==
  Min({None} \cup {v.end : v \in {x \in Overwriters(H, u.begin, u.reads) :
                                    x.end < u.end}})

(* Why s must be refused, or "none"; in the order of the questions:        *)
(* (a) First committer wins.                                               *)
(* (b) s is a pivot: while s ran, r read what s writes, and u wrote what s *)
(*     read, and u ended no later than r.  They may be the same.           *)
(* (c) s makes a pivot of u, which wrote what s read and had an rw-edge    *)
(*     when it was admitted.  A read-only s is in danger only if it sees   *)
(*     where that edge leads.                                              *)
Why(H, s) ==
  LET us    == Overwriters(H, s.begin, s.reads)
      rs    == {r \in H : r.reads \cap s.writes # {} /\ r.end > s.begin}
      sight == IF s.writes = {} THEN s.begin ELSE MaxTxn
  IN  CASE Overwriters(H, s.begin, s.writes) # {}   -> "fcw_conflict"
        [] \E r \in rs, u \in us : u.end <= r.end   -> "pivot"
        [] \E u \in us : LowestOut(H, u) <= sight   -> "committed_pivot"
        [] OTHER                                    -> "none"

(* The multi-version serialization graph, versions in the order of ends:   *)
(* u stands before t because t read what u wrote, the newest at its begin; *)
(* or because u wrote an older version than t;                             *)
(* or because u read an older version than t wrote.                        *)
WR(H, u, t) == \E p \in u.writes \cap t.reads :
                 /\ u.end <= t.begin
                 /\ ~\E v \in H : /\ p \in v.writes
                                  /\ v.end > u.end /\ v.end <= t.begin
WW(u, t)    == u.writes \cap t.writes # {} /\ u.end < t.end
RW(u, t)    == u # t /\ u.reads \cap t.writes # {} /\ t.end > u.begin

Before(H, u, t) == WR(H, u, t) \/ WW(u, t) \/ RW(u, t)

-----------------------------------------------------------------------------
(* What the coordinator decides by its memory.                             *)

(* Who wrote the page after begin, and the first of them. *)
Known(p, begin) ==
  {e \in writers[p] : /\ e > begin
                      /\ Bug("ssi_latest_writer_only") => e = Max(writers[p])}

First(p, begin) == Min({None} \cup Known(p, begin))

(* The lowest end that s has an edge to, and the highest that has one to   *)
(* s.  Of the latter no begin is asked: a reader that ended when s began,  *)
(* or before, ended below Out(s), which is above the begin of s.           *)
Out(s) == Min({None} \cup {First(p, s.begin) : p \in s.reads})
In(s)  == Max({0} \cup {reader[p] : p \in s.writes})

(* Of the writers of a page only the first after a begin can have an edge  *)
(* that leads no higher than this begin: the next began when the first had *)
(* ended, or it would have lost.                                           *)
MakesPivot(s) ==
  IF s.writes # {}
  THEN \E p \in s.reads : pivot[p] > s.begin
  ELSE \E p \in s.reads : LET u == First(p, s.begin)
                          IN  u # None /\ lowestOut[u] <= s.begin

(* Validator.conflicts, by the CommitIndex; then Antidependencies.danger.  *)
(* The floor is asked for before.                                          *)
Refusal(s) ==
  LET a == \E p \in s.writes : latest[p] > s.begin
      b == Out(s) <= In(s)
      c == MakesPivot(s)
  IN  CASE a /\ ~Bug("fcw_unchecked")               -> "fcw_conflict"
        [] Bug("snapshot_isolation")                -> "none"
        [] b /\ ~Bug("ssi_pivot_unchecked")         -> "pivot"
        [] c /\ ~Bug("ssi_committed_pivot_missed")  -> "committed_pivot"
        [] OTHER                                    -> "none"

-----------------------------------------------------------------------------
Init == /\ admitted = {}
        /\ floor = 0
        /\ latest = [p \in Page |-> 0]
        /\ reader = [p \in Page |-> 0]
        /\ writers = [p \in Page |-> {}]
        /\ pivot = [p \in Page |-> 0]
        /\ lowestOut = [e \in End |-> None]

Admit(s, end) ==
  admitted' = admitted \cup {[begin |-> s.begin, end |-> end,
                              reads |-> s.reads, writes |-> s.writes]}

(* Antidependencies.recordReader; record does the same.  An end at the     *)
(* floor, as that of a read-only transaction may be, is forgotten already. *)
RememberReads(s, end) ==
  reader' = [p \in Page |-> IF p \in s.reads /\ end > floor
                            THEN Max({reader[p], end}) ELSE reader[p]]

(* Antidependencies.record. *)
RememberWrites(s, end) ==
  /\ writers' = [p \in Page |-> IF p \in s.writes THEN writers[p] \cup {end}
                                                  ELSE writers[p]]
  /\ pivot' = [p \in Page |-> IF p \in s.writes /\ Out(s) # None THEN end
                                                                 ELSE pivot[p]]
  /\ lowestOut' = [lowestOut EXCEPT ![end] = Out(s)]

(* WriteCoordinator.submit: a writer ends at the next sequence.  A refusal *)
(* changes nothing, and is no step.  First committer wins knows of it from *)
(* here on (CommitIndex.record), and so does SSI; with the bug only when   *)
(* it is published; here all groups are pending, and nothing is, so that   *)
(* SSI then knows nobody.                                                  *)
Submit ==
  /\ ToCome
  /\ \E s \in Submissions :
       LET end == Newest + 1
       IN  /\ s.writes # {} /\ Refusal(s) = "none"
           /\ Admit(s, end)
           /\ latest' = [p \in Page |-> IF p \in s.writes THEN end
                                                         ELSE latest[p]]
           /\ IF Bug("ssi_only_committed_seen") THEN UNCHANGED ssi
              ELSE RememberReads(s, end) /\ RememberWrites(s, end)
  /\ UNCHANGED floor

(* WriteCoordinator.submit of a transaction that wrote nothing: it takes   *)
(* no sequence, but what it read is remembered.                            *)
SubmitReadOnly ==
  /\ ToCome
  /\ \E s \in Submissions :
       /\ s.writes = {} /\ Refusal(s) = "none"
       /\ Admit(s, s.begin)
       /\ IF Bug("ssi_read_only_not_recorded") THEN UNCHANGED reader
          ELSE RememberReads(s, s.begin)
  /\ UNCHANGED <<floor, latest, writers, pivot, lowestOut>>

(* WriteCoordinator.prune, Validator.prune: the floor rises to the oldest  *)
(* lease or the tip; here to any sequence, since any leases may live.      *)
(* What ended at the floor or before is after nobody's begin, so nobody    *)
(* loses to it and no outgoing edge leads to it; and as an incoming one it *)
(* is below them all.  The bug is that of SSI alone.                       *)
Prune ==
  /\ May("prune") /\ ToCome
  /\ \E to \in (floor + 1)..Newest :
       LET last == IF Bug("ssi_prune_one_too_many") THEN to + 1 ELSE to
           Above(at, e) == IF e > at THEN e ELSE 0
       IN  /\ floor' = to
           /\ latest' = [p \in Page |-> Above(to, latest[p])]
           /\ reader' = [p \in Page |-> Above(last, reader[p])]
           /\ writers' = [p \in Page |-> {e \in writers[p] : e > last}]
           /\ pivot' = [p \in Page |-> Above(last, pivot[p])]
           /\ lowestOut' = [e \in End |-> IF e > last THEN lowestOut[e]
                                                      ELSE None]
  /\ UNCHANGED admitted

Next == Submit \/ SubmitReadOnly \/ Prune

Spec == Init /\ [][Next]_vars

(* Nothing here tells one page from another, and all is plain safety.      *)
Symmetry == Permutations(Page)

-----------------------------------------------------------------------------
(* What must hold.                                                         *)

(* The history is serializable: its graph has no cycle.  Among any of its  *)
(* transactions is one that has none of the others before it.              *)
Acyclic ==
  LET edges == {e \in admitted \X admitted : Before(admitted, e[1], e[2])}
  IN  \A some \in SUBSET admitted \ {{}} :
        \E t \in some : \A u \in some : <<u, t>> \notin edges

(* The same without a graph.  Let a page hold the end of who wrote it.     *)
(* Executed one after the other, in some order, each transaction finds     *)
(* what it did read, and the last version of each page is the newest.      *)
Version(H, p, at) ==
  Max({0} \cup {u.end : u \in {x \in H : p \in x.writes /\ x.end <= at}})

RECURSIVE Executes(_, _, _)
Executes(H, rest, pages) ==
  IF rest = {} THEN \A p \in Page : pages[p] = Version(H, p, MaxTxn)
  ELSE \E t \in rest :
         /\ \A p \in t.reads : pages[p] = Version(H, p, t.begin)
         /\ Executes(H, rest \ {t},
                     [p \in Page |-> IF p \in t.writes THEN t.end
                                                       ELSE pages[p]])

Serial(H) == Executes(H, H, [p \in Page |-> 0])

SerialOrderExists == Serial(admitted)

(* The answer serializableAt is true: each read-only transaction fits into *)
(* an order of all writers.                                                *)
ReadOnlyFits ==
  LET all == {t \in admitted : t.writes # {}}
  IN  \A r \in admitted \ all : Serial(all \cup {r})

(* The memory is enough: whatever comes, it decides as the rules do.       *)
MemoryIsEnough ==
  ToCome => \A s \in Submissions : Refusal(s) = Why(admitted, s)

(* Whether a writer says that it has read the pages that it writes, does   *)
(* not matter: not to this decision, nor to a later one, nor to the graph. *)
Less(t) == [t EXCEPT !.reads = t.reads \ t.writes]

OwnReadsAddNothing ==
  LET less == {Less(t) : t \in admitted}
  IN  /\ ToCome => \A s \in Submissions : Refusal(s) = Why(less, Less(s))
      /\ \A t, u \in admitted :
           Before(admitted, t, u) <=> Before(less, Less(t), Less(u))

-----------------------------------------------------------------------------
(* Reachability probes: each must be violated, or the model is too kind.   *)

Refused(s, why) == ToCome /\ Refusal(s) = why
Pruned == \E t \in admitted : t.writes # {} /\ t.end <= floor

(* Each rule refuses somebody. *)
NoFcwConflict == ~\E s \in Submissions : Refused(s, "fcw_conflict")
NoPivot       == ~\E s \in Submissions : Refused(s, "pivot")
NoPivotMade   == ~\E s \in Submissions : /\ Refused(s, "committed_pivot")
                                         /\ s.writes # {}

(* A read-only transaction is refused. *)
NoReadOnlyRefused == ~\E s \in Submissions : /\ Refused(s, "committed_pivot")
                                             /\ s.writes = {}

(* So much is forgotten, and what is left refuses. *)
NoRefusalWhenPruned ==
  Pruned => \A s \in Submissions : ~Refused(s, "committed_pivot")

-----------------------------------------------------------------------------
(* For whoever tells a counterexample: what leads from this state to the   *)
(* next, and in whose lane it belongs.                                     *)

Did(lane, step, with) == {[lane |-> lane, step |-> step, with |-> with]}

Steps ==
  LET Told(t) == <<t.begin, t.reads, t.writes>>
      new     == CHOOSE t \in admitted' : t \notin admitted
  IN  CASE Submit         -> Did("writers", "Submit", Told(new))
        [] SubmitReadOnly -> Did("readers", "SubmitReadOnly", Told(new))
        [] Prune          -> Did("coordinator", "Prune", <<floor'>>)
        [] OTHER          -> {}

Fault == [what |-> ""]
===============================================================================
