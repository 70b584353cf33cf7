package org.waymark;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.waymark.stress.jcstress.Pause;

/**
 * Triple: tasks that two threads bring run one after the other, and all of them run.
 *
 * <p>Mechanism: {@link InOrder} finds that no task is left and gives up running them in one step
 * under its monitor, so a task that comes meanwhile is either found or runs itself. The figures are
 * the turns in which the tasks ran, counted by a plain field; 0 for a task that nobody ran.
 *
 * <p>x86 shows the twin's mistake, which is to give up in two steps.
 */
final class TasksOneByOne {
  private TasksOneByOne() {}

  /** The idea: one lock for the queue and for whether somebody runs it. */
  @JCStressTest
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the first task ran before the second")
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "the second task ran before the first")
  @Outcome(id = "0, 1", expect = FORBIDDEN, desc = "the first task never ran")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "the second task never ran")
  @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "both ran at once")
  @State
  public static class Idea {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;
    private int done;

    private void execute(Runnable task) {
      if (isFirst(task)) {
        for (Runnable next = next(); next != null; next = next()) {
          next.run();
        }
      }
    }

    /** Queues a task; its bringer runs the queue if nobody does. */
    private synchronized boolean isFirst(Runnable task) {
      tasks.add(task);
      boolean first = !running;
      running = true;
      return first;
    }

    /** Finds the next task, or finds none and gives up. */
    private synchronized @Nullable Runnable next() {
      Runnable next = tasks.poll();
      running = next != null;
      return next;
    }

    /** Brings a task. */
    @Actor
    public void first(II_Result r) {
      execute(() -> r.r1 = ++done);
    }

    /** Brings a task. */
    @Actor
    public void second(II_Result r) {
      execute(() -> r.r2 = ++done);
    }
  }

  /** The shipped class, on an executor that runs at once. */
  @JCStressTest
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the first task ran before the second")
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "the second task ran before the first")
  @Outcome(id = "0, 1", expect = FORBIDDEN, desc = "the first task never ran")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "the second task never ran")
  @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "both ran at once")
  @State
  public static class Real {
    private final InOrder tasks = new InOrder(Runnable::run);
    private int done;

    /** Brings a task. */
    @Actor
    public void first(II_Result r) {
      tasks.execute(() -> r.r1 = ++done);
    }

    /** Brings a task. */
    @Actor
    public void second(II_Result r) {
      tasks.execute(() -> r.r2 = ++done);
    }
  }

  /** The twin finds its queue empty in one step and gives up in another: a check dropped. */
  @JCStressTest
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the first task ran before the second")
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "the second task ran before the first")
  @Outcome(
      id = "0, 1",
      expect = ACCEPTABLE_INTERESTING,
      desc = "empty, the first came and left it to the runner, who gave up")
  @Outcome(
      id = "1, 0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "empty, the second came and left it to the runner, who gave up")
  @State
  public static class Twin {
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean running = new AtomicBoolean();
    private int done;

    private void execute(Runnable task) {
      tasks.add(task);
      if (running.compareAndSet(false, true)) {
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
          next.run();
        }
        Pause.briefly();
        running.set(false);
      }
    }

    /** Brings a task. */
    @Actor
    public void first(II_Result r) {
      execute(() -> r.r1 = ++done);
    }

    /** Brings a task. */
    @Actor
    public void second(II_Result r) {
      execute(() -> r.r2 = ++done);
    }
  }
}
