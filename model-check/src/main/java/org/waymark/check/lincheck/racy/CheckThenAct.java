package org.waymark.check.lincheck.racy;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;

/** Places of which the last is given away twice: looked for first, taken afterwards. */
public final class CheckThenAct {
  private final AtomicInteger free = new AtomicInteger(1);

  /** Takes a place, if there is one; returns whether it did. */
  @Operation
  public boolean take() {
    if (free.get() == 0) {
      return false;
    }
    free.decrementAndGet();
    return true;
  }

  /** Gives a place back; returns how many are free. */
  @Operation
  public int give() {
    return free.incrementAndGet();
  }
}
