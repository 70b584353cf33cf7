package org.waymark;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/**
 * Threads that wait for the tip to reach a sequence. Safe for many threads.
 *
 * <p>No wake-up is lost: a waiter stands in the queue before it looks at the tip, and whoever moves
 * the tip looks into the queue afterwards.
 */
final class TipWaiters {
  private final Threads threads;
  private final TimeSource time;
  private final ConcurrentLinkedQueue<Waiter> waiters = new ConcurrentLinkedQueue<>();
  private volatile boolean ended;

  TipWaiters(Threads threads, TimeSource time) {
    this.threads = threads;
    this.time = time;
  }

  private record Waiter(Thread thread, long sequence) {}

  /** Waits until the tip is at least {@code sequence}, the deadline passes, or no tip can come. */
  long await(long sequence, LongSupplier tip, long deadlineNanos) throws InterruptedException {
    Waiter waiter = new Waiter(Thread.currentThread(), sequence);
    waiters.add(waiter);
    try {
      while (tip.getAsLong() < sequence && !ended && time.monotonicNanos() < deadlineNanos) {
        if (Thread.interrupted()) {
          throw new InterruptedException("while waiting for the tip to reach " + sequence);
        }
        threads.park(this, deadlineNanos);
      }
      return tip.getAsLong();
    } finally {
      waiters.remove(waiter);
    }
  }

  /** Wakes those who waited for a tip that has come. */
  void reached(long tip) {
    for (Waiter waiter : waiters) {
      if (waiter.sequence <= tip) {
        threads.unpark(waiter.thread);
      }
    }
  }

  /** Wakes everybody for good: the tip will not move again. */
  void end() {
    ended = true;
    reached(Long.MAX_VALUE);
  }
}
