package org.waymark.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many threads on one file: each writes and re-reads stripes of its own, some force, and in the end
 * every byte is the one its owner wrote last. It would catch a handle whose position is shared.
 */
class FileDiskConcurrencyTest {

  private static final int THREADS = 8;
  private static final int STRIPE = 700; // So that stripes share sectors and pages.
  private static final int STRIPES = 200;
  private static final int ROUNDS = 5;

  @Test
  void disjointWritesDoNotDisturbEachOther(@TempDir Path directory) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (DiskFile file = FileDisk.openOrCreate(directory).create("shared")) {
      List<Callable<Integer>> writers =
          IntStream.range(0, THREADS)
              .<Callable<Integer>>mapToObj(t -> () -> write(file, t))
              .toList();
      for (Future<Integer> mismatches : threads.invokeAll(writers)) {
        assertThat(mismatches.get()).isZero();
      }
      byte[] stripe = new byte[STRIPE];
      for (int i = 0; i < THREADS * STRIPES; i++) {
        assertThat(file.readFully((long) i * STRIPE, stripe, 0, STRIPE)).isEqualTo(STRIPE);
        assertThat(stripe).containsOnly(value(i % THREADS, ROUNDS - 1));
      }
      assertThat(file.size()).isEqualTo((long) THREADS * STRIPES * STRIPE);
    } finally {
      threads.shutdownNow();
    }
  }

  private static int write(DiskFile file, int thread) throws IOException {
    int mismatches = 0;
    byte[] written = new byte[STRIPE];
    byte[] read = new byte[STRIPE];
    for (int round = 0; round < ROUNDS; round++) {
      Arrays.fill(written, value(thread, round));
      for (int i = 0; i < STRIPES; i++) {
        long position = (long) (i * THREADS + thread) * STRIPE;
        file.writeFully(position, written, 0, STRIPE);
        int length = file.readFully(position, read, 0, STRIPE);
        mismatches += length == STRIPE && Arrays.equals(read, written) ? 0 : 1;
      }
      file.force();
    }
    return mismatches;
  }

  private static byte value(int thread, int round) {
    return (byte) (thread * ROUNDS + round + 1);
  }
}
