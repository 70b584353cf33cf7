package org.waymark;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;

/** The threads of this machine. */
final class SystemThreads implements Threads {
  private final TimeSource time;

  SystemThreads(TimeSource time) {
    this.time = time;
  }

  /** What runs the users' callbacks unless they choose: never a thread of the engine. */
  static Executor callbacks() {
    return ForkJoinPool.commonPool();
  }

  @Override
  public Thread start(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void park(Object blocker, long deadlineNanos) {
    if (deadlineNanos == FOREVER) {
      LockSupport.park(blocker);
      return;
    }
    long left = deadlineNanos - time.monotonicNanos();
    if (left > 0) {
      LockSupport.parkNanos(blocker, left);
    }
  }

  @Override
  public void unpark(Thread thread) {
    LockSupport.unpark(thread);
  }
}
