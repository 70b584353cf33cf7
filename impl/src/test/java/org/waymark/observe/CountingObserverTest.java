package org.waymark.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.waymark.observe.CountingObserver.Counts;

/** Counts are right, and never contradict one another, however many threads there are. */
class CountingObserverTest {

  private final CountingObserver observer = new CountingObserver();

  @Test
  void nothingHappened() {
    assertThat(observer.counts()).isEqualTo(new Counts(0, Map.of(), 0, 0, 0, List.of(), 0));
  }

  @Test
  void whatHappenedIsCounted() {
    for (long sequence = 1; sequence <= 8; sequence++) {
      observer.submit(sequence, 0, 1, 0, sequence);
    }
    observer.refuse("fcw conflict", 0);
    observer.refuse("fcw conflict", 0);
    observer.refuse("shutting down", 0);
    observer.fsync1Complete(1, 1);
    observer.fsync1Complete(2, 4);
    observer.fsync1Complete(5, 8);
    observer.publish(1, 1, 1);
    observer.publish(2, 2, 4);

    assertThat(observer.counts())
        .isEqualTo(
            new Counts(
                8, Map.of("fcw conflict", 2L, "shutting down", 1L), 3, 2, 4, List.of(1L, 1L), 3));
  }

  @Test
  void sizesFallIntoBucketsByPowersOfTwo() {
    long next = 1;
    for (int size : new int[] {1, 2, 3, 4, 7, 8, 1023, 1024}) {
      observer.publish(1, next, next + size - 1);
      next += size;
    }

    assertThat(observer.counts().groupSizes())
        .containsExactly(1L, 2L, 2L, 1L, 0L, 0L, 0L, 0L, 0L, 1L, 1L);
    assertThat(observer.counts().largestGroup()).isEqualTo(1024);
  }

  @Test
  void countsDoNotChangeOnceRead() {
    Counts before = observer.counts();
    observer.refuse("fcw conflict", 0);

    assertThat(before.refused()).isEmpty();
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> before.refused().put("fcw conflict", 1L));
  }

  /** Four threads commit while this one reads: no commit shows before its submission. */
  @Test
  void readersNeverSeeACommitWithoutItsSubmission()
      throws InterruptedException, ExecutionException {
    int commitsOfOne = 50_000;
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        running.add(threads.submit(() -> commit(commitsOfOne)));
      }
      while (running.stream().anyMatch(future -> !future.isDone())) {
        Counts counts = observer.counts();
        assertThat(counts.committed()).isLessThanOrEqualTo(counts.submitted());
        assertThat(counts.groups()).isLessThanOrEqualTo(counts.fsync1s());
      }
      for (Future<?> future : running) {
        future.get();
      }
    } finally {
      threads.shutdown();
    }
    long all = 4L * commitsOfOne;
    assertThat(observer.counts())
        .isEqualTo(new Counts(all, Map.of("fcw conflict", all), all, all, all, List.of(all), 1));
  }

  private void commit(int count) {
    for (long sequence = 1; sequence <= count; sequence++) {
      observer.submit(sequence, 0, 1, 0, sequence);
      observer.refuse("fcw conflict", 0);
      observer.fsync1Complete(sequence, sequence);
      observer.publish(sequence, sequence, sequence);
    }
  }
}
