package org.waymark.check.baton;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
    LockSupport.unpark(waiter);
  }

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
    if (over) {
      interrupted |= joinAll();
      seen = null;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return seen;
  }

  private static boolean waitsElsewhere(BatonThread holder) {
    return switch (holder.getState()) {
      case BLOCKED, WAITING, TIMED_WAITING -> !holder.isGranted();
      case NEW, RUNNABLE, TERMINATED -> false;
    };
  }

  /** Waits for the last instructions of threads that have ended for the baton. */
  private boolean joinAll() {
    boolean interrupted = false;
    for (BatonThread thread : threads) {
      if (thread.begun && !thread.cannotBeStopped()) {
        interrupted |= join(thread, Long.MAX_VALUE);
      }
    }
    return interrupted;
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
      if (thread.begun && thread != blocked && thread.isAlive()) {
        thread.grant();
        interrupted |= endOf(thread, failure);
      }
    }
    blocked.interruptForReal();
    interrupted |= endOf(blocked, failure);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean endOf(BatonThread thread, Throwable failure) {
    boolean interrupted = join(thread, patienceNanos);
    if (thread.isAlive()) {
      failure.addSuppressed(new IllegalStateException(thread.getName() + " did not end"));
    }
    return interrupted;
  }

  private static boolean join(Thread thread, long nanos) {
    boolean interrupted = false;
    long deadline = nanos == Long.MAX_VALUE ? nanos : System.nanoTime() + nanos;
    while (thread.isAlive()) {
      long left = nanos == Long.MAX_VALUE ? nanos : deadline - System.nanoTime();
      if (left <= 0) {
        break;
      }
      try {
        TimeUnit.NANOSECONDS.timedJoin(thread, left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }
}
