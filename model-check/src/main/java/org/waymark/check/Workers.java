package org.waymark.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads that share a layer's work, while the calling one looks on. */
public final class Workers {
  private static final long LOOK_MILLIS = 200;
  private static final long PATIENCE_SECONDS = 10;

  private Workers() {}

  /** Makes so many, which do not keep the process alive. */
  public static ExecutorService daemons(int threads, String name) {
    return Executors.newFixedThreadPool(
        threads,
        body -> {
          Thread thread = new Thread(body, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Interrupts those that are still at work and waits until they are gone, for some seconds.
   *
   * @throws InterruptedException if interrupted; they end soon after
   */
  public static void dismiss(ExecutorService workers) throws InterruptedException {
    workers.shutdownNow();
    workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Waits for a part of the work.
   *
   * @param look called now and then, by the calling thread, and when the part is done
   * @throws InterruptedException if interrupted; the part goes on
   * @throws IllegalStateException if the part failed
   */
  public static <T> T await(Future<T> part, Runnable look) throws InterruptedException {
    while (true) {
      try {
        T done = part.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        look.run();
        return done;
      } catch (TimeoutException goesOn) {
        look.run();
      } catch (ExecutionException failed) {
        throw new IllegalStateException("a part of the work failed", failed.getCause());
      }
    }
  }

  /** Waits for all parts of the work, in their order; see {@link #await}. */
  public static <T> List<T> awaitAll(List<Future<T>> parts, Runnable look)
      throws InterruptedException {
    List<T> done = new ArrayList<>();
    for (Future<T> part : parts) {
      done.add(await(part, look));
    }
    return done;
  }
}
