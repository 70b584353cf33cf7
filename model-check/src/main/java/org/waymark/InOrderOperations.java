package org.waymark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * {@link InOrder} over an executor, given tasks that write their numbers down.
 *
 * <p>A task runs when somebody gets to it, which the contract leaves open while threads are at
 * work. So scenarios ask what has run only when all threads are done; then every task must have
 * run, once, in the order in which they were given. The list is a plain one: two tasks at a time
 * would spoil it.
 */
public abstract class InOrderOperations {
  private final InOrder inOrder;
  private final List<Integer> ran = new ArrayList<>();

  private InOrderOperations(Executor executor) {
    inOrder = new InOrder(executor);
  }

  /** Gives it a task. */
  @Operation
  public void execute(int number) {
    inOrder.execute(() -> ran.add(number));
  }

  /** Runs what waits, unless somebody is running it. */
  @Operation
  public void runAll() {
    inOrder.runAll();
  }

  /** Tells what has run; only for the end of a scenario. */
  @Operation
  public String ran() {
    return ran.toString();
  }

  /** Over an executor that runs tasks at once. */
  public static final class AtOnce extends InOrderOperations {
    /** Creates it. */
    public AtOnce() {
      super(Runnable::run);
    }
  }

  /** Over an executor that refuses every task. */
  public static final class Refusing extends InOrderOperations {
    /** Creates it. */
    public Refusing() {
      super(
          task -> {
            throw new RejectedExecutionException("full");
          });
    }
  }

  /** Over an executor whose thread is an operation. */
  public static final class Queued extends InOrderOperations {
    private final ConcurrentLinkedQueue<Runnable> queue;

    /** Creates it. */
    public Queued() {
      this(new ConcurrentLinkedQueue<>());
    }

    private Queued(ConcurrentLinkedQueue<Runnable> queue) {
      super(queue::add);
      this.queue = queue;
    }

    /** Runs the executor's oldest task. */
    @Operation
    public void work() {
      Runnable task = queue.poll();
      if (task != null) {
        task.run();
      }
    }
  }

  /** A list. */
  public static final class Specification {
    private final List<Integer> ran = new ArrayList<>();

    /** Has the task run sooner or later. */
    public void execute(int number) {
      ran.add(number);
    }

    /** Changes nothing of what will have run in the end. */
    public void runAll() {}

    /** Changes nothing of what will have run in the end. */
    public void work() {}

    /** Tells what has run in the end. */
    public String ran() {
      return ran.toString();
    }
  }
}
