package org.waymark;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The places of a bounded queue: a counter that can be waited on. Safe for many threads; free
 * places are taken without a lock, in no particular order among those who wait.
 */
final class Places {
  private final Threads threads;
  private final AtomicInteger free;
  private final ConcurrentLinkedQueue<Thread> waiters = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  Places(int capacity, Threads threads) {
    this.free = new AtomicInteger(capacity);
    this.threads = threads;
  }

  /** Takes a place if one is free. */
  boolean tryTake() {
    int seen = free.get();
    while (seen > 0) {
      if (free.compareAndSet(seen, seen - 1)) {
        return true;
      }
      seen = free.get();
    }
    return false;
  }

  /**
   * Waits for a place and takes it.
   *
   * @return false if the places were closed instead
   * @throws InterruptedException if interrupted; no place is taken
   */
  boolean take() throws InterruptedException {
    if (tryTake()) {
      return true;
    }
    Thread me = Thread.currentThread();
    waiters.add(me);
    try {
      while (true) {
        if (tryTake()) {
          return true;
        }
        if (closed) {
          // One may have been given back before they were closed; that one is still to be had.
          return tryTake();
        }
        if (Thread.interrupted()) {
          throw new InterruptedException("while waiting for a place in the queue");
        }
        threads.park(this, Threads.FOREVER);
      }
    } finally {
      waiters.remove(me);
      // A wake-up meant for another may have hit this thread while it was leaving: pass it on.
      wakeIfFree();
    }
  }

  /** Takes a place whether or not one is free; it is given back like any other. */
  void takeAnyway() {
    free.decrementAndGet();
  }

  /** Gives a place back. */
  void giveBack() {
    free.incrementAndGet();
    wakeIfFree();
  }

  /** Ends every wait, now and later, that would not get a place at once. */
  void close() {
    closed = true;
    waiters.forEach(threads::unpark);
  }

  /** Tells whether they were closed; then nothing new is admitted any more. */
  boolean isClosed() {
    return closed;
  }

  int free() {
    return free.get();
  }

  private void wakeIfFree() {
    if (free.get() > 0) {
      Thread next = waiters.peek();
      if (next != null) {
        threads.unpark(next);
      }
    }
  }
}
