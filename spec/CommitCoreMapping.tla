---------------------------- MODULE CommitCoreMapping ----------------------------
(***************************************************************************)
(* WriteCoordinator is a CommitCore: what the proof of the core says holds *)
(* for the whole protocol.  TLC checks this for the bounds of its model;   *)
(* the core itself has no bound on crashes or failures.                    *)
(*                                                                         *)
(* Not covered, because the core assumes otherwise: a medium that loses    *)
(* what was forced, and a second process that writes.                      *)
(***************************************************************************)
EXTENDS WriteCoordinator

(* The headers on the medium decide which incarnation owns a sequence.     *)
NewestInc == Max({h.inc : h \in Of("header", medium)})

(* Headers of an incarnation that may still be lost whole.                 *)
Unborn == {h \in Of("header", Readable) : h.inc > NewestInc}

(* The marker of sequence n where it counts, as long as no unborn header   *)
(* is durable; and a stand-in that says where its payload would be.        *)
Counting(n) == {m \in Of("marker", Readable) : m.seq = n /\ m.inc = Owner(medium, n)}
Place(n)    == [inc |-> Owner(medium, n), seq |-> n]

CoreMarker(n) ==
  IF Counting(n) = {} THEN [on |-> "absent", upTo |-> 0]
  ELSE LET m == CHOOSE x \in Counting(n) : TRUE
       IN  [upTo |-> m.upTo, on |-> CASE m \in medium -> "durable"
                                      [] m \in dirty  -> "dirty"
                                      [] OTHER        -> "clean"]

CorePayload(n) == CASE HasPayload(Place(n), medium)   -> "durable"
                    [] HasPayload(Place(n), Readable) -> "written"
                    [] OTHER                          -> "absent"

CoreSeqs == 1..Cardinality(Txn)

Core == INSTANCE CommitCore WITH
  N         <- Cardinality(Txn),
  Bugs      <- {},
  state     <- CASE state = "refused" -> "down"
                 [] state = "closing" -> "open"
                 [] OTHER             -> state,
  published <- Len(history),
  appended  <- IF state \in {"open", "halted"} /\ Oldest("appended")
               THEN LastSeq(groups[1].commits) ELSE Len(history),
  base      <- Max({h.base : h \in Of("header", medium)}
                     \cup {x.last : x \in Of("close", medium)}),
  next      <- IF Unborn = {} THEN Cardinality(Txn) + 1 ELSE Max({h.base : h \in Unborn}),
  marker    <- [n \in CoreSeqs |-> CoreMarker(n)],
  payload   <- [n \in CoreSeqs |-> CorePayload(n)]

RefinesCore == Core!Spec
===============================================================================
