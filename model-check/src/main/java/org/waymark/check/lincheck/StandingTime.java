package org.waymark.check.lincheck;

import org.waymark.TimeSource;

/** A clock that stands still, so that commit times are a function of the sequence. */
public final class StandingTime implements TimeSource {
  /** What the wall clock shows. */
  public static final long UNIX_NANOS = 1_000;

  @Override
  public long unixNanos() {
    return UNIX_NANOS;
  }

  @Override
  public long monotonicNanos() {
    return 0;
  }
}
