package org.waymark;

/** The clock seam: nothing else in this library asks what time it is. Safe for many threads. */
public interface TimeSource {

  /** Returns the wall clock as nanoseconds since 1970-01-01T00:00Z; may step back. */
  long unixNanos();

  /** Returns a clock for measuring durations and deadlines, in nanoseconds; never steps back. */
  long monotonicNanos();

  /** Returns the clocks of this machine. */
  static TimeSource system() {
    return new SystemTime();
  }
}
