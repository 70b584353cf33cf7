package org.waymark.check.lincheck;

import java.util.ArrayList;
import java.util.List;
import org.waymark.Threads;

/**
 * Threads whose park ends by an unpark, an interrupt or its deadline, and for no other reason.
 *
 * <p>Lincheck's model checker takes a real park for one that may return at any time, as its
 * contract allows; so whoever waits in a loop gets on without being woken, and a wake-up that was
 * lost is never missed. Here it is missed: the thread hangs. The clock stands still.
 */
public class StrictThreads implements Threads {
  /** Who has been unparked since its last park; guarded by this object's monitor. */
  private final List<Thread> permits = new ArrayList<>();

  @Override
  public Thread start(String name, Runnable body) {
    throw new UnsupportedOperationException("whoever is checked starts no thread");
  }

  @Override
  public void park(Object blocker, long deadlineNanos) {
    if (deadlineNanos != FOREVER) {
      return;
    }
    try {
      awaitPermit();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void awaitPermit() throws InterruptedException {
    while (!permits.remove(known(Thread.currentThread()))) {
      wait();
    }
  }

  /** Returns the one object that stands for a thread, of those by which it may be known. */
  Thread known(Thread thread) {
    return thread;
  }

  @Override
  public synchronized void unpark(Thread thread) {
    if (!permits.contains(known(thread))) {
      permits.add(known(thread));
    }
    notifyAll();
  }
}
