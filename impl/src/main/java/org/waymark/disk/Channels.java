package org.waymark.disk;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Channels that an interrupt neither closes nor wakes.
 *
 * <p>Three kinds of handle were weighed. A {@link java.nio.channels.FileChannel} is closed by an
 * interrupt, its locks dropped, and worse: the {@code ClosedByInterruptException} thrown on the way
 * out replaces a failure of the force it interrupted, which the system reports only once. A {@link
 * java.io.RandomAccessFile} survives, but opened for writing it creates a missing file, has no
 * positional transfer and no {@code fdatasync}. An {@link AsynchronousFileChannel} survives too,
 * never creates unasked, transfers at positions, and forces and locks in the calling thread; with
 * {@link CallerRuns} it does all of its work there.
 */
final class Channels {

  private static final CallerRuns CALLER_RUNS = new CallerRuns();

  private Channels() {}

  /** Opens a file, and never through a symbolic link. */
  static AsynchronousFileChannel open(Path path, Set<? extends OpenOption> options)
      throws IOException {
    Set<OpenOption> unlinked = new HashSet<>(options);
    unlinked.add(LinkOption.NOFOLLOW_LINKS);
    return AsynchronousFileChannel.open(path, unlinked, CALLER_RUNS);
  }

  /**
   * Waits for a transfer, however often this thread is interrupted; the interrupts are kept for
   * whoever asks next. Where {@link CallerRuns} is obeyed the transfer is over already, but no rule
   * of the JDK promises that.
   */
  static int await(Future<Integer> transfer) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return transfer.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
