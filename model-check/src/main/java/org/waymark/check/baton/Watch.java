package org.waymark.check.baton;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the end of a run, and notices when the thread that should run waits for something that
 * the baton does not know of.
 *
 * <p>Real time is looked at here alone, and decides nothing but when to call such a thread blocked.
 */
final class Watch {
  private static final int LOOKS = 20;

  private final List<BatonThread> threads;
  private final long patienceNanos;

  /** Who waits for the end. */
  private volatile @Nullable Thread waiter;

  private volatile @Nullable BatonThread holder;
  private volatile boolean over;

  /** Whether {@link #unwind} hands the baton around, since its holder cannot. */
  private volatile boolean unwinds;

  /** Whether a step was taken since the last look; a lost write only delays the verdict. */
  private boolean stepped;

  Watch(List<BatonThread> threads, Duration patience) {
    this.threads = threads;
    this.patienceNanos = patience.toNanos();
  }

  // ------------------------------------------------------------- told by the threads of the baton

  void handedTo(BatonThread thread) {
    holder = thread;
  }

  void stepped() {
    stepped = true;
  }

  void ended() {
    over = true;
    wake();
  }

  void wake() {
    LockSupport.unpark(waiter);
  }

  /** Tells a thread that has ended whether {@link #unwind} goes on, instead of the thread. */
  boolean unwinds() {
    return unwinds;
  }

  // --------------------------------------------------------------------- called by who waits

  /** Called before the first thread gets the baton. */
  void begin() {
    waiter = Thread.currentThread();
  }

  /**
   * Waits until all threads have ended, whatever interrupts arrive; they are kept.
   *
   * @return null, or the holder of the baton if that has been waiting elsewhere for too long
   */
  @Nullable BatonThread awaitEnd() {
    boolean interrupted = false;
    BatonThread seen = null;
    int waiting = 0;
    while (!over && waiting < LOOKS) {
      LockSupport.parkNanos(this, Math.max(1, patienceNanos / LOOKS));
      interrupted |= Thread.interrupted();
      BatonThread now = holder;
      waiting = now != null && now == seen && !stepped && waitsElsewhere(now) ? waiting + 1 : 0;
      stepped = false;
      seen = now;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return over ? null : seen;
  }

  private static boolean waitsElsewhere(BatonThread holder) {
    return switch (holder.getState()) {
      case BLOCKED, WAITING, TIMED_WAITING ->
          // Who waits for the end of a run inside this one is watched there.
          !holder.isGranted() && !(LockSupport.getBlocker(holder) instanceof Watch);
      case NEW, RUNNABLE, TERMINATED -> false;
    };
  }

  /**
   * Unwinds all threads when the holder is blocked: first those that wait for the baton, one after
   * another, since one of them may hold what it waits for; then the holder itself.
   *
   * @param failure is told which threads stayed
   */
  void unwind(BatonThread blocked, Throwable failure) {
    unwinds = true;
    boolean interrupted = false;
    for (BatonThread thread : threads) {
      if (thread != blocked && thread.hasBegun()) {
        thread.grant();
        interrupted |= awaitEndOf(thread, failure);
      }
    }
    blocked.interruptForReal();
    interrupted |= awaitEndOf(blocked, failure);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitEndOf(BatonThread thread, Throwable failure) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + patienceNanos;
    while (thread.condition != BatonThread.Condition.ENDED) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        failure.addSuppressed(new IllegalStateException(thread.getName() + " did not end"));
        break;
      }
      LockSupport.parkNanos(this, left);
      interrupted |= Thread.interrupted();
    }
    return interrupted;
  }
}
