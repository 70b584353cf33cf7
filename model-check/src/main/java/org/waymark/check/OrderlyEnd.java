package org.waymark.check;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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

  /** Begins to listen, on behalf of the calling thread. */
  public static OrderlyEnd ofThisThread() {
    OrderlyEnd end = new OrderlyEnd(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(end.hook);
    return end;
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
  public void close() {
    cleaned.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook is running, or has run; it need not be removed.
      return;
    }
  }
}
