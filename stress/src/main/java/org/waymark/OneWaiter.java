package org.waymark;

/**
 * The thread seam for one thread that waits and one that wakes it. Parking spins, so that a sample
 * costs no system call; and a park that nobody can end any more ends by itself and is told of, so
 * that a lost wake-up is an outcome and not a hang.
 */
final class OneWaiter implements Threads {
  private volatile boolean permit;
  private volatile boolean nobodyElse;

  /** Whether the waiter parked; the waiter's own. */
  private boolean parked;

  /** Whether a park could not end; the waiter's own. */
  private boolean lost;

  @Override
  public Thread start(String name, Runnable body) {
    throw new UnsupportedOperationException("a test has its two actors and no more threads");
  }

  @Override
  public void park(Object blocker, long deadlineNanos) {
    parked = true;
    while (!permit) {
      // Looked at in this order: what the other did, it did before it was done.
      if (nobodyElse && !permit) {
        lost = true;
        return;
      }
      Thread.onSpinWait();
    }
    permit = false;
  }

  @Override
  public void unpark(Thread thread) {
    permit = true;
  }

  /** The other thread has done all it will ever do. */
  void otherIsDone() {
    nobodyElse = true;
  }

  /** Returns 0 if the waiter did not have to wait, 1 if it did and was woken, 2 if it was not. */
  int told() {
    return lost ? 2 : SmallCommits.bit(parked);
  }
}
