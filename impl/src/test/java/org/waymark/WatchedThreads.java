package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** The threads of this machine, which a test can step in front of as they park. */
final class WatchedThreads implements Threads {
  private static final long PATIENCE_SECONDS = 20;

  private final Threads system = Threads.system(TimeSource.system());
  private final AtomicReference<Runnable> beforePark = new AtomicReference<>(() -> {});

  /** Code under test in a thread of its own. */
  interface Body<T> {
    T run() throws Exception;
  }

  /** A thread and what becomes of it. */
  record Running<T>(Thread thread, CompletableFuture<T> outcome) {

    /** Waits until the thread waits for something itself. */
    Running<T> awaitWaiting() {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (thread.getState() != Thread.State.WAITING
          && thread.getState() != Thread.State.TIMED_WAITING) {
        assertThat(System.nanoTime()).as("%s never waited", thread).isLessThan(deadline);
        assertThat(outcome).as("the outcome of %s", thread).isNotDone();
        Thread.onSpinWait();
      }
      return this;
    }

    /** Waits for the result, and fails if none comes. */
    T result() throws ExecutionException, InterruptedException {
      try {
        return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        throw new AssertionError(thread + " never ended", e);
      }
    }
  }

  /** Runs a body in a thread of its own. */
  static <T> Running<T> spawn(Body<T> body) {
    CompletableFuture<T> outcome = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                outcome.complete(body.run());
              } catch (Throwable e) {
                outcome.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return new Running<>(thread, outcome);
  }

  /** Runs this once, in the next thread that parks, just before it does. */
  void beforeNextPark(Runnable action) {
    beforePark.set(action);
  }

  @Override
  public Thread start(String name, Runnable body) {
    return system.start(name, body);
  }

  @Override
  public void park(Object blocker, long deadlineNanos) {
    beforePark.getAndSet(() -> {}).run();
    system.park(blocker, deadlineNanos);
  }

  @Override
  public void unpark(Thread thread) {
    system.unpark(thread);
  }
}
