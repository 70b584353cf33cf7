------------------------------- MODULE Reopening -------------------------------
(***************************************************************************)
(* How an incarnation ends, and how the next one begins: closing, crashes, *)
(* the loss of the lock, damage to the medium, and recovery in steps, each *)
(* of which may fail or crash and then starts over.                        *)
(***************************************************************************)
EXTENDS CoordinatorState

(* The name without which a record cannot be found: that of its segment.   *)
(* The first segment of an incarnation has a durable name before anything  *)
(* is in it, like every segment of the capsule log.                        *)
Holder(r) ==
  IF r.kind = "header" THEN {r} ELSE IF r.kind # "marker" THEN {}
  ELSE LET names == {h \in Of("header", Readable) : h.inc = r.inc /\ h.base < r.seq}
       IN  {h \in names : \A x \in names : x.base <= h.base}

(* The clients after a crash.  Who got no final answer asks again, with    *)
(* its token and its beginSeq, and so does who was told that the outcome   *)
(* is unknown.  A handle of this life is worth nothing in the next, so the *)
(* capsule is written again (rule 13).  Who waits for a coordinator that   *)
(* lost its lock goes on waiting.                                          *)
AfterCrash(waiting) ==
  [t \in Txn |->
     CASE t \in waiting -> client[t]
       [] client[t].at \in {"begun", "submitted", "outcome_unknown"}
            \/ (client[t].at = "written" /\ ~Bug("old_handle_accepted")) ->
            [client[t] EXCEPT !.at = "begun", !.wrote = 0]
       [] OTHER -> client[t]]

(* The coordinator is gone, and its memory with it; `inc` and `admitted`   *)
(* stay, as ghosts (CoordinatorState).                                     *)
Down ==
  /\ crashes < MaxCrashes /\ crashes' = crashes + 1
  /\ state' = "down" /\ shutdown' = FALSE /\ groups' = <<>> /\ nextSeq' = 1
  /\ tip' = 0 /\ floor' = 0 /\ leased' = {} /\ drained' = 0 /\ base' = 0
  /\ UNCHANGED <<inc, admitted, history, failures, rotten>>

(* Power loss: any subset of what was not forced survives. *)
PowerLoss ==
  /\ Down /\ CacheLost(Holder, May("torn"))
  /\ zombie' = NobodyElse /\ client' = AfterCrash({})
  /\ UNCHANGED proven

(* The process dies and the cache survives.  A marker write may have been  *)
(* cut short; a proof or symbol cut short is one that no marker points to. *)
ProcessCrash ==
  /\ May("process_crash")
  /\ Down
  /\ IF Oldest("appended") /\ state = "open"
     THEN WriteCut({m \in Of("marker", dirty) : m.inc = inc /\
                      \E c \in Members(groups[1]) : c.seq = m.seq})
     ELSE CacheKept
  /\ client' = AfterCrash(zombie.unknown \cup zombie.out)
  /\ UNCHANGED <<zombie, proven>>

-----------------------------------------------------------------------------
(* Closing in good order.                                                  *)

(* CommitLog.close: everybody is answered, a close record is written and   *)
(* its force begins.                                                       *)
CloseBegin ==
  LET record == Close(inc, IF Bug("close_record_too_high") THEN tip + 1 ELSE tip)
  IN  /\ May("close") /\ state = "open" /\ shutdown
      /\ Pending = <<>> /\ groups = <<>>
      /\ drained = tip \/ Bug("closed_before_answers")
      /\ state' = "closing"
      /\ WriteAndForceBegin({record}, {record})
      /\ UNCHANGED <<inc, base, shutdown, order, groups, published, leases, drained, zombie,
                     client, faults>>

(* OpenLog.closeCleanly: the force returned, the process ends. *)
CloseEnd ==
  /\ state = "closing" /\ ~Bug("close_never_ends") /\ Down
  /\ ForceEnd(Of("close", dirty))
  /\ proven' = tip
  /\ client' = AfterCrash(zombie.unknown \cup zombie.out)
  /\ UNCHANGED zombie

-----------------------------------------------------------------------------
(* The lock of a live coordinator is removed by force (P11).               *)

(* Another process opens the log.  The oldest group of the old one may     *)
(* still pass both barriers; the rest of what it admitted cannot.          *)
LockLost ==
  LET mine    == IF groups = <<>> THEN {} ELSE Members(groups[1])
      waiting == {c.txn : c \in {x \in Range(admitted) :
                                   x.seq > tip /\ client[x.txn].at = "submitted"}}
      unknown == waiting \cap {c.txn : c \in mine}
  IN  /\ May("usurp") /\ state = "open" /\ zombie = NobodyElse
      /\ Down /\ CacheKept
      /\ zombie' = [cells   |-> Payload(mine) \cup {Marker(c, tip) : c \in mine},
                    unknown |-> unknown,
                    out     |-> waiting \ unknown]
      /\ client' = AfterCrash(waiting)
      /\ UNCHANGED proven

(* CapsuleLog.append and MarkerStream.append, of the old coordinator: it   *)
(* goes on with that group, into its own segments, and both forces return. *)
ZombieWrites ==
  /\ zombie.cells # {}
  /\ medium' = medium \cup zombie.cells
  /\ dirty' = dirty \ zombie.cells /\ clean' = clean \ zombie.cells
  /\ forcing' = forcing \ zombie.cells
  /\ zombie' = [zombie EXCEPT !.cells = {}]
  /\ UNCHANGED <<life, order, groups, published, leases, drained, client, faults>>

(* OpenLog.stillOwned: it looks at its lock before it publishes, finds     *)
(* that it is gone, and halts.  The bug looks at the lock when the log is  *)
(* opened and never again.                                                 *)
ZombieAnswers ==
  /\ zombie # NobodyElse /\ zombie.cells = {}
  /\ zombie' = NobodyElse
  /\ client' = [t \in Txn |-> [client[t] EXCEPT !.at =
       CASE @ # "submitted" -> @
         [] t \in zombie.unknown ->
              IF Bug("lock_checked_only_at_start") THEN "committed" ELSE "outcome_unknown"
         [] t \in zombie.out -> "not_committed"
         [] OTHER -> @]]
  /\ UNCHANGED <<disk, life, order, groups, published, leases, drained, faults>>

-----------------------------------------------------------------------------
(* The medium loses what history rests on, while nobody has the log open.  *)
(* The markers of the last group of an unclean incarnation are exempt:     *)
(* their loss cannot be told from a torn tail.  What is also in the cache, *)
(* or will be written again, is not lost.                                  *)
Damage ==
  /\ May("damage") /\ state = "down" /\ failures < MaxFailures /\ failures' = failures + 1
  /\ \E r \in medium \ (dirty \cup clean \cup zombie.cells) :
       /\ r.kind \in {"symbol", "proof", "marker"} /\ MediumLoses(r)
       /\ \E c \in Range(history) :
            /\ r.kind = "marker" => c.seq <= proven
            /\ r.inc = c.inc
            /\ IF r.kind = "symbol" THEN r.txn = c.txn ELSE r.seq = c.seq
  /\ rotten' = TRUE
  /\ UNCHANGED <<life, order, groups, published, leases, drained, zombie, client, crashes>>

-----------------------------------------------------------------------------
(* Recovery.                                                               *)

(* Examination.of and Rewrite.run: refuse on proof of damage, else write   *)
(* again, byte for byte, whatever is not proven to be durable, and begin   *)
(* to force it.  Forcing alone would not do: see Disk, `clean`.      *)
RecoverRewrite ==
  LET cells  == Readable
      again  == IF Corrupt(cells) \/ Bug("recovery_trusts_cache") THEN {}
                ELSE ToRewrite(cells)
  IN  /\ state = "down" /\ (Bug("recovery_waits_for_the_cache") => cells = medium)
      /\ state' = IF Corrupt(cells) THEN "refused" ELSE "rewritten"
      /\ base' = IF Corrupt(cells) THEN 0 ELSE LastSeq(History(cells))
      /\ WriteAndForceBegin(again,
           IF Bug("recovery_exposes_before_forcing") \/ Bug("header_before_forcing") THEN {}
           ELSE IF Bug("recovery_trusts_cache") THEN ToRewrite(cells)
           ELSE again)
      /\ UNCHANGED <<inc, shutdown, order, groups, published, leases, drained, zombie,
                     client, faults>>

(* Rewrite.run, its force returned.  Only then does Recovery.write have    *)
(* MarkerStream.create write the header of the new incarnation, because    *)
(* its base is evidence from then on.                                      *)
RecoverForce ==
  LET header == Header(inc + 1, base)
      forced == forcing
  IN  /\ state = "rewritten" /\ state' = "forced"
      /\ inc' = IF Bug("incarnation_reused") THEN inc ELSE inc + 1
      /\ medium' = medium \cup forced
      /\ dirty' = (dirty \ forced) \cup (IF Bug("incarnation_reused") THEN {} ELSE {header})
      /\ forcing' = {}
      /\ UNCHANGED <<clean, base, shutdown, order, groups, published, leases, drained,
                     zombie, client, faults>>

(* Recovery.run: a force that fails refuses this opening, the next one     *)
(* starts over.                                                            *)
RecoverFail ==
  /\ state \in {"rewritten", "forced"} /\ state' = "down"
  /\ failures < MaxFailures /\ failures' = failures + 1
  /\ ForceFail(IF state = "forced" THEN Of("header", dirty)
               ELSE MarkerFile(dirty) \cup CapsuleFile(dirty))
  /\ base' = 0
  /\ UNCHANGED <<inc, shutdown, order, groups, published, leases, drained, zombie, client,
                 crashes, rotten>>

(* MarkerStream.create returned: the new header and its name are forced,   *)
(* and CommitLog.open serves what was found.  Snapshots of earlier lives   *)
(* are below the new floor.  What no marker can ever point to again is     *)
(* forgotten here: it is space to be written again, and nothing reads it.  *)
OpenIncarnation ==
  LET found  == History(Readable)
      proofs == {p \in Of("proof", Readable) : \E m \in Of("marker", Readable) :
                   m.inc = p.inc /\ m.seq = p.seq}
      needed == Payload({p.commit : p \in proofs}) \cup zombie.cells
      orphan == (CapsuleFile(Readable) \ needed) \cup Of("torn", Readable)
      forced == (IF Bug("opening_not_forced") THEN {} ELSE Of("header", dirty))
                  \cup (IF Bug("header_before_forcing") THEN dirty ELSE {})
  IN  /\ state = "forced" /\ state' = "open"
      /\ medium' = (medium \cup forced) \ orphan
      /\ dirty' = (dirty \ forced) \ orphan
      /\ clean' = clean \ orphan
      /\ history' = found /\ tip' = base /\ drained' = base /\ proven' = base
      /\ admitted' = <<>>
      /\ nextSeq' = IF Bug("seq_from_counter") THEN 1 ELSE base + 1
      /\ floor' = IF Bug("floor_forgotten") THEN 0 ELSE base
      /\ UNCHANGED <<forcing, inc, base, shutdown, groups, leased, zombie, client, faults>>
===============================================================================
