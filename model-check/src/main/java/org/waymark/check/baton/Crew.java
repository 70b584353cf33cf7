package org.waymark.check.baton;

import java.util.ArrayDeque;

/**
 * Threads that serve one {@link Baton} after another, for explorers: starting one of the machine's
 * threads costs as much as a hundred steps.
 *
 * <p>A run cannot tell a thread that served before: its name, number, permit and interrupt are new,
 * thread-locals alone stay. Used by one thread at a time.
 */
public final class Crew implements AutoCloseable {
  /** Who is free; the last to come back is the first to go. */
  private final ArrayDeque<BatonThread> free = new ArrayDeque<>();

  /** An empty crew; it grows with need. */
  public Crew() {}

  /** Lends a thread until it is {@linkplain #giveBack given back}. */
  BatonThread lend() {
    BatonThread thread = free.poll();
    if (thread == null) {
      thread = new BatonThread();
    }
    return thread;
  }

  /** Takes back a thread that has ended for its baton. */
  void giveBack(BatonThread thread) {
    free.push(thread);
  }

  /**
   * Ends the threads that are free, and waits for that, whatever interrupts arrive; they are kept.
   * A thread that a failed run could not end is none of them.
   */
  @Override
  public void close() {
    boolean interrupted = false;
    free.forEach(BatonThread::dismiss);
    for (BatonThread thread : free) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    free.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
