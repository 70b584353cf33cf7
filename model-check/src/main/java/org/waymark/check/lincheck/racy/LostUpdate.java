package org.waymark.check.lincheck.racy;

import org.jetbrains.lincheck.datastructures.Operation;

/** A counter whose increment reads and writes in two steps: two that meet count as one. */
public final class LostUpdate {
  private volatile int count;

  /** Counts one more; returns the count. */
  @Operation
  public int increment() {
    int next = count + 1;
    count = next;
    return next;
  }
}
