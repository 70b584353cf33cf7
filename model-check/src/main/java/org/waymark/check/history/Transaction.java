package org.waymark.check.history;

import org.jspecify.annotations.Nullable;

/** What the checker knows of one transaction. Used by its one thread. */
final class Transaction {
  /** As it was first submitted; a retry repeats it. */
  final HistoryEvent.Invoked invoked;

  /** Where it was first submitted. */
  final Place place;

  /** The highest sequence known to anybody before it could have been admitted. */
  long bound;

  /** The sequence it is known to have committed as, 0 if it is not known to have. */
  long sequence;

  /** Submissions of it in this life that have no answer. */
  int open;

  /** Where it was refused, if it was and has not been submitted since. */
  @Nullable Place refused;

  /** Where recovery did not find it, if it has not been submitted since. */
  @Nullable Place absent;

  Transaction(HistoryEvent.Invoked invoked, Place place, long bound) {
    this.invoked = invoked;
    this.place = place;
    this.bound = bound;
  }
}
