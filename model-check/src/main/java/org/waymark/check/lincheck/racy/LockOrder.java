package org.waymark.check.lincheck.racy;

import org.jetbrains.lincheck.datastructures.Operation;

/** Two locks that two operations take in opposite order: each may wait for the other. */
public final class LockOrder {
  private final Object first = new Object();
  private final Object second = new Object();
  private int calls;

  /** Takes the locks in one order; returns how many calls there were. */
  @Operation
  public int forth() {
    synchronized (first) {
      synchronized (second) {
        return ++calls;
      }
    }
  }

  /** Takes the locks in the other order; returns how many calls there were. */
  @Operation
  public int back() {
    synchronized (second) {
      synchronized (first) {
        return ++calls;
      }
    }
  }
}
