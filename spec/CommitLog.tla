------------------------------- MODULE CommitLog -------------------------------
(***************************************************************************)
(* The abstract truth: what a client of a commit log may rely on, with no  *)
(* word about disks, barriers or groups.  There is one history; it only    *)
(* grows; it grows by what was admitted, in the order of admission; an     *)
(* answer, once given, stays true.  A crash may drop only what nobody was  *)
(* told of, and which of it is settled when recovery is done, not when the *)
(* power goes.  WriteCoordinator refines this module.                      *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANT Txn                                  \* the transactions

VARIABLES
  history,    \* DURABLE   the committed transactions, in commit order
  undecided,  \* VOLATILE  admitted in this order, neither in nor out yet
  answer,     \* OUTSIDE   what each client was told last; "none" promises
              \*           nothing, and "out" that it will never be history
  open        \* VOLATILE  FALSE from a halt or a crash until recovery is done

vars == <<history, undecided, answer, open>>

Range(s) == {s[i] : i \in DOMAIN s}

TypeOK ==
  /\ history \in Seq(Txn)
  /\ undecided \in Seq(Txn)
  /\ answer \in [Txn -> {"none", "committed", "out"}]
  /\ open \in BOOLEAN

Init == /\ history = <<>>
        /\ undecided = <<>>
        /\ answer = [t \in Txn |-> "none"]
        /\ open = TRUE

(* A transaction gets its place in the order. *)
Admit(t) ==
  /\ open /\ answer[t] = "none" /\ t \notin Range(history) \cup Range(undecided)
  /\ undecided' = Append(undecided, t)
  /\ UNCHANGED <<history, answer, open>>

(* The first k undecided become history, unless one was told that it did not. *)
Keep(k) ==
  /\ \A i \in 1..k : answer[undecided[i]] = "none"
  /\ history' = history \o SubSeq(undecided, 1, k)

(* A group, the oldest of those undecided, becomes history. *)
Commit ==
  /\ open
  /\ \E k \in 1..Len(undecided) :
       /\ Keep(k)
       /\ undecided' = SubSeq(undecided, k + 1, Len(undecided))
  /\ UNCHANGED <<answer, open>>

(* Some clients, at least one, get a final answer, and it is the truth. *)
Answer ==
  /\ answer' \in [Txn -> {"none", "committed", "out"}]
  /\ answer' # answer
  /\ \A t \in Txn : answer'[t] # answer[t] =>
       /\ answer[t] = "none"
       /\ answer'[t] = "committed" => t \in Range(history)
       /\ answer'[t] = "out" => t \notin Range(history)
       /\ t \in Range(undecided) => ~open     \* nobody gives up while it runs
  /\ UNCHANGED <<history, undecided, open>>

(* An I/O failure or a crash ends this life of the log. *)
Crash == open /\ open' = FALSE /\ UNCHANGED <<history, undecided, answer>>

(* Recovery decides what was undecided: a prefix stays, the rest never was. *)
Recover ==
  /\ ~open /\ open' = TRUE
  /\ \E k \in 0..Len(undecided) : Keep(k)
  /\ undecided' = <<>>
  /\ UNCHANGED answer

Next == (\E t \in Txn : Admit(t)) \/ Commit \/ Answer \/ Crash \/ Recover

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What follows from the above; checked here so that refining it is worth  *)
(* something.                                                              *)

(* What was answered committed is history. *)
AckedIsCommitted ==
  \A t \in Txn : answer[t] = "committed" => t \in Range(history)

(* What was answered out is not. *)
OutStaysOut == \A t \in Txn : answer[t] = "out" => t \notin Range(history)

(* No transaction is in the history twice. *)
NobodyTwice == \A i, j \in DOMAIN history : history[i] = history[j] => i = j

(* What is history stays history, at its place. *)
OnlyGrows == [][SubSeq(history', 1, Len(history)) = history]_history
==============================================================================
