package org.waymark.check.lives.durable;

import java.util.Locale;

/**
 * One call that a thread of a {@link Program} makes.
 *
 * @param kind which operation of the coordinator
 * @param transaction of a submission or validation, the transaction's number; otherwise 0
 */
record Action(Kind kind, int transaction) {

  /** The operations, named as in {@link org.waymark.WriteCoordinator}. */
  enum Kind {
    /** {@code writeCapsule} and {@code submit}. */
    SUBMIT,
    /** {@code writeCapsule} and {@code validate}. */
    VALIDATE,
    /** {@code commitSeqTip}. */
    TIP,
    /** {@code pendingCount}. */
    PENDING,
    /** {@code currentEpoch}. */
    EPOCH,
    /** {@code beginSnapshot}; what this thread submits from here on began there. */
    BEGIN,
    /** {@code endSnapshot} of the last one that this thread began. */
    END,
    /** {@code prune}. */
    PRUNE,
    /** {@code fsync1}. */
    FSYNC1,
    /** {@code appendMarkersAndFsync2}. */
    APPEND,
    /** {@code drainCommitted}. */
    DRAIN
  }

  /** Reads {@code submit 1}, {@code tip} and the like. */
  static Action of(String words) {
    int space = words.indexOf(' ');
    String kind = space < 0 ? words : words.substring(0, space);
    return new Action(
        Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
        space < 0 ? 0 : Integer.parseInt(words.substring(space + 1)));
  }

  /** Returns a number for a trace; an enum's own hash differs from run to run. */
  int hash() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return transaction == 0 ? name : name + " " + transaction;
  }
}
