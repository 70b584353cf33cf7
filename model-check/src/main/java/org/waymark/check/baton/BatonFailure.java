package org.waymark.check.baton;

/** Signals that a run under a {@link Baton} cannot go on; the message says where each thread is. */
public final class BatonFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a run cannot go on. */
  public enum Kind {
    /** Every thread waits, none has a deadline. */
    DEADLOCK,
    /** The bound on steps was reached: threads wake each other for ever, or the bound is small. */
    STUCK,
    /** The running thread waits outside the seam: for a lock, or in a sleep. */
    BLOCKED,
    /** A thread goes on whatever is thrown at it. */
    UNSTOPPABLE
  }

  private final Kind kind;

  BatonFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** Returns why the run cannot go on. */
  public Kind kind() {
    return kind;
  }
}
