package org.waymark.check.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Explorations on several threads, which share what was seen: no image is recovered twice with the
 * same demands on it.
 *
 * <p>Who explores what they share is a matter of timing; that somebody does is not. So the figures
 * of one exploration may differ from run to run, and their sums do not.
 */
final class Campaign {
  private final int threads;
  private final Exploration.Seen seen = new Exploration.Seen();
  private final Tally counts = new Tally();
  private final List<Exploration.Failure> failures = new ArrayList<>();
  private final LongAdder recoveries = new LongAdder();

  /** Creates a campaign on so many threads. */
  Campaign(int threads) {
    this.threads = threads;
  }

  /** Work for one thread: counts into its own tally and tells of failures. */
  interface Work {
    void run(Exploration.Seen seen, Tally counts, List<Exploration.Failure> failures);
  }

  /** Hears how many pieces of work are done. Called by one thread at a time. */
  interface Progress {
    void at(int done, Tally counts, long images);
  }

  /** Explores all jobs. */
  void explore(List<Job> jobs, Progress progress) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean failed = new AtomicBoolean();
    ExecutorService pool = Executors.newFixedThreadPool(threads, Campaign::thread);
    try {
      CompletionService<Integer> done = new ExecutorCompletionService<>(pool);
      for (int i = 0; i < jobs.size(); i++) {
        Job job = jobs.get(next.getAndIncrement());
        Callable<Integer> task =
            () -> {
              if (failed.get()) {
                return 0;
              }
              Tally own = new Tally();
              List<Exploration.Failure> found = new ArrayList<>();
              new Exploration(job.workload(), job.plan(), seen, own, found::add).run();
              failed.compareAndSet(false, !found.isEmpty());
              add(own, found);
              return 1;
            };
        done.submit(task);
      }
      for (int i = 1; i <= jobs.size(); i++) {
        done.take().get();
        progress.at(i, counts(), seen.images().size());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("an exploration failed", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static Thread thread(Runnable body) {
    Thread thread = new Thread(body, "crash explorer");
    thread.setDaemon(true);
    return thread;
  }

  private synchronized void add(Tally own, List<Exploration.Failure> found) {
    counts.add(own);
    recoveries.add(own.recoveries);
    failures.addAll(found);
  }

  /** Returns what was counted so far. */
  synchronized Tally counts() {
    Tally copy = new Tally();
    copy.add(counts);
    return copy;
  }

  /** Returns the failures found so far. */
  synchronized List<Exploration.Failure> failures() {
    return List.copyOf(failures);
  }

  /** Returns how many different images were recovered so far. */
  long images() {
    return seen.images().size();
  }
}
