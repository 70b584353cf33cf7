package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waymark.WatchedThreads.Running;
import org.waymark.disk.MemoryDisk;
import org.waymark.disk.MemoryDisk.Op;
import org.waymark.observe.CommitObserver;

/** The front door one situation at a time: queue, waiting, closing, halting, overlap. */
@Timeout(60)
class CommitLogTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final MemoryDisk disk = new MemoryDisk();

  private static LogOptions options() {
    return LogOptions.defaults()
        .withGroupCommitMax(4)
        .withMarkersPerSegment(64)
        .withCapsuleSegmentBytes(64 << 10)
        .withRandom(new Random(1));
  }

  /** A log whose barriers run only when the test calls them. */
  private CommitLog openByHand(LogOptions options) throws IOException {
    return CommitLog.open(disk, options.withOwnThreads(false));
  }

  private static void step(CommitLog log) {
    log.barrierOneStep();
    log.barrierTwoStep();
  }

  private static Submission submission(CommitLog log, long token) throws IOException {
    return Submission.of(new TxnToken(1, token), 0, log.writeCapsule(new byte[] {(byte) token}))
        .writing(token);
  }

  private static CompletableFuture<CommitResult> commit(CommitLog log, long token)
      throws Exception {
    return log.commitAsync(submission(log, token)).toCompletableFuture();
  }

  private static long sequence(CommitResult result) {
    assertThat(result).isInstanceOf(CommitResult.Committed.class);
    return ((CommitResult.Committed) result).sequence();
  }

  // ------------------------------------------------------------------------------------ the queue

  @Test
  void aFullQueueBlocksUntilAnAnswerFreesAPlace() throws Exception {
    try (CommitLog log = openByHand(options().withQueue(2, LogOptions.WhenFull.BLOCK))) {
      CompletableFuture<CommitResult> first = commit(log, 1);
      CompletableFuture<CommitResult> second = commit(log, 2);
      Submission third = submission(log, 3);
      Running<CommitResult> blocked = WatchedThreads.spawn(() -> log.commit(third)).awaitWaiting();
      assertThat(log.tip()).isZero();
      step(log);
      assertThat(sequence(first.get())).isEqualTo(1);
      assertThat(sequence(second.get())).isEqualTo(2);
      blocked.awaitWaiting();
      while (log.tip() < 3) {
        step(log);
      }
      assertThat(sequence(blocked.result())).isEqualTo(3);
    }
  }

  @Test
  void aFullQueueRefusesIfToldSo() throws Exception {
    try (CommitLog log = openByHand(options().withQueue(1, LogOptions.WhenFull.REFUSE))) {
      CompletableFuture<CommitResult> first = commit(log, 1);
      Submission second = submission(log, 2);
      assertThatThrownBy(() -> log.commit(second))
          .isInstanceOf(RejectedExecutionException.class)
          .hasMessageContaining("1 places");
      assertThatThrownBy(() -> log.commitAsync(second))
          .isInstanceOf(RejectedExecutionException.class);
      assertThatThrownBy(log::reserve).isInstanceOf(RejectedExecutionException.class);
      step(log);
      assertThat(sequence(first.get())).isEqualTo(1);
      log.reserve().close();
    }
  }

  @Test
  void anInterruptWhileBlockedSubmitsNothing() throws Exception {
    try (CommitLog log = openByHand(options().withQueue(1, LogOptions.WhenFull.BLOCK))) {
      CompletableFuture<CommitResult> first = commit(log, 1);
      Submission second = submission(log, 2);
      Running<CommitResult> blocked = WatchedThreads.spawn(() -> log.commit(second)).awaitWaiting();
      blocked.thread().interrupt();
      assertThatThrownBy(blocked::result).hasCauseInstanceOf(InterruptedException.class);
      step(log);
      step(log);
      assertThat(sequence(first.get())).isEqualTo(1);
      assertThat(log.tip()).isEqualTo(1);
      assertThat(log.toString()).contains("free places=1");
    }
  }

  @Test
  void anInterruptAfterAdmissionEndsNothing() throws Exception {
    try (CommitLog log = openByHand(options())) {
      Submission submission = submission(log, 1);
      Running<Boolean> waiter =
          WatchedThreads.spawn(
                  () ->
                      sequence(log.commit(submission)) == 1
                          && Thread.currentThread().isInterrupted())
              .awaitWaiting();
      waiter.thread().interrupt();
      waiter.awaitWaiting();
      step(log);
      assertThat(waiter.result()).isTrue();
    }
  }

  @Test
  void cancellingAStageEndsTheWaitAndNotTheCommit() throws Exception {
    try (CommitLog log = openByHand(options())) {
      CompletableFuture<CommitResult> cancelled = commit(log, 1);
      assertThat(cancelled.cancel(true)).isTrue();
      step(log);
      assertThat(log.tip()).isEqualTo(1);
      assertThat(log.toString()).contains("free places=" + Limits.DEFAULT_QUEUE_CAPACITY);
    }
  }

  @Test
  void aReservationIsSpentOnceOrGivenBack() throws Exception {
    try (CommitLog log = openByHand(options().withQueue(1, LogOptions.WhenFull.REFUSE))) {
      Reservation given = log.reserve();
      given.close();
      given.close();
      assertThatThrownBy(() -> given.commitAsync(submission(log, 9)))
          .isInstanceOf(IllegalStateException.class);
      Reservation spent = log.reserve();
      CompletableFuture<CommitResult> stage =
          spent.commitAsync(submission(log, 1)).toCompletableFuture();
      assertThatThrownBy(() -> spent.commit(submission(log, 2)))
          .isInstanceOf(IllegalStateException.class);
      spent.close();
      assertThatThrownBy(log::reserve).isInstanceOf(RejectedExecutionException.class);
      step(log);
      assertThat(sequence(stage.get())).isEqualTo(1);
      log.reserve().close();
    }
  }

  @Test
  void aRefusalAndAnErrorGiveTheirPlacesBack() throws Exception {
    try (CommitLog log = openByHand(options().withQueue(1, LogOptions.WhenFull.REFUSE))) {
      Submission future = Submission.readOnly(new TxnToken(2, 2), 5);
      Submission empty = Submission.of(new TxnToken(2, 3), 0, log.writeCapsule(new byte[] {1}));
      for (int i = 0; i < 3; i++) {
        assertThat(log.commit(future)).isEqualTo(new CommitResult.SnapshotInTheFuture(0));
        assertThatThrownBy(() -> log.commit(empty)).isInstanceOf(IllegalArgumentException.class);
      }
      assertThat(log.toString()).contains("free places=1");
    }
  }

  @Test
  void aRetryOfAPendingCommitGetsTheSameAnswer() throws Exception {
    try (CommitLog log = openByHand(options())) {
      Submission submission = submission(log, 1);
      CompletableFuture<CommitResult> first = log.commitAsync(submission).toCompletableFuture();
      CompletableFuture<CommitResult> again = log.commitAsync(submission).toCompletableFuture();
      step(log);
      assertThat(first.get()).isEqualTo(again.get());
      assertThat(log.commit(submission)).isEqualTo(first.get());
      assertThat(log.tip()).isEqualTo(1);
      assertThat(log.toString()).contains("free places=" + Limits.DEFAULT_QUEUE_CAPACITY);
    }
  }

  @Test
  void whatValidationRemembersIsForgottenWhenItMay() throws Exception {
    try (CommitLog log = openByHand(options().withMaxIndexPages(4))) {
      Snapshot lease = log.beginSnapshot();
      for (int i = 1; i <= 4; i++) {
        assertThat(commit(log, i)).isNotDone();
      }
      step(log);
      Submission fifth = submission(log, 5);
      assertThat(log.commit(fifth))
          .isInstanceOfSatisfying(
              CommitResult.NotCommitted.class,
              refused -> assertThat(refused.cause()).isInstanceOf(ValidationLimitException.class));
      lease.close();
      Submission later =
          Submission.of(fifth.token(), 4, log.writeCapsule(new byte[] {5})).writing(5);
      CompletableFuture<CommitResult> answer = log.commitAsync(later).toCompletableFuture();
      step(log);
      assertThat(sequence(answer.get())).isEqualTo(5);
    }
  }

  @Test
  void stagesAreAnsweredInOrderOnAnyExecutor() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (CommitLog log = CommitLog.open(disk, options().withCallbackExecutor(pool))) {
      List<Long> order = Collections.synchronizedList(new ArrayList<>());
      List<CompletableFuture<Boolean>> noted = new ArrayList<>();
      int commits = 2_000;
      for (int i = 1; i <= commits; i++) {
        noted.add(
            log.commitAsync(submission(log, i))
                .thenApply(result -> order.add(sequence(result)))
                .toCompletableFuture());
      }
      CompletableFuture.allOf(noted.toArray(CompletableFuture<?>[]::new)).get();
      assertThat(order)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, commits).boxed().toList());
    } finally {
      pool.shutdownNow();
    }
  }

  // -------------------------------------------------------------------------------------- closing

  @Test
  void closingAnswersWhatIsPendingAndRefusesWhatIsBlocked() throws Exception {
    CommitLog log = openByHand(options().withQueue(2, LogOptions.WhenFull.BLOCK));
    CompletableFuture<CommitResult> first = commit(log, 1);
    CompletableFuture<CommitResult> second = commit(log, 2);
    Submission third = submission(log, 3);
    Running<CommitResult> blocked = WatchedThreads.spawn(() -> log.commit(third)).awaitWaiting();
    log.close();
    assertThat(sequence(first.get())).isEqualTo(1);
    assertThat(sequence(second.get())).isEqualTo(2);
    assertThat(blocked.result()).isEqualTo(new CommitResult.ShuttingDown());
    assertThat(log.commit(third)).isEqualTo(new CommitResult.ShuttingDown());
    assertThatThrownBy(() -> log.writeCapsule(new byte[] {1}))
        .isInstanceOf(IllegalStateException.class)
        .isNotInstanceOf(LogHaltedException.class);
    log.close();
    try (CommitLog reopened = CommitLog.open(disk, options())) {
      assertThat(reopened.tip()).isEqualTo(2);
    }
  }

  @Test
  void everyCloserReturnsToAClosedLog() throws Exception {
    CommitLog log = CommitLog.open(disk, options());
    for (int i = 1; i <= 20; i++) {
      assertThat(commit(log, i)).isNotNull();
    }
    List<Running<Long>> closers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      closers.add(
          WatchedThreads.spawn(
              () -> {
                log.close();
                return log.tip();
              }));
    }
    for (Running<Long> closer : closers) {
      assertThat(closer.result()).isEqualTo(20);
    }
    try (CommitLog reopened = CommitLog.open(disk, options())) {
      assertThat(reopened.tip()).isEqualTo(20);
    }
  }

  @Test
  void aSecondCloserWaitsForTheFirst() throws Exception {
    CommitLog log = CommitLog.open(disk, options());
    assertThat(sequence(log.commit(submission(log, 1)))).isEqualTo(1);
    CountDownLatch closing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    disk.onOperation(
        event -> {
          if (event.op() == Op.FORCE && closing.getCount() > 0) {
            closing.countDown();
            await(goOn);
          }
        });
    Running<Boolean> first = WatchedThreads.spawn(() -> close(log));
    closing.await();
    Running<Boolean> second = WatchedThreads.spawn(() -> close(log));
    second.awaitWaiting();
    goOn.countDown();
    assertThat(first.result()).isTrue();
    assertThat(second.result()).isTrue();
  }

  private static boolean close(CommitLog log) throws IOException {
    log.close();
    return true;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).as("what was waited for came").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  // ------------------------------------------------------------------------------------- the tip

  @Test
  void theTipCanBeFollowed() throws Exception {
    try (CommitLog log = CommitLog.open(disk, options())) {
      Running<Long> waiter = WatchedThreads.spawn(() -> log.awaitTip(2, LONG)).awaitWaiting();
      assertThat(sequence(log.commit(submission(log, 1)))).isEqualTo(1);
      waiter.awaitWaiting();
      assertThat(sequence(log.commit(submission(log, 2)))).isEqualTo(2);
      assertThat(waiter.result()).isEqualTo(2);
      assertThat(log.awaitTip(3, Duration.ofMillis(5))).isEqualTo(2);
      assertThat(log.awaitTip(3, Duration.ofSeconds(-1))).isEqualTo(2);
      assertThat(log.awaitTip(1, LONG)).isEqualTo(2);
    }
  }

  @Test
  void closingEndsTheWaitForATip() throws Exception {
    CommitLog log = CommitLog.open(disk, options());
    Running<Long> waiter = WatchedThreads.spawn(() -> log.awaitTip(1, LONG)).awaitWaiting();
    log.close();
    assertThat(waiter.result()).isZero();
  }

  // -------------------------------------------------------------------------------------- halting

  @Test
  void aHaltByACapsuleAnswersEverybody() throws Exception {
    CommitLog log = openByHand(options());
    CompletableFuture<CommitResult> pending = commit(log, 1);
    Running<Long> follower = WatchedThreads.spawn(() -> log.awaitTip(1, LONG)).awaitWaiting();
    IOException failure = new IOException("injected");
    disk.failNext(Op.WRITE, name -> name.startsWith("capsules-"), failure);
    assertThatThrownBy(() -> log.writeCapsule(new byte[] {1})).hasCause(failure);
    assertThat(pending.get()).isEqualTo(new CommitResult.NotCommitted(failure));
    assertThat(follower.result()).isZero();
    assertThat(log.haltCause()).containsSame(failure);
    log.close();
  }

  @Test
  void aHaltByABarrierAnswersEverybody() throws Exception {
    CommitLog log = CommitLog.open(disk, options());
    assertThat(sequence(log.commit(submission(log, 1)))).isEqualTo(1);
    IOException failure = new IOException("injected");
    disk.failNext(Op.FORCE, name -> name.startsWith("markers-"), failure);
    Running<Long> follower = WatchedThreads.spawn(() -> log.awaitTip(2, LONG)).awaitWaiting();
    assertThat(log.commit(submission(log, 2))).isEqualTo(new CommitResult.OutcomeUnknown(failure));
    assertThat(follower.result()).isEqualTo(1);
    assertThatThrownBy(() -> log.commit(Submission.readOnly(new TxnToken(2, 2), 0)))
        .isInstanceOf(LogHaltedException.class)
        .hasCause(failure);
    assertThat(log.history().read(1).token()).isEqualTo(new TxnToken(1, 1));
    log.close();
    try (CommitLog reopened = CommitLog.open(disk, options())) {
      assertThat(reopened.history().read(1).token()).isEqualTo(new TxnToken(1, 1));
    }
  }

  // -------------------------------------------------------------------------------------- overlap

  @Test
  void theBarriersOverlapUnderABacklog() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    CommitObserver observer =
        new CommitObserver() {
          @Override
          public void fsync1Claim(long firstSeq, long lastSeq) {
            told.add("claim");
          }

          @Override
          public void appendMarkersWrite(long firstSeq, long lastSeq, long durableUpTo) {
            told.add("append");
          }

          @Override
          public void publish(long epoch, long firstSeq, long lastSeq) {
            told.add("publish");
          }
        };
    CountDownLatch admitted = new CountDownLatch(1);
    CountDownLatch inBarrierTwo = new CountDownLatch(1);
    CountDownLatch inBothBarriers = new CountDownLatch(1);
    disk.onOperation(
        event -> {
          int claims = Collections.frequency(told, "claim");
          if (event.op() != Op.FORCE || claims == 0) {
            return;
          }
          if (event.name().startsWith("markers-")) {
            inBarrierTwo.countDown();
            await(inBothBarriers);
          } else if (claims == 1) {
            // A backlog shall stand behind the first group.
            await(admitted);
          } else {
            await(inBarrierTwo);
            inBothBarriers.countDown();
          }
        });
    try (CommitLog log = CommitLog.open(disk, options().withObserver(observer))) {
      List<Submission> prepared = new ArrayList<>();
      for (int i = 1; i <= 40; i++) {
        prepared.add(submission(log, i));
      }
      List<CompletableFuture<CommitResult>> stages = new ArrayList<>();
      for (Submission submission : prepared) {
        stages.add(log.commitAsync(submission).toCompletableFuture());
      }
      admitted.countDown();
      for (int i = 1; i <= 40; i++) {
        assertThat(sequence(stages.get(i - 1).get())).isEqualTo(i);
      }
    }
    // The first FSYNC_2 did not return before an FSYNC_1 had begun beside it.
    assertThat(inBothBarriers.getCount()).isZero();
    assertThat(Collections.frequency(told, "publish"))
        .isEqualTo(Collections.frequency(told, "claim"))
        .isGreaterThanOrEqualTo(10);
  }

  @Test
  void takesItsStepsItselfUnlessItWasOpenedWithoutThreads() throws Exception {
    try (CommitLog log = CommitLog.open(disk, options())) {
      assertThatThrownBy(log::barrierOneStep).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(log::barrierTwoStep).isInstanceOf(IllegalStateException.class);
    }
  }
}
