package org.waymark;

import org.jspecify.annotations.Nullable;

/**
 * The thread seam for one thread that waits and one that wakes it. Parking spins, so that a sample
 * costs no system call; and a park that nobody can end any more ends by itself and is told of, so
 * that a lost wake-up is an outcome and not a hang. So does one whose wake-up went to a thread that
 * is not the waiter.
 */
final class OneWaiter implements Threads {
  private final @Nullable Thread waiter;
  private volatile @Nullable Thread woken;
  private volatile boolean nobodyElse;

  /** Whether the waiter parked; the waiter's own. */
  private boolean parked;

  /** Whether a park could not end; the waiter's own. */
  private boolean lost;

  /** A seam whose waiter is the thread that parks. */
  OneWaiter() {
    waiter = null;
  }

  /**
   * A seam whose waiter goes by another thread's name: what a state has of its waiter before there
   * is one, it has from the thread that makes the state, which may be either of the two.
   */
  OneWaiter(Thread waiter) {
    this.waiter = waiter;
  }

  @Override
  public Thread start(String name, Runnable body) {
    throw new UnsupportedOperationException("a test has its two actors and no more threads");
  }

  @Override
  public void park(Object blocker, long deadlineNanos) {
    parked = true;
    Thread me = waiter == null ? Thread.currentThread() : waiter;
    while (woken != me) {
      // Looked at in this order: what the other did, it did before it was done.
      if (nobodyElse && woken != me) {
        lost = true;
        return;
      }
      Thread.onSpinWait();
    }
    woken = null;
  }

  @Override
  public void unpark(Thread thread) {
    woken = thread;
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
