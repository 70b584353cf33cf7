package org.waymark;

import java.util.function.BooleanSupplier;

/**
 * The thread seam: nothing else in this library starts, parks or wakes a thread.
 *
 * <p>A deterministic scheduler implements the same interface and passes one baton at every park and
 * every disk call, so a wait that does not come through here would stop it.
 */
public interface Threads {

  /** The deadline of a wait that has none. */
  long FOREVER = Long.MAX_VALUE;

  /** Starts a daemon thread. */
  Thread start(String name, Runnable body);

  /**
   * Parks the calling thread until it is unparked, was unparked since its last park, is
   * interrupted, or {@link TimeSource#monotonicNanos()} reaches {@code deadlineNanos}; it may also
   * return for no reason, so every caller waits in a loop.
   */
  void park(Object blocker, long deadlineNanos);

  /** Lets a thread's current or next park return. */
  void unpark(Thread thread);

  /**
   * Waits until {@code done} holds, whatever interrupts arrive; they are kept for the caller.
   * Whoever makes it hold unparks the waiter afterwards.
   */
  default void awaitUninterruptibly(Object blocker, BooleanSupplier done) {
    boolean interrupted = false;
    while (!done.getAsBoolean()) {
      park(blocker, FOREVER);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the threads of this machine, with {@code time} for their deadlines. */
  static Threads system(TimeSource time) {
    return new SystemThreads(time);
  }
}
