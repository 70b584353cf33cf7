package org.waymark.check.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.waymark.check.Workers;

/**
 * Explorations on several threads, which share what was seen: no image is recovered twice with the
 * same demands on it.
 *
 * <p>Who explores what they share is a matter of timing; that somebody does is not. It ends with
 * the first failures. For one caller.
 */
final class Campaign {
  private final int threads;
  private final Explorer.Seen seen = new Explorer.Seen();
  private final AtomicInteger next = new AtomicInteger();
  private final Tally counts = new Tally();
  private final List<Failure> failures = new ArrayList<>();
  private int done;
  private boolean failed;

  /** Creates a campaign on so many threads. */
  Campaign(int threads) {
    this.threads = threads;
  }

  /** Makes an exploration. */
  private interface Work {
    void run(int number, Tally counts, List<Failure> failures);
  }

  /**
   * Explores all jobs.
   *
   * @param enough whether to begin no further one
   * @param tell called now and then, by the calling thread
   */
  void explore(List<Job> jobs, BooleanSupplier enough, Runnable tell) throws InterruptedException {
    Work work =
        (number, own, found) -> {
          Job job = jobs.get(number);
          new Exploration(job.workload(), job.plan(), seen, own, found::add).run();
        };
    perform(work, 0, jobs.size(), enough, tell);
  }

  /** Samples from this run on until it is enough; run n of the same seed is always the same. */
  void sample(Sampling.Mixture mixture, int first, BooleanSupplier enough, Runnable tell)
      throws InterruptedException {
    Work work =
        (number, own, found) -> {
          Sampling sampling = new Sampling(mixture, number, seen, own, found::add);
          sampling.endWhen(() -> Thread.currentThread().isInterrupted());
          sampling.run();
        };
    perform(work, first, Integer.MAX_VALUE, enough, tell);
  }

  private void perform(Work work, int first, int most, BooleanSupplier enough, Runnable tell)
      throws InterruptedException {
    next.set(first);
    ExecutorService pool = Workers.daemons(threads, "crash explorer");
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(pool.submit(() -> loop(work, most, enough)));
      }
      for (Future<?> worker : workers) {
        Workers.await(worker, tell);
      }
    } finally {
      pool.shutdownNow();
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  private void loop(Work work, int most, BooleanSupplier enough) {
    while (!enough.getAsBoolean() && !hasFailed() && !Thread.currentThread().isInterrupted()) {
      int number = next.getAndIncrement();
      if (number < 0 || number >= most) {
        return;
      }
      Tally own = new Tally();
      List<Failure> found = new ArrayList<>();
      work.run(number, own, found);
      add(own, found);
    }
  }

  private synchronized void add(Tally own, List<Failure> found) {
    counts.add(own);
    failures.addAll(found);
    failed |= !found.isEmpty();
    done++;
  }

  private synchronized boolean hasFailed() {
    return failed;
  }

  /** Returns how many explorations were done. */
  synchronized int done() {
    return done;
  }

  /** Returns what was counted so far. */
  synchronized Tally counts() {
    Tally copy = new Tally();
    copy.add(counts);
    return copy;
  }

  /** Returns how many different images were recovered so far. */
  long images() {
    return seen.images().size();
  }

  /** Returns the failures found so far. */
  synchronized List<Failure> failures() {
    return List.copyOf(failures);
  }
}
