package org.waymark;

import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until a test moves it. */
final class HandClock implements TimeSource {
  private final AtomicLong unix = new AtomicLong();
  private final AtomicLong monotonic = new AtomicLong();

  void setUnix(long nanos) {
    unix.set(nanos);
  }

  void setMonotonic(long nanos) {
    monotonic.set(nanos);
  }

  @Override
  public long unixNanos() {
    return unix.get();
  }

  @Override
  public long monotonicNanos() {
    return monotonic.get();
  }
}
