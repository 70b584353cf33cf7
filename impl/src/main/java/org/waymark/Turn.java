package org.waymark;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.waymark.log.Exclusion;

/**
 * A first-come-first-served mutual exclusion that may be held during I/O.
 *
 * <p>Waiting goes through the {@link Threads} seam, so that a deterministic scheduler sees it; the
 * monitor inside is held for a few instructions only. A leaver hands over to the longest waiter, so
 * callers of one barrier complete in the order in which they came. Not reentrant; interrupts do not
 * end a wait.
 */
final class Turn implements Exclusion {
  private final Threads threads;
  private final ArrayDeque<Thread> waiters = new ArrayDeque<>();

  /** Written under the monitor. */
  private volatile @Nullable Thread owner;

  Turn(Threads threads) {
    this.threads = threads;
  }

  @Override
  public void enter() {
    Thread me = Thread.currentThread();
    synchronized (this) {
      if (owner == me) {
        // Waiting for oneself would look like having the turn, and end it too early for others.
        throw new IllegalStateException(me + " has the turn already");
      }
      if (owner == null) {
        owner = me;
        return;
      }
      waiters.add(me);
    }
    threads.awaitUninterruptibly(this, () -> isOwnedBy(me));
  }

  /** Tells whether the calling thread has the turn. */
  boolean isMine() {
    return isOwnedBy(Thread.currentThread());
  }

  private boolean isOwnedBy(Thread thread) {
    return owner == thread;
  }

  @Override
  public void exit() {
    Thread next;
    synchronized (this) {
      next = waiters.poll();
      owner = next;
    }
    if (next != null) {
      threads.unpark(next);
    }
  }
}
