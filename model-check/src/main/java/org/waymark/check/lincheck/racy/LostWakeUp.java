package org.waymark.check.lincheck.racy;

import org.jetbrains.lincheck.datastructures.Operation;

/** A gate whose waiter looks first and waits afterwards: opened in between, nobody wakes it. */
public final class LostWakeUp {
  private volatile boolean open;

  /** What it should do: waiting can only come after opening. */
  public static final class Specification {
    private boolean open;

    /** Returns whether the gate is open, which who has waited always finds. */
    public boolean pass() {
      return open;
    }

    /** Opens the gate. */
    public void open() {
      open = true;
    }
  }

  /** Waits until the gate is open; returns whether it is. */
  @Operation
  @SuppressWarnings("WaitNotInLoop") // that is the mistake
  public boolean pass() throws InterruptedException {
    if (!open) {
      synchronized (this) {
        wait();
      }
    }
    return open;
  }

  /** Opens the gate. */
  @Operation
  public synchronized void open() {
    open = true;
    notifyAll();
  }
}
