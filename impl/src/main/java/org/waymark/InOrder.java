package org.waymark;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one after another, in the order in which they came, on another executor.
 *
 * <p>Safe for many threads. If that executor fails or refuses, the tasks run on the thread that
 * brought one: that they run matters more than where.
 */
final class InOrder implements Executor {
  private final Executor executor;

  /** What waits to be run; guarded by this object's monitor. */
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

  /** Whether the executor has been asked to run them; guarded by this object's monitor. */
  private boolean sent;

  /** Whether somebody is running them; guarded by this object's monitor. */
  private boolean running;

  InOrder(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (this) {
      tasks.add(task);
      if (sent) {
        return;
      }
      sent = true;
    }
    try {
      executor.execute(this::runAll);
    } catch (RuntimeException | Error refused) {
      // The tasks behind this one must not suffer for a user's executor either.
      runAll();
    }
  }

  /**
   * Runs here what waits, for an executor that dropped its turn or was shut down. If somebody is
   * running tasks, that one runs the rest: two would do so out of order.
   */
  void runAll() {
    synchronized (this) {
      if (running) {
        return;
      }
      running = true;
    }
    boolean whole = false;
    try {
      for (Runnable task = next(); task != null; task = next()) {
        task.run();
      }
      whole = true;
    } finally {
      if (!whole) {
        // A task has thrown: whoever comes next runs those behind it.
        rest();
      }
    }
  }

  private synchronized @Nullable Runnable next() {
    Runnable task = tasks.poll();
    if (task == null) {
      rest();
    }
    return task;
  }

  private synchronized void rest() {
    running = false;
    sent = false;
  }
}
