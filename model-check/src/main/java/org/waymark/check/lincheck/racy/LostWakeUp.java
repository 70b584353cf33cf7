package org.waymark.check.lincheck.racy;

import java.util.concurrent.locks.LockSupport;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;

/** A gate whose waiter looks first and registers afterwards: opened in between, nobody wakes it. */
public final class LostWakeUp {
  private volatile boolean open;
  private volatile @Nullable Thread waiter;

  /** What it should do. Waiting can only come after opening. */
  public static final class Specification {
    private boolean open;

    /** Returns whether the gate is open, which a waiter always finds. */
    public boolean await() {
      return open;
    }

    /** Opens the gate. */
    public void open() {
      open = true;
    }
  }

  /** Waits until the gate is open; returns whether it is. */
  @Operation
  public boolean await() {
    if (!open) {
      waiter = Thread.currentThread();
      LockSupport.park(this);
    }
    return open;
  }

  /** Opens the gate. */
  @Operation
  public void open() {
    open = true;
    LockSupport.unpark(waiter);
  }
}
