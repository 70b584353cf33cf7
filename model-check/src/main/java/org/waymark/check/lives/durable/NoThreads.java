package org.waymark.check.lives.durable;

import org.waymark.Threads;

/** One thread is all there is, so nothing starts another or waits for one. */
final class NoThreads implements Threads {

  @Override
  public Thread start(String name, Runnable body) {
    throw new IllegalStateException("nothing here starts a thread: " + name);
  }

  @Override
  public void park(Object blocker, long deadlineNanos) {
    throw new IllegalStateException("nobody is there to wake who waits for " + blocker);
  }

  @Override
  public void unpark(Thread thread) {}
}
