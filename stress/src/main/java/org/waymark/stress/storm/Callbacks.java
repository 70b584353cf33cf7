package org.waymark.stress.storm;

import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import org.waymark.check.Workers;

/**
 * What runs the dependents of stages in one life: the machine's common pool, the thread that
 * completes them, or a thread of its own which now and then refuses. Safe for many threads.
 */
final class Callbacks implements Executor, AutoCloseable {
  private static final int REFUSE_ONE_IN = 8;

  private final Tallies tallies;
  private final int kind;
  private final ExecutorService own = Workers.daemons(1, "callbacks");
  private final SplittableRandom random;

  Callbacks(SplittableRandom random, Tallies tallies) {
    this.tallies = tallies;
    this.kind = random.nextInt(3);
    this.random = random.split();
  }

  @Override
  public void execute(Runnable task) {
    switch (kind) {
      case 0 -> ForkJoinPool.commonPool().execute(task);
      case 1 -> task.run();
      default -> {
        if (refuses()) {
          tallies.one(Figure.EXECUTOR_REFUSED);
          throw new RejectedExecutionException("an executor that refuses");
        }
        own.execute(task);
      }
    }
  }

  private synchronized boolean refuses() {
    return random.nextInt(REFUSE_ONE_IN) == 0;
  }

  @Override
  public void close() {
    own.shutdown();
  }
}
