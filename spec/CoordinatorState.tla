--------------------------- MODULE CoordinatorState ---------------------------
(***************************************************************************)
(* The state of the write coordinator and of the world around it: what     *)
(* there is, of what type, and how it begins.  The steps that change it    *)
(* are in Admission (steps 1 to 3 of the protocol), Barriers (steps 4 to   *)
(* 8) and Reopening (crashes and recovery); WriteCoordinator puts them     *)
(* together.  The records (Symbol, Proof, Marker, Header, Close), Bug, Max *)
(* and Min come from Recovery.                                             *)
(***************************************************************************)
EXTENDS Recovery, Disk

CONSTANTS
  Txn,          \* transactions; each is one client with one TxnToken
  WriteSets,    \* the page sets a transaction may choose to write
  GroupMax,     \* groupCommitMax: the most commits in one group
  SegmentSize,  \* markers per segment
  Window,       \* W: of how many commits the tokens are remembered
  IndexMax,     \* the most pages that validation remembers
  Clock,        \* what a client's clock may show
  MaxCrashes,   \* bound on all kinds of crashes together
  MaxFailures,  \* bound on failing writes, failing forces and damage together
  Environment   \* what else may happen in this model

(* begin_anew     who asks again may take a new snapshot                   *)
(* cancel         clients give up before they submit                       *)
(* close          an incarnation is closed in good order                   *)
(* damage         the medium loses a record that was durable               *)
(* impatient      clients ask again before they are answered               *)
(* no_space       a capsule meets a full disk                              *)
(* process_crash  the process dies and the cache does not                  *)
(* prune          leases end early, the floor rises                        *)
(* shutdown       the coordinator is told to shut down                     *)
(* torn           power loss tears records                                 *)
(* usurp          somebody removes the lock of a live coordinator          *)
Happenings == {"begin_anew", "cancel", "close", "damage", "impatient", "no_space",
               "process_crash", "prune", "shutdown", "torn", "usurp"}

ASSUME /\ {Symbols, GroupMax, SegmentSize, Window, IndexMax} \subseteq Nat \ {0}
       /\ GroupMax <= SegmentSize /\ Clock \subseteq Nat
       /\ MaxCrashes \in Nat /\ MaxFailures \in Nat
       /\ Environment \subseteq Happenings
       (* A retry keeps its beginSeq.  With a new one, and a token that was  *)
       (* forgotten meanwhile, it could be told a conflict with itself, or   *)
       (* commit again; so only those may begin anew who are remembered.     *)
       /\ "begin_anew" \in Environment => Window >= Cardinality(Txn)

VARIABLES
  (* The coordinator; gone after a crash.  The disk is in module Disk.     *)
  state,     \* VOLATILE  open, halted, closing, or where recovery stands
  inc,       \* VOLATILE  the newest incarnation.  After a crash a ghost that
             \*           stands for the random bits: no number comes again
  base,      \* VOLATILE  the last sequence that recovery found
  shutdown,  \* VOLATILE  no new submissions
  admitted,  \* VOLATILE  commits admitted in this incarnation, in order.
             \*           After a crash a ghost: no action reads it until
             \*           OpenIncarnation empties it
  nextSeq,   \* VOLATILE  the sequence that the next admission gets
  groups,    \* VOLATILE  groups claimed and not yet published, oldest first
  tip,       \* VOLATILE  the highest published sequence
  floor,     \* VOLATILE  the lowest beginSeq that can still be validated
  leased,    \* VOLATILE  transactions whose snapshot lease is held
  drained,   \* VOLATILE  the last sequence that got its answer
  zombie,    \* VOLATILE  what a coordinator still does whose lock was taken
  (* The world outside.                                                    *)
  client,    \* OUTSIDE   where each client stands, its beginSeq, and how
             \*           much of its capsule is written
  history,   \* GHOST     all that was ever published, in order
  proven,    \* GHOST     up to where the loss of a marker must be noticed
  crashes,   \* GHOST     how many crashes there were
  failures,  \* GHOST     how many writes and forces failed, records rotted
  rotten     \* GHOST     whether the medium lost what must be noticed

life      == <<state, inc, base, shutdown>>
order     == <<admitted, nextSeq>>
published == <<tip, history, proven>>
leases    == <<floor, leased>>
faults    == <<crashes, failures, rotten>>
vars      == <<disk, life, order, groups, published, leases, drained, zombie, client,
               faults>>

(* The answers, in Java CommitResult: FcwConflict, SnapshotTooOld,         *)
(* ShuttingDown, and "no_room" is NotCommitted because of a                *)
(* ValidationLimitException.                                               *)
Refusals  == {"fcw_conflict", "too_old", "shutting_down", "no_room"}
Final     == Refusals \cup {"committed", "not_committed", "outcome_unknown"}

(* Where a client stands: it has a snapshot; its capsule is complete; its  *)
(* submission waits for the answer; it gave up; or it has its answer.      *)
Positions == {"idle", "begun", "written", "submitted", "cancelled"} \cup Final

(* Crashed or closed is "down"; then recovery has begun to write again     *)
(* what is in doubt, has forced that and written its header; or refused.   *)
States    == {"open", "halted", "closing", "down", "rewritten", "forced", "refused"}

(* Where a group stands: in FSYNC_1; FSYNC_1 returned; barrier two has it; *)
(* its markers are on their way, in FSYNC_2.                               *)
Stages    == {"fsync1", "covered", "claimed", "appended"}

Seqs      == 1..(2 * Cardinality(Txn))  \* room for the bugs that waste some
Times     == 0..(Max(Clock \cup {0}) + 2 * Cardinality(Txn))
Commits   == [seq : Seqs, inc : Nat, txn : Txn, begin : {0} \cup Seqs, pages : WriteSets,
              time : Times]

May(happening) == happening \in Environment

Range(s)   == {s[i] : i \in DOMAIN s}
Members(g) == Range(g.commits)
LastSeq(s) == IF s = <<>> THEN 0 ELSE s[Len(s)].seq
At(stage)  == {i \in DOMAIN groups : groups[i].stage = stage}
Oldest(stage) == groups # <<>> /\ groups[1].stage = stage

(* Admitted commits that no group has claimed. *)
Pending ==
  LET claimed == IF groups = <<>> THEN tip ELSE LastSeq(groups[Len(groups)].commits)
  IN  SelectSeq(admitted, LAMBDA c : c.seq > claimed)

(* Which marker segment of this incarnation holds sequence n, 0 the first; *)
(* and the name of that segment.                                           *)
Segment(n)   == (n - base - 1) \div SegmentSize
HeaderFor(n) == Header(inc, base + Segment(n) * SegmentSize)

(* What the coordinator that lost its lock may still write, and whom it    *)
(* will tell "outcome unknown" and "not committed": nothing and nobody.    *)
NobodyElse == [cells |-> {}, unknown |-> {}, out |-> {}]

(* All that the markers of the commits cs point to. *)
Payload(cs) == {Proof(c) : c \in cs} \cup UNION {Capsule(c.inc, c.txn) : c \in cs}

TypeOK ==
  /\ DiskOK
  /\ \A r \in Readable :
       CASE r.kind = "symbol" -> r.inc \in 1..inc /\ r.txn \in Txn /\ r.part \in 1..Symbols
         [] r.kind = "proof"  -> r.commit \in Commits /\ r = Proof(r.commit)
         [] r.kind = "marker" -> /\ r.inc \in 1..inc /\ r.seq \in Seqs
                                 /\ r.upTo \in 0..(r.seq - 1)
         [] r.kind = "header" -> r.inc \in 1..inc /\ r.base \in {0} \cup Seqs
         [] r.kind = "close"  -> r.inc \in 1..inc /\ r.last \in {0} \cup Seqs
         [] r.kind = "torn"   -> /\ May("torn")
                                 /\ r.of.kind \in {"symbol", "proof", "marker", "close"}
  /\ state \in States
  /\ inc \in 1..(1 + MaxCrashes + MaxFailures)
  /\ base \in {0} \cup Seqs /\ shutdown \in BOOLEAN
  /\ Range(admitted) \subseteq Commits /\ nextSeq \in Nat
  /\ \A g \in Range(groups) :
       g.stage \in Stages /\ g.commits # <<>> /\ Members(g) \subseteq Commits
  /\ tip \in {0} \cup Seqs /\ drained \in {0} \cup Seqs
  /\ floor \in 0..tip /\ leased \subseteq Txn
  /\ zombie.unknown \cup zombie.out \subseteq Txn
  /\ client \in [Txn -> [at : Positions, begin : {0} \cup Seqs, wrote : 0..Symbols]]
  /\ Range(history) \subseteq Commits /\ proven \in {0} \cup Seqs
  /\ crashes \in 0..MaxCrashes /\ failures \in 0..MaxFailures /\ rotten \in BOOLEAN

Init ==
  /\ medium = {Header(1, 0)} /\ dirty = {} /\ clean = {} /\ forcing = {}
  /\ state = "open" /\ inc = 1 /\ base = 0 /\ shutdown = FALSE
  /\ admitted = <<>> /\ nextSeq = 1 /\ groups = <<>> /\ tip = 0 /\ drained = 0
  /\ floor = 0 /\ leased = {} /\ zombie = NobodyElse
  /\ client = [t \in Txn |-> [at |-> "idle", begin |-> 0, wrote |-> 0]]
  /\ history = <<>> /\ proven = 0 /\ crashes = 0 /\ failures = 0 /\ rotten = FALSE

(* Client t goes on to another position. *)
Move(t, to) == client' = [client EXCEPT ![t].at = to]
===============================================================================
