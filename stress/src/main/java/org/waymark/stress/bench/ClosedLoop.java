package org.waymark.stress.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/** Writers that each wait for their commit before they begin the next, for a fixed time. */
final class ClosedLoop {
  private ClosedLoop() {}

  /**
   * What a run measured.
   *
   * @param perSecond commits per second
   * @param p50Micros median latency of a commit, capsule included, in microseconds
   * @param p99Micros 99th percentile of the same
   */
  record Result(double perSecond, long p50Micros, long p99Micros) {}

  /** Runs {@code writers} threads for {@code millis} milliseconds. */
  static Result run(Contender contender, int writers, long millis) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Histogram> histograms = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    long[] end = new long[1];
    for (int i = 0; i < writers; i++) {
      int writer = i;
      Histogram histogram = new Histogram(60_000_000_000L, 3);
      histograms.add(histogram);
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                  while (System.nanoTime() - end[0] < 0) {
                    long began = System.nanoTime();
                    contender.commit(writer);
                    histogram.recordValue(System.nanoTime() - began);
                  }
                } catch (Throwable e) {
                  failure.compareAndSet(null, e);
                }
              },
              "writer-" + i);
      threads.add(thread);
      thread.start();
    }
    long began = System.nanoTime();
    end[0] = began + millis * 1_000_000;
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    if (failure.get() != null) {
      throw new IllegalStateException("a writer failed", failure.get());
    }
    Histogram all = new Histogram(60_000_000_000L, 3);
    histograms.forEach(all::add);
    return new Result(
        all.getTotalCount() / seconds,
        all.getValueAtPercentile(50) / 1_000,
        all.getValueAtPercentile(99) / 1_000);
  }
}
