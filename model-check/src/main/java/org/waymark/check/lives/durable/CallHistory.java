package org.waymark.check.lives.durable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.waymark.CommitResult;
import org.waymark.check.Answers;
import org.waymark.check.history.HistoryChecker;
import org.waymark.check.history.HistoryEvent;
import org.waymark.check.history.Place;

/**
 * What the threads of one run called and were answered, for both judges: as intervals for {@link
 * Linearization}, as events for the oracle. One thread at a time.
 */
final class CallHistory {
  private static final String FILE = "scheduled";

  private final List<List<Call>> threads = new ArrayList<>();
  private final HistoryChecker checker = new HistoryChecker();
  private final Map<Integer, List<Long>> unanswered = new HashMap<>();
  private int moment;
  private long line;
  private long calls;
  private long hash = 1;

  CallHistory(int numberOfThreads) {
    for (int i = 0; i < numberOfThreads; i++) {
      threads.add(new ArrayList<>());
    }
  }

  /** A thread is about to call. */
  Call invoke(int thread, Action action, int beginSeq) {
    Call call = new Call(thread, action, beginSeq, ++moment);
    threads.get(thread).add(call);
    mix(thread);
    mix(action.hash());
    mix(beginSeq);
    return call;
  }

  /** A call has returned. */
  void answer(Call call, Object result) {
    call.result = result;
    call.returned = ++moment;
    mix(~call.thread);
    mix(result.hashCode());
  }

  /** Records what the oracle reads. */
  void record(HistoryEvent event) {
    checker.read(new Place(1, FILE, ++line), event);
  }

  /** A transaction is about to be submitted, or is again. */
  void submits(int transaction, HistoryEvent.Invoked invoked) {
    record(invoked);
    unanswered.computeIfAbsent(transaction, none -> new ArrayList<>()).add(invoked.call());
  }

  /** A transaction has its final answer: all who asked for it are told. */
  void answered(int transaction, CommitResult result) {
    List<Long> asked = unanswered.remove(transaction);
    for (long call : asked == null ? List.of(0L) : asked) {
      record(Answers.recorded(call, result));
    }
  }

  /** One who asked is answered at once; others who asked for the same are not. */
  void answeredAtOnce(int transaction, long call, CommitResult result) {
    List<Long> asked = unanswered.getOrDefault(transaction, new ArrayList<>());
    asked.remove(call);
    if (asked.isEmpty()) {
      unanswered.remove(transaction);
    }
    record(Answers.recorded(call, result));
  }

  long nextCall() {
    return ++calls;
  }

  /** Returns the transactions that were submitted and have no final answer, ascending. */
  List<Integer> unanswered() {
    return unanswered.keySet().stream().sorted().toList();
  }

  List<List<Call>> threads() {
    return threads;
  }

  /** Returns the oracle, which has read everything so far. */
  HistoryChecker checker() {
    return checker;
  }

  /** Returns a hash over the calls and answers so far, in their order. */
  long hash() {
    return hash;
  }

  private void mix(long value) {
    long h = (hash ^ value) * 0x9E37_79B9_7F4A_7C15L;
    hash = h ^ (h >>> 29);
  }
}
