------------------------------- MODULE Admission -------------------------------
(***************************************************************************)
(* Writers, and the only serialized part of a commit: steps 1 to 3 of the  *)
(* protocol, validate, allocate, join the pending.  No step here waits for *)
(* the disk.  SSI and read-only transactions are in Serializability.tla.   *)
(***************************************************************************)
EXTENDS CoordinatorState

(* WriteCoordinator.beginSnapshot: reads and registers the tip in one      *)
(* step.  Who asks again may also begin anew.  The bug registers the lease *)
(* in a step of its own, when the capsule is begun.                        *)
BeginSnapshot(t) ==
  /\ state = "open"
  /\ \/ client[t].at = "idle"
     \/ /\ May("begin_anew") /\ client[t].begin < tip
        /\ client[t].at = "begun" /\ client[t].wrote = 0
  /\ client' = [client EXCEPT ![t].at = "begun", ![t].begin = tip]
  /\ leased' = IF Bug("lease_in_two_steps") THEN leased ELSE leased \cup {t}
  /\ UNCHANGED <<disk, life, order, groups, published, floor, drained, zombie, faults>>

(* WriteCoordinator.endSnapshot, or the lease's deadline passes: the bare  *)
(* beginSeq may still be used.                                             *)
EndSnapshot(t) ==
  /\ May("prune") /\ state = "open" /\ t \in leased
  /\ leased' = leased \ {t}
  /\ UNCHANGED <<disk, life, order, groups, published, floor, drained, zombie, client,
                 faults>>

(* WriteCoordinator.prune: the floor rises to the oldest lease, else the tip. *)
Prune ==
  LET to == Min({client[t].begin : t \in leased} \cup {tip})
  IN  /\ May("prune") /\ state = "open" /\ to > floor
      /\ floor' = to
      /\ UNCHANGED <<disk, life, order, groups, published, leased, drained, zombie, client,
                     faults>>

(* WriteCoordinator.writeCapsule: one symbol more, written and not forced. *)
(* Writers do not wait for each other.  The handle exists when the last    *)
(* symbol is written.                                                      *)
WriteCapsule(t) ==
  LET part == client[t].wrote + 1
  IN  /\ state = "open" /\ client[t].at = "begun"
      /\ Write({Symbol(inc, t, part)})
      /\ client' = [client EXCEPT ![t].wrote = part,
                                  ![t].at = IF part = Symbols THEN "written" ELSE "begun"]
      /\ leased' = IF Bug("lease_in_two_steps") THEN leased \cup {t} ELSE leased
      /\ UNCHANGED <<life, order, groups, published, floor, drained, zombie, faults>>

(* WriteCoordinator.writeCapsule meets a full disk: this capsule is        *)
(* refused and nothing else happens; the client may write it again.        *)
RefuseCapsule(t) ==
  /\ May("no_space") /\ state = "open" /\ client[t].at = "begun"
  /\ failures < MaxFailures /\ failures' = failures + 1
  /\ client' = [client EXCEPT ![t].wrote = 0]
  /\ UNCHANGED <<disk, life, order, groups, published, leases, drained, zombie, crashes,
                 rotten>>

(* CommitState.halt, called by WriteCoordinator.writeCapsule: any other    *)
(* failure of a capsule's write ends the incarnation.                      *)
CapsuleFail(t) ==
  /\ state = "open" /\ client[t].at = "begun"
  /\ failures < MaxFailures /\ failures' = failures + 1
  /\ state' = "halted"
  /\ UNCHANGED <<disk, inc, base, shutdown, order, groups, published, leases, drained,
                 zombie, client, crashes, rotten>>

(* A client gives up before a sequence is allocated: nothing happened.     *)
(* The bugs let it give up later, taking the commit back or leaving it.    *)
Cancel(t) ==
  LET mine == {c \in Range(admitted) : c.txn = t}
  IN  /\ May("cancel") /\ state = "open"
      /\ \/ client[t].at \in {"begun", "written"} /\ mine = {} /\ UNCHANGED order
         \/ /\ Bug("cancel_after_allocation") /\ mine \cap Range(Pending) # {}
            /\ admitted' = SelectSeq(admitted, LAMBDA c : c.txn # t)
            /\ UNCHANGED nextSeq
         \/ Bug("cancel_of_admitted") /\ mine \cap Range(Pending) # {} /\ UNCHANGED order
      /\ Move(t, "cancelled")
      /\ leased' = leased \ {t}
      /\ UNCHANGED <<disk, life, groups, published, floor, drained, zombie, faults>>

(* A client waits no longer and asks again; its commit goes on (rule 4).   *)
(* If it was another life's, the capsule is written again (rule 13).       *)
WaitNoLonger(t) ==
  LET here == \E c \in Range(admitted) : c.txn = t
  IN  /\ May("impatient") /\ state = "open" /\ client[t].at = "submitted"
      /\ client' = [client EXCEPT ![t].at = IF here THEN "written" ELSE "begun",
                                  ![t].wrote = IF here THEN @ ELSE 0]
      /\ zombie' = [zombie EXCEPT !.unknown = @ \ {t}, !.out = @ \ {t}]
      /\ UNCHANGED <<disk, life, order, groups, published, leases, drained, faults>>

-----------------------------------------------------------------------------
(* What validation remembers: who wrote which page above the floor.        *)
Index == {c \in Range(admitted) :
            /\ c.seq > (IF Bug("prune_forgets_newer") THEN floor + 1 ELSE floor)
            /\ Bug("fcw_only_durable") => c.seq <= tip
            /\ Bug("fcw_latest_only") => c = admitted[Len(admitted)]}

(* The pages it remembers, at most IndexMax. *)
IndexPages == UNION {c.pages : c \in {x \in Range(admitted) : x.seq > floor}}

(* Writers of a page of mine that committed, or will, after I began.       *)
Conflicts(t, pages) ==
  {c \in Index : /\ c.pages \cap pages # {}
                 /\ \/ c.seq > client[t].begin
                    \/ Bug("fcw_counts_own_begin") /\ c.seq = client[t].begin}

(* Admission.validate, behind the token: why t would be refused, or        *)
(* "none"; the order of the questions is part of the protocol.  Commits    *)
(* at or below the floor are pruned, so a lower begin cannot be judged;    *)
(* and of a token that nobody remembers only a beginSeq within the window  *)
(* proves that it never committed.                                         *)
Refusal(t, pages) ==
  LET begin  == client[t].begin
      lowest == IF Bug("window_ignored") THEN floor ELSE Max({floor, tip - Window})
      full   == Cardinality(IndexPages \cup pages) > IndexMax
  IN  CASE shutdown                                    -> "shutting_down"
        [] begin < lowest /\ ~Bug("floor_ignored")     -> "too_old"
        [] Conflicts(t, pages) # {}                    -> "fcw_conflict"
        [] full /\ ~Bug("index_unbounded")             -> "no_room"
        [] OTHER                                       -> "none"

(* The token of t is known to have committed within the window.  The bugs  *)
(* look it up too late, behind the question that they are named after.     *)
Known(t, why) ==
  /\ \E c \in Range(history) : c.txn = t /\ c.seq > tip - Window
  /\ ~Bug("retry_commits_twice")
  /\ Bug("token_after_floor")    => why # "too_old"
  /\ Bug("token_after_shutdown") => why # "shutting_down"
  /\ Bug("token_after_fcw")      => why # "fcw_conflict"

(* The token of t is that of a commit under way. *)
IsPending(t) == /\ \E c \in Range(admitted) : c.txn = t /\ c.seq > tip
                /\ ~Bug("pending_token_unknown")

(* The commit time: the clock's, but above that of the commit before.      *)
CommitTime(now) ==
  LET least == IF admitted # <<>> THEN admitted[Len(admitted)].time + 1
               ELSE IF history = <<>> \/ Bug("time_not_carried") THEN 0
               ELSE history[Len(history)].time + 1
  IN  IF Bug("time_of_the_clock") THEN now ELSE Max({now, least})

(* Admission.allocate: the commit gets its sequence and its time. *)
Allocate(t, pages, now) ==
  /\ admitted' = Append(admitted,
       [seq |-> nextSeq, inc |-> inc, txn |-> t, begin |-> client[t].begin, pages |-> pages,
        time |-> CommitTime(now)])
  /\ nextSeq' = nextSeq + 1

(* WriteCoordinator.submit: looks up the token, validates, allocates, in   *)
(* one step.  A token that committed, in this life or before, gets that    *)
(* answer again; one that is pending joins that commit and waits for the   *)
(* same answer.  A refusal consumes nothing.                               *)
Submit(t, pages, now) ==
  LET why     == Refusal(t, pages)
      known   == Known(t, why)
      pending == IsPending(t)
      new     == ~known /\ ~pending /\ why = "none"
  IN  /\ state = "open"
      /\ client[t].at = "written" \/ (Bug("incomplete_capsule") /\ client[t].wrote > 0
                                        /\ client[t].at = "begun")
      /\ leased' = leased \ {t}
      /\ CASE new -> Allocate(t, pages, now)
           [] Bug("seq_consumed_by_refusal") -> UNCHANGED admitted /\ nextSeq' = nextSeq + 1
           [] OTHER -> UNCHANGED order
      /\ Move(t, CASE known           -> "committed"
                   [] pending \/ new  -> "submitted"
                   [] OTHER           -> why)
      /\ IF Bug("tip_published_at_submit") /\ new
         THEN /\ tip' = nextSeq
              /\ history' = Append(history, admitted'[Len(admitted')])
              /\ UNCHANGED proven
         ELSE UNCHANGED published
      /\ UNCHANGED <<disk, life, groups, floor, drained, zombie, faults>>

(* WriteCoordinator.initiateShutdown: what was admitted still goes through. *)
InitiateShutdown ==
  /\ May("shutdown") /\ state = "open" /\ ~shutdown
  /\ shutdown' = TRUE
  /\ UNCHANGED <<disk, state, inc, base, order, groups, published, leases, drained, zombie,
                 client, faults>>
===============================================================================
