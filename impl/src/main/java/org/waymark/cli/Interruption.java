package org.waymark.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end in order when the process is asked to end: by SIGINT, SIGTERM or SIGHUP.
 *
 * <p>The virtual machine then runs what was given to {@link #install}, waits until the command has
 * {@linkplain #close closed} this (but not for ever: a disk may hang, and a crash loses nothing
 * that was answered), and exits with 128 + the signal's number.
 */
final class Interruption {

  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Runnable request) {
    this.hook = new Thread(() -> ask(request), "waymark-interruption");
  }

  /**
   * Begins to listen.
   *
   * @param request asks the command to end, from another thread and without waiting; may be called
   *     at any time until {@link #close}
   */
  static Interruption install(Runnable request) {
    Interruption interruption = new Interruption(request);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void ask(Runnable request) {
    request.run();
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(
            "waymark: the disk or the reader of the output hangs; leaving as a crash would");
      }
    } catch (InterruptedException e) {
      // The machine ends anyway; what was answered is durable.
      Thread.currentThread().interrupt();
    }
  }

  /** Tells that the command has ended in order. */
  void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook is running, or has run; it need not be removed.
      return;
    }
  }
}
