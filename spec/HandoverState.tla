---------------------------- MODULE HandoverState -----------------------------
(***************************************************************************)
(* The threads of a log and what they share; how a thread parks, and how   *)
(* threads take turns.  GroupHandover tells what this is about, and why    *)
(* steps are cut where they are.                                           *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Submitter,    \* threads that commit
  Watcher,      \* threads that wait for a tip
  MaxSeq,       \* how many commits there are at most
  GroupMax,     \* groupCommitMax: the most commits in one group
  Capacity,     \* places of the queue in front
  Environment,  \* sets of what may happen; each behaviour has one of them
  Bugs          \* seeded bugs; {} is the protocol

Bug(b) == b \in Bugs

ASSUME /\ {MaxSeq, GroupMax, Capacity} \subseteq Nat \ {0}
       /\ UNION Environment \subseteq
            {"own_threads", "async", "watch", "close", "admission_fails",
             "capsule_fails", "force_fails", "interrupt", "spurious"}

Stepper   == {"primary", "second", "driver", "closer"}
Thread    == Submitter \cup Watcher \cup Stepper \cup {"writer"}
Nobody    == "nobody"
AtAny     == 0                      \* CommitEngine.AT_ANY: any commit wakes
NotNeeded == MaxSeq + GroupMax + 1  \* CommitEngine.NOT_NEEDED: none does

VARIABLES
  (* All VOLATILE but the last two: a crash of the process ends every wait *)
  (* there is.                                                             *)
  (* Under the state lock, CommitState:                                    *)
  state,      \* haltCause: "open" while null, else "halted"
  shutdown,   \* Admission.shuttingDown, and CommitLog.closed before it
  admitted,   \* outstanding commits and their tickets: who waits for each,
              \* or Nobody, if it is a stage (commitAsync)
  groups,     \* Outstanding's claimed commits, covered, publishing
  tip,        \* tip
  drained,    \* what left `answered`: all up to this sequence
  (* Tickets and the front door:                                           *)
  result,     \* Ticket.result: the commits whose ticket has its answer
  free,       \* Places.free
  places,     \* Places.waiters and .closed
  tips,       \* TipWaiters.waiters (a set: all are looked at) and .ended
  (* CommitEngine:                                                         *)
  wakeAt,     \* wakeAt: from which sequence on a submitter must wake primary
  stopping,   \* stopping, and closer: written in one section
  started,    \* which of primary and second are not null
  ended,      \* primaryEnded, secondEnded
  turn,       \* Turn.owner and .waiters: barriers "one", "two", "delivery"
  (* Threads:                                                              *)
  run,        \* where each thread stands, see Frame
  permit,     \* threads whose next park returns (java.util's LockSupport)
  env,        \* OUTSIDE: what may happen, LogOptions.ownThreads too; constant
  told        \* GHOST: the order in which tickets were completed

log     == <<state, shutdown, admitted, groups, tip, drained>>
door    == <<result, free, places, tips, told>>
engine  == <<wakeAt, stopping, started, ended>>
threads == <<run, permit>>
vars    == <<log, door, engine, turn, threads, env>>

(* Where a thread stands: what it does next (pc); where it goes on after   *)
(* the routine it is in (then); the sequence it waits for, or how many     *)
(* commits its last step took (num); the answers it carries to their       *)
(* tickets (hand).  What a thread may do next, along its way:              *)
(*                                                                         *)
(*   submitter  outside, full, retake, no place, leave, pass on, start,    *)
(*              admit, report, submitted, wake, no answer, done; join in   *)
(*              a bug only                                                 *)
(*   watcher    outside, queue for tip, look at tip, no tip, done          *)
(*   primary    unborn, the steps, decide, gather, idle, announce, look,   *)
(*              primary parked, ending, farewell, done                     *)
(*   second     unborn, loop, the steps, covered?, second parked, ending,  *)
(*              done                                                       *)
(*   driver     undriven, the steps, done                                  *)
(*   closer     open, close places, stop, wake, both ended?, closer        *)
(*              parked, inline, the steps, stopped, done                   *)
(*   writer     writing, report, wake, done; calls back in a bug only      *)
(*   the steps  barrier 1, FSYNC_1, barrier 2, claimed, FSYNC_2, and       *)
(*              queued 1 or queued 2 while another has the turn            *)
(*   to answer  anybody: deliver or queued 3, drain, answer, given back,   *)
(*              end tips                                                   *)
Frame == [pc : STRING, then : STRING, num : 0..NotNeeded,
          hand : SUBSET (1..MaxSeq)]

(* The places where a thread parks. *)
Queued == [one |-> "queued 1", two |-> "queued 2", delivery |-> "queued 3"]
Parks  == {"no place", "no answer", "no tip", "primary parked",
           "second parked", "closer parked", "queued 1", "queued 2", "queued 3"}

Range(s) == {s[i] : i \in DOMAIN s}
Min(S)   == CHOOSE x \in S : \A y \in S : x <= y
Max(S)   == CHOOSE x \in S : \A y \in S : y <= x
Pc(t)    == run[t].pc
Parked(t) == Pc(t) \in Parks
Over(t)   == Pc(t) \in {"unborn", "done"}

Claimed   == IF groups = <<>> THEN tip ELSE groups[Len(groups)].last
Unclaimed == IF state = "open" THEN Len(admitted) - Claimed ELSE 0
Pending   == IF state = "open" THEN Len(admitted) - tip ELSE 0
At(stage) == {i \in DOMAIN groups : groups[i].stage = stage}
Size(i)   == groups[i].last - groups[i].first + 1
Mine(t, stage) == Min(At(stage))   \* a turn lets one thread have one there

TypeOK ==
  /\ state \in {"open", "halted"} /\ shutdown \in BOOLEAN
  /\ Range(admitted) \subseteq Submitter \cup {Nobody} /\ Len(admitted) <= MaxSeq
  /\ \A g \in Range(groups) :
       g.stage \in {"fsync1", "covered", "claimed", "appended"}
  /\ tip \in 0..MaxSeq /\ drained \in 0..MaxSeq
  /\ result \subseteq 1..MaxSeq /\ free \in 0..Capacity
  /\ Range(places.queue) \subseteq Submitter /\ places.closed \in BOOLEAN
  /\ tips.waiting \subseteq Watcher /\ tips.ended \in BOOLEAN
  /\ wakeAt \in 0..NotNeeded /\ stopping \in BOOLEAN
  /\ started \subseteq {"primary", "second"} /\ ended \subseteq started
  /\ \A b \in DOMAIN Queued : /\ turn[b].owner \in Thread \cup {Nobody}
                              /\ Range(turn[b].queue) \subseteq Thread
  /\ \A t \in Thread : run[t] \in Frame
  /\ permit \subseteq Thread /\ env \in Environment
  /\ told \in Seq(1..MaxSeq)

New(pc) == [pc |-> pc, then |-> "", num |-> 0, hand |-> {}]

Init ==
  /\ state = "open" /\ shutdown = FALSE /\ admitted = <<>> /\ groups = <<>>
  /\ tip = 0 /\ drained = 0
  /\ result = {} /\ free = Capacity /\ told = <<>>
  /\ places = [queue |-> <<>>, closed |-> FALSE]
  /\ tips = [waiting |-> {}, ended |-> FALSE]
  /\ wakeAt = NotNeeded /\ stopping = FALSE /\ started = {} /\ ended = {}
  /\ turn = [b \in DOMAIN Queued |-> [owner |-> Nobody, queue |-> <<>>]]
  /\ env \in Environment /\ permit = {}
  /\ run = [t \in Thread |-> New(
       CASE t = "closer" -> "open"
         [] t = "writer" -> "writing"
         [] t \in {"primary", "second"} -> "unborn"
         [] t = "driver" -> IF "own_threads" \in env /\ ~Bug("outsider_drives")
                            THEN "done" ELSE "undriven"
         [] OTHER -> "outside")]

-----------------------------------------------------------------------------
(* Threads.park and unpark, and Turn.                                      *)

Goto(t, pc) == run' = [run EXCEPT ![t].pc = pc]

(* SystemThreads.park returned, if t was parked, and t unparks `woken`. *)
Unpark(t, woken) ==
  LET used == IF Parked(t) THEN {t} ELSE {}
      alive == {u \in woken : ~Over(u)}
  IN  IF Bug("permit_dropped")
      (* No permit is kept.  "About to park" is "parked" here (merger 3),  *)
      (* so that a parked thread may miss it too.                          *)
      THEN \E lost \in SUBSET alive :
             /\ {u \in alive : ~Parked(u)} \subseteq lost
             /\ permit' = (permit \ used) \cup (alive \ lost)
      ELSE permit' = (permit \ used) \cup alive

(* t may go on from here: it is not parked, or its park may return. *)
Awake(t) == Parked(t) => t \in permit

(* Turn.enter: t has the turn when it comes to it free, or when it was     *)
(* handed to it while it waited.                                           *)
Loose(b) == \/ b = "two" /\ Bug("barrier_without_turn")
            \/ b = "delivery" /\ Bug("delivery_without_turn")

HasTurn(t, b, pc) ==
  \/ Pc(t) = pc /\ (turn[b].owner = Nobody \/ Loose(b))
  \/ Pc(t) = Queued[b] /\ turn[b].owner = t /\ Awake(t)

Keep(t, b) == turn' = IF Loose(b) THEN turn ELSE [turn EXCEPT ![b].owner = t]

(* Turn.exit: hands over to the longest waiter, whom the leaver unparks. *)
Heir(b) ==
  LET q == turn[b].queue
  IN  CASE q = <<>> \/ Bug("turn_to_nobody") -> Nobody
        [] Bug("turn_to_newest") -> q[Len(q)]
        [] OTHER -> q[1]

Heirs(b) == {Heir(b)} \ {Nobody}

Leave(b) ==
  turn' = IF Loose(b) THEN turn ELSE [turn EXCEPT ![b] =
            [owner |-> Heir(b),
             queue |-> SelectSeq(@.queue, LAMBDA u : u # Heir(b))]]

(* Turn.enter, when another has it. *)
QueueForTurn(t, b, pc) ==
  /\ Pc(t) = pc /\ turn[b].owner # Nobody /\ ~Loose(b)
  /\ turn' = [turn EXCEPT ![b].queue = Append(@, t)]
  /\ Goto(t, Queued[b])
  /\ UNCHANGED <<log, door, engine, permit, env>>

(* Turn.enter, woken for something else: Turn.isOwnedBy says no. *)
TurnNotYet(t, b) ==
  /\ Pc(t) = Queued[b] /\ turn[b].owner # t /\ Awake(t)
  /\ Unpark(t, {})
  /\ UNCHANGED <<log, door, engine, turn, run, env>>

-----------------------------------------------------------------------------
(* Places.wakeIfFree, with `n` places free: the longest waiter, if any.    *)
WakeIfFree(n) == IF n > 0 /\ places.queue # <<>> THEN {places.queue[1]} ELSE {}
===============================================================================
