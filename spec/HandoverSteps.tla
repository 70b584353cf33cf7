---------------------------- MODULE HandoverSteps -----------------------------
(***************************************************************************)
(* The two steps of the engine, and the answers behind them, taken by      *)
(* whichever thread t: CommitEngine.barrierOneStep, barrierTwoStep and     *)
(* deliver, with the sections of WriteCoordinator and CommitState inside.  *)
(***************************************************************************)
EXTENDS HandoverState

-----------------------------------------------------------------------------
(* CommitEngine.barrierOneStep, by whichever thread t.                     *)

(* Into deliver(), and on to `then` afterwards. *)
Deliver(t, then, num) ==
  run' = [run EXCEPT ![t].pc = "deliver", ![t].then = then, ![t].num = num]

(* Where a thread goes on after deliver() when a step threw: the threads   *)
(* end (endWith), finishInline returns, a driver gives up.  endWith's halt *)
(* finds the log halted, and its deliver() follows the one behind the step *)
(* at once: they are one here.                                             *)
Thrown(t) == CASE t = "closer" -> "stopped" [] t = "driver" -> "done"
               [] OTHER -> "ending"

(* Where it goes on after barrierOneStep, which took commits or did not. *)
AfterOne(t, took) ==
  run' = [run EXCEPT ![t] =
    CASE t = "primary" /\ took -> New("decide")
      [] t = "primary" /\ stopping /\ Bug("primary_leaves_groups") -> New("ending")
      [] t = "driver" /\ Bug("outsider_drives") -> New("undriven")
      [] OTHER -> [New("barrier 2") EXCEPT !.then =
           CASE t = "primary" -> "idle" [] t = "closer" -> "inline"
             [] t = "driver" -> "undriven"]]

(* And after barrierTwoStep with `num` commits: only the primary's wait    *)
(* for those who come back needs the number. *)
AfterTwo(t, num) ==
  CASE t = "primary" /\ run[t].then = "gather" /\ num > 1 ->
         Deliver(t, "gather", num)
    [] t = "primary" -> Deliver(t, "barrier 1", 0)
    [] t = "second"  -> Deliver(t, "loop", 0)
    [] OTHER         -> Deliver(t, run[t].then, 0)

(* CommitState.claimPending, in the turn of WriteCoordinator.fsync1. *)
Fsync1Claim(t) ==
  /\ HasTurn(t, "one", "barrier 1") /\ state = "open" /\ Unclaimed > 0
  /\ groups' = Append(groups, [stage |-> "fsync1", first |-> Claimed + 1,
                               last |-> Min({Claimed + GroupMax, Len(admitted)})])
  /\ Keep(t, "one") /\ Unpark(t, {})
  /\ Goto(t, "FSYNC_1")
  /\ UNCHANGED <<state, shutdown, admitted, tip, drained, door, engine, env>>

(* The same, with nothing to claim, or after a halt. *)
Fsync1Nothing(t) ==
  /\ HasTurn(t, "one", "barrier 1") /\ Unclaimed = 0
  /\ Leave("one") /\ Unpark(t, Heirs("one"))
  /\ IF state = "open" THEN AfterOne(t, FALSE) ELSE Deliver(t, Thrown(t), 0)
  /\ UNCHANGED <<log, door, engine, env>>

(* CommitState.completeFsync1: FSYNC_1 returned. *)
Fsync1Complete(t) ==
  LET i == Mine(t, "fsync1")
      late == Bug("claims_merged") /\ i > 1 /\ groups[i-1].stage = "covered"
  IN  /\ Pc(t) = "FSYNC_1" /\ state = "open"
      /\ groups' = IF late
           THEN SubSeq(groups, 1, i - 2) \o
                <<[groups[i-1] EXCEPT !.last = groups[i].last]>>
           ELSE SelectSeq([groups EXCEPT ![i].stage = "covered"], LAMBDA g :
                  Bug("covered_overwritten") /\ g.stage = "covered"
                    => g.last = groups[i].last)
      /\ Leave("one") /\ Unpark(t, Heirs("one"))
      /\ AfterOne(t, TRUE)
      /\ UNCHANGED <<state, shutdown, admitted, tip, drained, door, engine, env>>

(* CommitState.halt: the force failed; or, with the log halted meanwhile,  *)
(* what completeFsync1 throws.                                             *)
Fsync1Fail(t) ==
  /\ Pc(t) = "FSYNC_1"
  /\ state = "halted" \/ "force_fails" \in env
  /\ state' = "halted"
  /\ Leave("one") /\ Unpark(t, Heirs("one"))
  /\ Deliver(t, Thrown(t), 0)
  /\ UNCHANGED <<shutdown, admitted, groups, tip, drained, door, engine, env>>

-----------------------------------------------------------------------------
(* CommitEngine.barrierTwoStep, by whichever thread t.                     *)

(* CommitState.claimCovered, in the turn of completeOldestInTurn. *)
AppendMarkersClaim(t) ==
  /\ HasTurn(t, "two", "barrier 2") /\ state = "open" /\ At("covered") # {}
  /\ groups' = [groups EXCEPT ![Min(At("covered"))].stage = "claimed"]
  /\ Keep(t, "two") /\ Unpark(t, {})
  /\ Goto(t, "claimed")
  /\ UNCHANGED <<state, shutdown, admitted, tip, drained, door, engine, env>>

(* The same, with no group covered, or after a halt. *)
AppendMarkersNothing(t) ==
  /\ HasTurn(t, "two", "barrier 2") /\ (state = "halted" \/ At("covered") = {})
  /\ Leave("two") /\ Unpark(t, Heirs("two"))
  /\ Deliver(t, CASE state = "halted" -> Thrown(t)
                  [] run[t].then = "gather" -> "barrier 1"
                  [] OTHER -> run[t].then, 0)
  /\ UNCHANGED <<log, door, engine, env>>

(* CommitState.startMarkers. *)
AppendMarkersWrite(t) ==
  /\ Pc(t) = "claimed" /\ state = "open"
  /\ groups' = [groups EXCEPT ![Mine(t, "claimed")].stage = "appended"]
  /\ Goto(t, "FSYNC_2")
  /\ UNCHANGED <<state, shutdown, admitted, tip, drained, door, engine, turn,
                 permit, env>>

(* CommitState.publish: FSYNC_2 returned. *)
AppendMarkersComplete(t) ==
  /\ Pc(t) = "FSYNC_2" /\ state = "open"
  /\ tip' = groups[1].last /\ groups' = Tail(groups)
  /\ Leave("two") /\ Unpark(t, Heirs("two"))
  /\ AfterTwo(t, Size(1))
  /\ UNCHANGED <<state, shutdown, admitted, drained, door, engine, env>>

(* CommitState.halt, or what startMarkers and publish throw after one. *)
AppendMarkersFail(t) ==
  /\ Pc(t) \in {"claimed", "FSYNC_2"}
  /\ state = "halted" \/ "force_fails" \in env
  /\ state' = "halted"
  /\ Leave("two") /\ Unpark(t, Heirs("two"))
  /\ Deliver(t, Thrown(t), 0)
  /\ UNCHANGED <<shutdown, admitted, groups, tip, drained, door, engine, env>>

-----------------------------------------------------------------------------
(* CommitEngine.deliver, by whichever thread t.                            *)

(* TipWaiters.reached: looks at the tip, then into the queue.  With nobody *)
(* there it is no step of its own.                                         *)
TipReached(t) ==
  /\ HasTurn(t, "delivery", "deliver") /\ tips.waiting # {}
  /\ Keep(t, "delivery")
  /\ Unpark(t, {w \in tips.waiting : run[w].num <= tip})
  /\ Goto(t, "drain")
  /\ UNCHANGED <<log, door, engine, env>>

(* The end: haltCause is read, and while it is null the turn is left in    *)
(* the same step (whoever halts now delivers after that).                  *)
LeaveDelivery(t, woken) ==
  /\ Leave("delivery") /\ Unpark(t, woken \cup Heirs("delivery"))
  /\ run' = [run EXCEPT ![t].pc = run[t].then, ![t].then = "", ![t].hand = {}]

(* CommitState.drain: takes all the answers there are. *)
Drain(t) ==
  LET ready == IF state = "halted" THEN Len(admitted)
               ELSE IF Bug("answers_unpublished") THEN Claimed ELSE tip
  IN  /\ \/ Pc(t) = "drain"
         \/ HasTurn(t, "delivery", "deliver") /\ tips.waiting = {}
      /\ drained' = IF Bug("drained_twice") THEN drained ELSE ready
      /\ IF ready = drained /\ state = "open"
         THEN LeaveDelivery(t, {})
         ELSE /\ Keep(t, "delivery") /\ Unpark(t, {})
              /\ run' = [run EXCEPT
                   ![t].hand = (drained + 1)..ready,
                   ![t].pc = IF ready > drained THEN "answer" ELSE "end tips"]
      /\ UNCHANGED <<state, shutdown, admitted, groups, tip, door, engine, env>>

(* Places.giveBack, its count, if somebody waits for a place ... *)
GiveBack(t) ==
  /\ Pc(t) = "answer" /\ places.queue # <<>>
  /\ free' = free + 1
  /\ Goto(t, "given back")
  /\ UNCHANGED <<log, result, places, tips, told, engine, turn, permit, env>>

(* ... and its wakeIfFree, and Ticket.complete, for the oldest commit. *)
Answer(t) ==
  LET n == Min(run[t].hand)
      rest == IF Bug("halt_drops_answers") /\ state = "halted" THEN {}
              ELSE run[t].hand \ {n}
      joined == \A u \in Submitter : Pc(u) = "join" => run[u].num # n
      woken == WakeIfFree(free) \cup ({admitted[n]} \ {Nobody})
  IN  /\ \/ Pc(t) = "given back" /\ UNCHANGED free
         \/ Pc(t) = "answer" /\ places.queue = <<>> /\ free' = free + 1
      /\ told' = Append(told, n)
      /\ result' = IF joined THEN result \cup {n} ELSE result
      /\ IF rest = {} /\ state = "open"
         THEN LeaveDelivery(t, woken)
         ELSE /\ Unpark(t, woken) /\ UNCHANGED turn
              /\ run' = [run EXCEPT ![t].hand = rest, ![t].pc =
                           IF rest = {} THEN "end tips" ELSE "answer"]
      /\ UNCHANGED <<log, places, tips, engine, env>>

(* TipWaiters.end, after a halt. *)
EndTips(t) ==
  /\ Pc(t) = "end tips"
  /\ tips' = [tips EXCEPT !.ended = TRUE]
  /\ LeaveDelivery(t, tips.waiting)
  /\ UNCHANGED <<log, result, free, places, told, engine, env>>

DeliverStep(t) ==
  \/ QueueForTurn(t, "delivery", "deliver") \/ TurnNotYet(t, "delivery")
  \/ TipReached(t) \/ Drain(t) \/ GiveBack(t) \/ Answer(t) \/ EndTips(t)

BarrierStep(t) ==
  \/ QueueForTurn(t, "one", "barrier 1") \/ TurnNotYet(t, "one")
  \/ QueueForTurn(t, "two", "barrier 2") \/ TurnNotYet(t, "two")
  \/ Fsync1Claim(t) \/ Fsync1Nothing(t) \/ Fsync1Complete(t) \/ Fsync1Fail(t)
  \/ AppendMarkersClaim(t) \/ AppendMarkersNothing(t) \/ AppendMarkersWrite(t)
  \/ AppendMarkersComplete(t) \/ AppendMarkersFail(t)
===============================================================================
