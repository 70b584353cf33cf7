package org.waymark.check.lincheck.racy;

import org.jetbrains.lincheck.datastructures.Operation;

/** Two amounts with a fixed sum, moved under a lock that the reader does not take. */
public final class TornPair {
  private volatile int left = 10;
  private volatile int right;

  /** Moves one from left to right. */
  @Operation
  public synchronized void move() {
    left--;
    right++;
  }

  /** Returns the sum: always 10. */
  @Operation
  public int sum() {
    return left + right;
  }
}
