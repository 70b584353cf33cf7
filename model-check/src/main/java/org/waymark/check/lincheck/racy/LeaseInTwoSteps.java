package org.waymark.check.lincheck.racy;

import java.util.HashMap;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * A coordinator in small that reads the tip and registers the lease in two steps: what is pruned in
 * between, the snapshot needed.
 */
public final class LeaseInTwoSteps {
  private final Map<Integer, Integer> leases = new HashMap<>();
  private volatile int tip;
  private int floor;

  /** One more commit; returns the tip. */
  @Operation
  public synchronized int publish() {
    tip++;
    return tip;
  }

  /** Begins a client's snapshot; returns whether it is at the floor or above, as it must be. */
  @Operation
  public boolean begin(int client) {
    int beginSeq = tip;
    return register(client, beginSeq);
  }

  private synchronized boolean register(int client, int beginSeq) {
    leases.put(client, beginSeq);
    return beginSeq >= floor;
  }

  /** Raises the floor to the oldest lease, or to the tip if there is none; returns it. */
  @Operation
  public synchronized int prune() {
    int oldest = tip;
    for (int beginSeq : leases.values()) {
      oldest = Math.min(oldest, beginSeq);
    }
    floor = Math.max(floor, oldest);
    return floor;
  }
}
