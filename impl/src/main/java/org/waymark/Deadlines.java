package org.waymark;

import java.time.Duration;

/** Turns durations into deadlines on the monotonic clock, without overflow. */
final class Deadlines {
  private Deadlines() {}

  /** Returns the deadline; one that has passed if {@code duration} is not positive. */
  static long after(TimeSource time, Duration duration) {
    long nanos;
    try {
      nanos = duration.toNanos();
    } catch (ArithmeticException tooLong) {
      return Threads.FOREVER;
    }
    long now = time.monotonicNanos();
    if (nanos <= 0) {
      return now;
    }
    // The monotonic clock may be negative; only the sum can overflow, and then nobody lives to see
    // that deadline.
    long deadline = now + nanos;
    return deadline < now ? Threads.FOREVER : deadline;
  }
}
