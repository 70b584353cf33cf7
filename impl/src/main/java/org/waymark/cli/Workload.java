package org.waymark.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.waymark.CapsuleHandle;
import org.waymark.CommitLog;
import org.waymark.CommitResult;
import org.waymark.Snapshot;
import org.waymark.Submission;
import org.waymark.Threads;
import org.waymark.TimeSource;
import org.waymark.TxnToken;

/**
 * A synthetic load: writers that each begin a snapshot, write a capsule of random bytes, commit it,
 * wait for the answer, and begin again.
 *
 * <p>Each page, read or written, is with the given probability one of {@value #HOT_PAGES} that all
 * writers share, and otherwise one of the writer's own, which cannot conflict. What a writer does
 * is drawn from a stream of its own; tokens depend on the tip found at the start too, so that the
 * same seed run again on the same log makes new transactions and no retries. What is refused is not
 * retried.
 */
final class Workload {

  static final int HOT_PAGES = 16;

  private static final long OWN_PAGES = 1L << 24;

  /**
   * What the load looks like.
   *
   * @param writers threads that commit, 1 or more
   * @param commits how many commits in all end it
   * @param nanos how long it runs at most
   * @param pages pages written by each transaction
   * @param reads pages read by each transaction
   * @param conflict the probability with which a page is a hot one, 0 to 1
   * @param capsuleBytes bytes of each capsule
   * @param seed what everything random derives from
   */
  record Shape(
      int writers,
      long commits,
      long nanos,
      int pages,
      int reads,
      double conflict,
      int capsuleBytes,
      long seed) {}

  private final CommitLog log;
  private final Shape shape;
  private final TimeSource time;
  private final long firstTip;
  private final AtomicLong left;
  private final CountDownLatch running;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean stopped;

  Workload(CommitLog log, Shape shape, TimeSource time) {
    this.log = log;
    this.shape = shape;
    this.time = time;
    this.firstTip = log.tip();
    this.left = new AtomicLong(shape.commits());
    this.running = new CountDownLatch(shape.writers());
  }

  /** Lets every writer end after the commit it waits for. From any thread. */
  void stop() {
    stopped = true;
  }

  /** Returns what ended the load early, or null. */
  @Nullable Throwable failure() {
    return failure.get();
  }

  /**
   * Runs the load to its end.
   *
   * @param tick called about once a second
   * @return how long each commit took, from its snapshot to its answer, in nanoseconds
   */
  Histogram run(Threads threads, Runnable tick) throws InterruptedException {
    long deadline = time.monotonicNanos() + shape.nanos();
    List<Writer> writers = new ArrayList<>();
    for (int i = 0; i < shape.writers(); i++) {
      Writer writer = new Writer(i);
      writers.add(writer);
      threads.start("waymark-writer-" + i, writer);
    }
    long nextTick = time.monotonicNanos() + TimeUnit.SECONDS.toNanos(1);
    while (!running.await(nextWait(deadline, nextTick), TimeUnit.NANOSECONDS)) {
      long now = time.monotonicNanos();
      if (now >= deadline) {
        stop();
      }
      if (now >= nextTick) {
        tick.run();
        nextTick = now + TimeUnit.SECONDS.toNanos(1);
      }
    }
    Histogram all = new Histogram(3);
    writers.forEach(writer -> all.add(writer.latencies));
    return all;
  }

  private long nextWait(long deadline, long nextTick) {
    long now = time.monotonicNanos();
    return Math.max(1, (stopped ? nextTick : Math.min(deadline, nextTick)) - now);
  }

  /** One closed loop on one thread. */
  private final class Writer implements Runnable {
    private final int index;
    private final SplittableRandom random;
    private final SplittableRandom tokens;
    private final byte[] payload = new byte[shape.capsuleBytes()];
    private final long[] pages = new long[shape.pages()];
    private final long[] reads = new long[shape.reads()];

    /** Read by others when the writer has counted down {@link #running}. */
    private final Histogram latencies = new Histogram(3);

    Writer(int index) {
      this.index = index;
      this.random = new SplittableRandom(new SplittableRandom(shape.seed() + index).nextLong());
      this.tokens = new SplittableRandom(random.split().nextLong() ^ firstTip);
    }

    @Override
    public void run() {
      try {
        while (!stopped && left.getAndDecrement() > 0) {
          if (!commitOne()) {
            left.incrementAndGet();
          }
        }
      } catch (Throwable e) {
        failure.compareAndSet(null, e);
        stop();
      } finally {
        running.countDown();
      }
    }

    private boolean commitOne() throws IOException, InterruptedException {
      long began = time.monotonicNanos();
      random.nextBytes(payload);
      choose(pages);
      choose(reads);
      TxnToken token = TxnToken.random(tokens);
      try (Snapshot snapshot = log.beginSnapshot()) {
        CapsuleHandle capsule = log.writeCapsule(payload);
        CommitResult result =
            log.commit(
                Submission.of(token, snapshot.beginSeq(), capsule).writing(pages).reading(reads));
        log.haltCause().ifPresent(this::halted);
        if (result instanceof CommitResult.Committed) {
          latencies.recordValue(time.monotonicNanos() - began);
          return true;
        }
        return false;
      }
    }

    private void halted(Throwable cause) {
      failure.compareAndSet(null, cause);
      stop();
    }

    private void choose(long[] pages) {
      for (int i = 0; i < pages.length; i++) {
        boolean hot = random.nextDouble() < shape.conflict();
        pages[i] =
            hot
                ? 1 + random.nextInt(HOT_PAGES)
                : 1 + HOT_PAGES + OWN_PAGES * index + random.nextLong(OWN_PAGES);
      }
    }
  }
}
