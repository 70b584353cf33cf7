package org.waymark.check.history;

import org.jspecify.annotations.Nullable;

/** What the checker knows of one transaction. Used by its one thread. */
final class Transaction {
  /** Why a transaction must not be in the history, and the property violated if it is. */
  record Out(String property, String how, Place place) {
    @Override
    public String toString() {
      return how + " (" + place + ")";
    }
  }

  /** As it was first submitted, and where; a retry repeats it. */
  final HistoryEvent.Invoked invoked;

  final Place place;

  /** The highest sequence known to anybody before it could have been admitted. */
  long bound;

  /** The sequence it is known to have committed as, 0 if it is not known to have. */
  long sequence;

  /** Why it is out, if it is and has not been submitted since. */
  @Nullable Out out;

  Transaction(HistoryEvent.Invoked invoked, Place place) {
    this.invoked = invoked;
    this.place = place;
  }

  Transaction copy() {
    Transaction copy = new Transaction(invoked, place);
    copy.bound = bound;
    copy.sequence = sequence;
    copy.out = out;
    return copy;
  }

  @Override
  public String toString() {
    return "submitted: " + invoked + " (" + place + ")";
  }
}
