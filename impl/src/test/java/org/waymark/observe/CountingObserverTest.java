package org.waymark.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.waymark.observe.CountingObserver.Counts;

/** Counts are right, however many threads there are. */
class CountingObserverTest {

  private static final int COMMITS = 500_000;

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

  @Test
  void nothingIsLostWhenManyThreadsCount() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CyclicBarrier start = new CyclicBarrier(2);
    List<Future<?>> running = new ArrayList<>();
    for (int thread = 0; thread < 2; thread++) {
      running.add(threads.submit(() -> commitAfter(start)));
    }
    threads.shutdown();
    for (Future<?> future : running) {
      future.get();
    }
    long all = 2L * COMMITS;
    assertThat(observer.counts())
        .isEqualTo(new Counts(all, Map.of("fcw conflict", all), all, all, all, List.of(all), 1));
  }

  private @Nullable Void commitAfter(CyclicBarrier start)
      throws InterruptedException, BrokenBarrierException {
    start.await();
    for (long sequence = 1; sequence <= COMMITS; sequence++) {
      observer.submit(sequence, 0, 1, 0, sequence);
      observer.refuse("fcw conflict", 0);
      observer.fsync1Complete(sequence, sequence);
      observer.publish(sequence, sequence, sequence);
    }
    return null;
  }
}
