package org.waymark.check.history;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.waymark.check.history.HistoryEvent.Invoked;

/**
 * What a judge of a history knows so far of transactions, sequences, pages and calls. It judges
 * nothing. Not thread-safe.
 */
abstract class Knowledge extends Findings {

  /** A submission, by the life in which it was made and its number there. */
  record Call(int life, long number) {}

  /** By their tokens. */
  final Map<String, Transaction> transactions = new HashMap<>();

  /** By their sequences. */
  final TreeMap<Long, Told> settled = new TreeMap<>();

  /** Of each page. */
  final Map<Long, Told> lastWriters = new HashMap<>();

  /** Without an answer. */
  final Map<Call, Invoked> open = new HashMap<>();

  /** Of what was settled or read since the last recovery. */
  final SerialOrder order = new SerialOrder();

  final void copyKnowledge(Knowledge from) {
    copyFindings(from);
    transactions.putAll(from.transactions);
    settled.putAll(from.settled);
    lastWriters.putAll(from.lastWriters);
    open.putAll(from.open);
    order.copy(from.order);
  }

  /** Returns the submissions of which only a recovery can tell whether they have committed. */
  public final List<Invoked> undecided() {
    return transactions.values().stream()
        .filter(known -> known.sequence() == 0 && known.out() == null)
        .map(Transaction::invoked)
        .toList();
  }

  /** Returns the highest sequence that is known to be committed. */
  public final long highestSettled() {
    return settled.isEmpty() ? 0 : settled.lastKey();
  }

  /** Returns a transaction that was submitted. */
  final Transaction known(String token) {
    return requireNonNull(transactions.get(token));
  }

  /** Whether another may have been admitted after the call's snapshot, writing the page. */
  final boolean contested(long page, Invoked call) {
    Told last = lastWriters.get(page);
    boolean after = last != null && last.commit().sequence() > call.beginSeq();
    Predicate<Invoked> rival = it -> !call.sameTransaction(it) && it.pages().contains(page);
    return call.pages().contains(page) && (after || open.values().stream().anyMatch(rival));
  }
}
