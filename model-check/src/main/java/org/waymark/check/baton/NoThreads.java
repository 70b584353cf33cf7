package org.waymark.check.baton;

import org.waymark.Threads;

/** The seam where one thread is all there is: nothing starts another or waits for one. */
public final class NoThreads implements Threads {

  /** There is nothing to set up. */
  public NoThreads() {}

  @Override
  public Thread start(String name, Runnable body) {
    throw new IllegalStateException("nothing here starts a thread: " + name);
  }

  @Override
  public void park(Object blocker, long deadlineNanos) {
    throw new IllegalStateException("nobody is there to wake who waits for " + blocker);
  }

  /** Does nothing: nobody waits. */
  @Override
  public void unpark(Thread thread) {}
}
