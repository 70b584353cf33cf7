package org.waymark.disk;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * An executor whose tasks run in the thread that submits them.
 *
 * <p>Given to an {@link java.nio.channels.AsynchronousFileChannel}, it turns each transfer into a
 * plain positional system call of the calling thread: no hand-over, no pool, nothing left to wait
 * for. It has no state and so no life to end; shutting it down does nothing.
 */
final class CallerRuns extends AbstractExecutorService {

  @Override
  public void execute(Runnable task) {
    task.run();
  }

  @Override
  public void shutdown() {}

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return false;
  }
}
