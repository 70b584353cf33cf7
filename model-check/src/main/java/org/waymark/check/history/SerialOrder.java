package org.waymark.check.history;

import java.util.ArrayList;
import java.util.List;

/**
 * What committed, or read, since the log was last opened, and whether there is an order in which
 * all of it could have happened, one after another.
 *
 * <p>Only that much is looked at. Who began at or above what the opening found comes, in every
 * serial order, behind everybody who had ended by then: it reads their versions or later ones, and
 * who overwrites what it read is later still. So as long as nobody {@linkplain #beganBefore began
 * before} it, no edge of the {@link DependencyGraph} leads back across an opening, and no cycle
 * crosses one. Hence each piece of a long history is judged by itself: when its life ends, and once
 * more if the recovery brings others.
 *
 * <p>To have begun before is a violation of its own, also of a retry: what others read is not
 * durable, so nobody could tell whether such a transaction fits. One that recovery found committed
 * was decided before.
 *
 * <p>Used by one thread.
 */
final class SerialOrder {
  private final List<Transaction> since = new ArrayList<>();

  /** The tip that the last opening found. */
  private long opened;

  /** Whether a read set was recorded of any: without, all edges lead to later commits. */
  private boolean reads;

  /** How many have been judged; all that will ever be once a cycle was told. */
  private int judged;

  void copy(SerialOrder from) {
    since.addAll(from.since);
    opened = from.opened;
    reads = from.reads;
    judged = from.judged;
  }

  /** Whether a transaction began below the tip that the last opening found. */
  boolean beganBefore(Transaction transaction) {
    return transaction.invoked().beginSeq() < opened;
  }

  /** Takes note of a transaction that has committed, or that only read and was told that it may. */
  void add(Transaction transaction) {
    since.add(transaction);
    reads |= !transaction.invoked().reads().isEmpty();
  }

  /** Tells of a cycle among those who are new and those before; empty if there is none. */
  List<Object> cycle() {
    if (!reads || judged >= since.size()) {
      return List.of();
    }
    judged = since.size();
    List<Object> story = new DependencyGraph(since).cycle();
    if (!story.isEmpty()) {
      judged = Integer.MAX_VALUE;
    }
    return story;
  }

  /** The log was opened, and has so many commits. */
  void opened(long tip) {
    since.clear();
    opened = tip;
    reads = false;
    judged = 0;
  }
}
