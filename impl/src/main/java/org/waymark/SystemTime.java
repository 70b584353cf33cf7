package org.waymark;

import java.time.Instant;

/** The clocks of this machine. */
final class SystemTime implements TimeSource {

  @Override
  public long unixNanos() {
    Instant now = Instant.now();
    return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
  }

  @Override
  public long monotonicNanos() {
    return System.nanoTime();
  }
}
