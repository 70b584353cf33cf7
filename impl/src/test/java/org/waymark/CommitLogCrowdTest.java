package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waymark.WatchedThreads.Running;

/**
 * Many threads on a real directory that interrupt one another at random, judged by what they were
 * told: after reopening, everything acknowledged is there as it was acknowledged, and nothing that
 * was refused.
 *
 * <p>{@code -Dwaymark.seed=S} repeats the choices of a run, though not its timing.
 */
@Timeout(60)
class CommitLogCrowdTest {
  private static final int WORKERS = 8;
  private static final int COMMITS_EACH = 300;

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger interruptedBefore = new AtomicInteger();
  private final CountDownLatch start = new CountDownLatch(1);
  private final List<Running<List<Attempt>>> crowd = new ArrayList<>();

  /** When the log is closed. */
  private enum Closing {
    AFTER_THE_WORK,
    IN_THE_MIDDLE
  }

  /** One submission, the moments around it, and what became of it. */
  private static final class Attempt {
    final TxnToken token;
    final byte[] payload;
    final CompletableFuture<CommitResult> answer = new CompletableFuture<>();
    boolean cancelled;
    volatile long submittedAt;
    volatile long answeredAt;

    Attempt(TxnToken token, byte[] payload) {
      this.token = token;
      this.payload = payload;
    }

    /** What it was told; an unknown outcome if it cancelled its wait. */
    CommitResult result() {
      return answer.join();
    }

    static boolean isCommit(CommitResult result) {
      return result instanceof CommitResult.Committed;
    }

    static long sequence(CommitResult result) {
      return ((CommitResult.Committed) result).sequence();
    }
  }

  @ParameterizedTest
  @EnumSource(Closing.class)
  void whatWasAcknowledgedIsThere(Closing closing, @TempDir Path directory, TestReporter reporter)
      throws Exception {
    long seed = Long.getLong("waymark.seed", System.nanoTime());
    reporter.publishEntry("waymark.seed", Long.toString(seed));
    LogOptions options =
        LogOptions.defaults()
            .withGroupCommitMax(8)
            .withMarkersPerSegment(64)
            .withCapsuleSegmentBytes(1 << 20)
            .withMaxIndexPages(64)
            .withQueue(12, LogOptions.WhenFull.BLOCK);
    CommitLog log = CommitLog.open(directory, options);
    for (int i = 0; i < WORKERS; i++) {
      int number = i;
      crowd.add(WatchedThreads.spawn(() -> work(log, number, new Random(seed + number))));
    }
    start.countDown();
    if (closing == Closing.IN_THE_MIDDLE) {
      assertThat(log.awaitTip((long) WORKERS * COMMITS_EACH / 8, Duration.ofSeconds(30)))
          .isGreaterThanOrEqualTo(WORKERS * COMMITS_EACH / 8);
      log.close();
    }
    List<Attempt> attempts = new ArrayList<>();
    for (Running<List<Attempt>> worker : crowd) {
      List<Attempt> own = worker.result();
      assertThat(own.stream().map(Attempt::result).filter(Attempt::isCommit).map(Attempt::sequence))
          .as("the answers of one thread")
          .isSorted();
      attempts.addAll(own);
    }
    log.close();
    reporter.publishEntry("interrupted before admission", interruptedBefore.toString());
    assertThat(log.haltCause()).isEmpty();
    assertThat(log.toString()).as("no place is lost").contains("free places=12");
    assertRealTimeOrder(attempts);
    assertAllIsThere(directory, options, attempts);
  }

  private List<Attempt> work(CommitLog log, int number, Random random) throws Exception {
    List<Attempt> attempts = new ArrayList<>();
    start.await();
    for (int i = 0; i < COMMITS_EACH; i++) {
      byte[] payload = new byte[1 + random.nextInt(random.nextInt(50) == 0 ? 200_000 : 2_000)];
      random.nextBytes(payload);
      Attempt attempt = new Attempt(new TxnToken(number, i), payload);
      try (Snapshot snapshot = log.beginSnapshot()) {
        Submission submission =
            Submission.of(attempt.token, snapshot.beginSeq(), log.writeCapsule(payload))
                .writing(1 + random.nextInt(40), 1_000 * (number + 1) + i)
                .reading(1 + random.nextInt(40));
        attempt.submittedAt = clock.incrementAndGet();
        if (!submit(log, submission, attempt, random.nextInt(6))) {
          continue;
        }
        attempts.add(attempt);
        if (random.nextInt(4) == 0) {
          crowd.get(random.nextInt(WORKERS)).thread().interrupt();
        }
      } catch (InterruptedException nothingSubmitted) {
        interruptedBefore.incrementAndGet();
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("the log is closed");
        break;
      }
    }
    // No answer is lost: each comes, and soon.
    attempts.forEach(attempt -> attempt.answer.orTimeout(20, TimeUnit.SECONDS));
    return attempts;
  }

  /** Submits in one of the ways there are; false if it gave its place back instead. */
  private boolean submit(CommitLog log, Submission submission, Attempt attempt, int way)
      throws InterruptedException {
    switch (way) {
      case 0, 1 -> answered(attempt, log.commit(submission));
      case 2 -> log.commitAsync(submission).thenAccept(result -> answered(attempt, result));
      case 3 -> {
        CompletableFuture<CommitResult> wait = log.commitAsync(submission).toCompletableFuture();
        attempt.cancelled = wait.cancel(true);
        if (!attempt.cancelled) {
          answered(attempt, wait.join());
        } else {
          attempt.answer.complete(new CommitResult.OutcomeUnknown(new IOException("cancelled")));
        }
      }
      case 4 -> {
        try (Reservation place = log.reserve()) {
          answered(attempt, place.commit(submission));
        }
      }
      default -> {
        log.reserve().close();
        return false;
      }
    }
    return true;
  }

  private void answered(Attempt attempt, CommitResult result) {
    attempt.answeredAt = clock.incrementAndGet();
    attempt.answer.complete(result);
  }

  /** Acknowledged before another was submitted: so it has the lower sequence. */
  private static void assertRealTimeOrder(List<Attempt> attempts) {
    List<Attempt> commits =
        attempts.stream().filter(attempt -> Attempt.isCommit(attempt.result())).toList();
    List<Attempt> byAnswer =
        commits.stream().sorted(Comparator.comparingLong(a -> a.answeredAt)).toList();
    List<Attempt> bySubmission =
        commits.stream().sorted(Comparator.comparingLong(a -> a.submittedAt)).toList();
    int seen = 0;
    long highest = 0;
    for (Attempt attempt : bySubmission) {
      while (byAnswer.get(seen).answeredAt < attempt.submittedAt) {
        highest = Math.max(highest, Attempt.sequence(byAnswer.get(seen++).result()));
      }
      assertThat(Attempt.sequence(attempt.result())).isGreaterThan(highest);
    }
  }

  private static void assertAllIsThere(Path directory, LogOptions options, List<Attempt> attempts)
      throws IOException {
    Map<TxnToken, Attempt> missing = new HashMap<>();
    attempts.forEach(attempt -> missing.put(attempt.token, attempt));
    int committed = 0;
    int conflicts = 0;
    try (CommitLog log = CommitLog.open(directory, options)) {
      long lastTime = 0;
      for (long sequence = 1; sequence <= log.tip(); sequence++) {
        CommittedTransaction read = log.history().read(sequence);
        assertThat(read.time()).isGreaterThan(lastTime);
        lastTime = read.time();
        Attempt attempt = missing.remove(read.token());
        assertThat(attempt).as("who committed %s", read).isNotNull();
        try (InputStream payload = read.openCapsule()) {
          assertThat(payload.readAllBytes()).isEqualTo(attempt.payload);
        }
        if (!attempt.cancelled) {
          committed++;
          assertThat(attempt.result()).isEqualTo(new CommitResult.Committed(sequence, read.time()));
        }
      }
      for (Attempt attempt : missing.values()) {
        assertThat(Attempt.isCommit(attempt.result()))
            .as("%s is not there", attempt.token)
            .isFalse();
        conflicts += attempt.result() instanceof CommitResult.FcwConflict ? 1 : 0;
      }
    }
    assertThat(committed).as("acknowledged").isGreaterThan(WORKERS * COMMITS_EACH / 16);
    assertThat(conflicts).as("conflicts").isPositive();
  }
}
