package org.waymark.check;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.waymark.cli.ExitCode;

/**
 * Lets a command clean up when a signal ends its process: the thread that works is interrupted, and
 * the virtual machine waits until it has {@linkplain #close closed} this, but not for ever.
 */
public final class OrderlyEnd {

  private static final long PATIENCE_SECONDS = 20;

  private final CountDownLatch cleaned = new CountDownLatch(1);
  private final Thread hook;

  private OrderlyEnd(Thread worker) {
    this.hook = new Thread(() -> end(worker), "waymark-orderly-end");
  }

  /** What a command does. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does it.
     *
     * @return an exit code
     * @throws InterruptedException if a signal ends the process; nothing is left behind
     */
    int act() throws IOException, InterruptedException;
  }

  /** Does a command's work on the calling thread, and returns its exit code. */
  public static int of(Work work) throws IOException {
    OrderlyEnd end = new OrderlyEnd(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(end.hook);
    try {
      return work.act();
    } catch (InterruptedException signal) {
      // The process ends by the signal; nobody sees this code.
      Thread.currentThread().interrupt();
      return ExitCode.VIOLATED;
    } finally {
      end.close();
    }
  }

  private void end(Thread worker) {
    worker.interrupt();
    try {
      if (!cleaned.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("waymark: could not clean up within " + PATIENCE_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      // The machine ends anyway.
      Thread.currentThread().interrupt();
    }
  }

  /** Tells that everything is cleaned up. */
  private void close() {
    cleaned.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook is running, or has run; it need not be removed.
      return;
    }
  }
}
