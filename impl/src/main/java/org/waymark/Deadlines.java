package org.waymark;

import java.time.Duration;

/** Turns durations into deadlines on the monotonic clock, without overflow. */
final class Deadlines {
  private Deadlines() {}

  /** Returns the deadline that lies {@code duration} ahead; a negative duration is over by now. */
  static long after(TimeSource time, Duration duration) {
    long now = time.monotonicNanos();
    if (duration.isNegative()) {
      return now;
    }
    long nanos;
    try {
      nanos = duration.toNanos();
    } catch (ArithmeticException tooLong) {
      return Threads.FOREVER;
    }
    // The monotonic clock may be negative; only the sum can overflow, and then nobody lives to see
    // that deadline.
    long deadline = now + nanos;
    return deadline < now ? Threads.FOREVER : deadline;
  }
}
