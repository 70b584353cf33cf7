package org.waymark.check.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.check.history.HistoryEvent.Invoked;

/**
 * A transaction as it was submitted, and what is known of its fate. Immutable.
 *
 * @param bound the highest sequence that was known when it was submitted
 * @param sequence its own, 0 if none is known
 * @param out why it is not in the history, null if it may be
 */
record Transaction(Invoked invoked, Place place, long bound, long sequence, @Nullable Out out) {

  Transaction decided(long as, @Nullable Out why) {
    return new Transaction(invoked, place, bound, as, why);
  }

  /** Returns where in the order of commits it ends: one that only reads, where it began. */
  long end() {
    return sequence == 0 ? invoked.beginSeq() : sequence;
  }

  /** Returns what it wrote, as far as that is in the history. */
  List<Long> written() {
    return sequence == 0 ? List.of() : invoked.pages();
  }

  /** Returns its name in the story of a cycle. */
  String name() {
    return invoked.token() + (sequence == 0 ? " at " : " as ") + end();
  }
}
