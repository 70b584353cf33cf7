package org.waymark.check.lincheck;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Threads of a log that the threads of a scenario act for, since a scenario has no others: who
 * starts one only leaves it here, and an operation runs it.
 */
public final class ScenarioThreads extends StrictThreads {
  /** What was left: who unparks it has the thread, which never runs; its actor runs the body. */
  private record Started(Thread thread, Runnable body) {}

  /** By name; guarded by this object's monitor, as all fields are. */
  private final Map<String, Started> started = new HashMap<>();

  /** For which of those a thread of the scenario acts. */
  private final Map<Thread, Thread> actors = new HashMap<>();

  private boolean over;

  /** None is started yet. */
  public ScenarioThreads() {}

  @Override
  public synchronized Thread start(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    if (started.putIfAbsent(name, new Started(thread, body)) != null) {
      throw new IllegalStateException(name + " was started twice");
    }
    notifyAll();
    return thread;
  }

  /** Acts for a thread until it ends; returns at once if it is not started before all is over. */
  public void act(String name) throws InterruptedException {
    Started left = await(name);
    if (left != null) {
      left.body.run();
    }
  }

  private synchronized @Nullable Started await(String name) throws InterruptedException {
    while (!started.containsKey(name) && !over) {
      wait();
    }
    Started left = started.get(name);
    if (left != null) {
      actors.put(Thread.currentThread(), left.thread);
    }
    return left;
  }

  /** Nobody starts a thread any more. */
  public synchronized void end() {
    over = true;
    notifyAll();
  }

  @Override
  synchronized Thread known(Thread thread) {
    return actors.getOrDefault(thread, thread);
  }
}
