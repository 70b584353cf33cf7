package org.waymark.stress.storm;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.waymark.Threads;
import org.waymark.TimeSource;

/** The machine's threads, which remembers those that the log has started. Safe for many threads. */
final class KnownThreads implements Threads {
  private final Threads threads = Threads.system(TimeSource.system());
  private final Queue<Thread> started = new ConcurrentLinkedQueue<>();

  @Override
  public Thread start(String name, Runnable body) {
    Thread thread = threads.start(name, body);
    started.add(thread);
    return thread;
  }

  @Override
  public void park(Object blocker, long deadlineNanos) {
    threads.park(blocker, deadlineNanos);
  }

  @Override
  public void unpark(Thread thread) {
    threads.unpark(thread);
  }

  /** Returns those that were started. */
  List<Thread> started() {
    return List.copyOf(started);
  }
}
