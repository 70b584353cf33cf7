package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waymark.WatchedThreads.Running;
import org.waymark.disk.MemoryDisk;
import org.waymark.disk.MemoryDisk.Op;

/** Callbacks that run at once, on the thread that hands out the answers, whosever it is. */
@Timeout(60)
class CallbacksAtOnceTest {
  private final MemoryDisk disk = new MemoryDisk();
  private final LogOptions options =
      LogOptions.defaults()
          .withMarkersPerSegment(1_024)
          .withCapsuleSegmentBytes(64 << 10)
          .withCallbackExecutor(Runnable::run);

  private static Submission submission(CommitLog log, long token) throws IOException {
    return Submission.of(new TxnToken(1, token), 0, log.writeCapsule(new byte[1])).writing(token);
  }

  private CommitLog openByHand() throws IOException {
    return CommitLog.open(disk, options.withOwnThreads(false));
  }

  private static CompletableFuture<CommitResult> commit(CommitLog log, long token)
      throws Exception {
    return log.commitAsync(submission(log, token)).toCompletableFuture();
  }

  private static void closeUnchecked(CommitLog log) {
    try {
      log.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void commitUnchecked(CommitLog log, Submission submission) {
    try {
      log.commit(submission);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static CompletionStage<CommitResult> commitAsyncUnchecked(
      CommitLog log, Submission submission) {
    try {
      return log.commitAsync(submission);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs callbacks at once, but the first not before it is attached. */
  private static Executor atOnceBehind(CountDownLatch attached) {
    return task -> {
      awaitUnchecked(attached);
      task.run();
    };
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void mustNotCloseOnTheLogsOwnThread() throws Exception {
    CountDownLatch attached = new CountDownLatch(1);
    LogOptions held = options.withCallbackExecutor(atOnceBehind(attached));
    try (CommitLog log = CommitLog.open(disk, held)) {
      CompletableFuture<Void> closing = commit(log, 1).thenAccept(answer -> closeUnchecked(log));
      attached.countDown();
      assertThatThrownBy(closing::join)
          .hasRootCauseInstanceOf(IllegalStateException.class)
          .hasRootCauseMessage(
              "a callback that runs on the thread that hands out answers must not close the log");
      assertThat(log.tip()).isEqualTo(1);
    }
  }

  /** It would wait for itself. */
  @Test
  void mustNotCloseOnACallersThreadThatHasMetAFailure() throws Exception {
    CommitLog log = openByHand();
    CompletableFuture<Void> closing = commit(log, 1).thenAccept(answer -> closeUnchecked(log));
    disk.failNext(Op.WRITE, name -> name.startsWith("capsules"), new IOException("injected"));
    Running<CapsuleHandle> writing = WatchedThreads.spawn(() -> log.writeCapsule(new byte[1]));
    assertThatThrownBy(writing::result).hasCauseInstanceOf(LogHaltedException.class);
    assertThatThrownBy(closing::join).hasRootCauseInstanceOf(IllegalStateException.class);
    log.close();
  }

  @Test
  void mustNotWaitForAnAnswer() throws Exception {
    CommitLog log = openByHand();
    Submission another = submission(log, 2);
    CompletableFuture<Void> committing =
        commit(log, 1).thenAccept(answer -> commitUnchecked(log, another));
    log.barrierOneStep();
    assertThat(WatchedThreads.spawn(log::barrierTwoStep).result()).isEqualTo(1);
    assertThatThrownBy(committing::join).hasRootCauseInstanceOf(IllegalStateException.class);
    assertThat(log.toString()).contains("pending=0").endsWith("free places=16384]");
    log.close();
  }

  /** Places are given back behind it, by itself. */
  @Test
  void mustNotWaitForAPlace() throws Exception {
    LogOptions narrow = options.withOwnThreads(false).withQueue(1, LogOptions.WhenFull.BLOCK);
    CommitLog log = CommitLog.open(disk, narrow);
    Submission another = submission(log, 2);
    CompletableFuture<Void> waiting =
        commit(log, 1).thenAccept(answer -> takeTheOnlyPlaceAndWaitForMore(log, another));
    log.barrierOneStep();
    assertThat(WatchedThreads.spawn(log::barrierTwoStep).result()).isEqualTo(1);
    waiting.join();
    assertThat(log.toString()).endsWith("free places=1]");
    log.close();
  }

  private static void takeTheOnlyPlaceAndWaitForMore(CommitLog log, Submission another) {
    try (Reservation theOnlyPlace = log.reserve()) {
      for (ThrowingCallable wait :
          List.<ThrowingCallable>of(
              log::reserve, () -> log.commitAsync(another), () -> log.commit(another))) {
        assertThatThrownBy(wait)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageEndingWith("must not wait for a place in the queue");
      }
      assertThatThrownBy(() -> theOnlyPlace.commit(another))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith("must not wait for one");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void mayCommitWithoutWaiting() throws Exception {
    try (CommitLog log = openByHand()) {
      Submission another = submission(log, 2);
      CompletableFuture<CommitResult> second =
          commit(log, 1).thenCompose(answer -> commitAsyncUnchecked(log, another));
      for (int i = 0; i < 2; i++) {
        assertThat(second).isNotDone();
        log.barrierOneStep();
        log.barrierTwoStep();
      }
      assertThat(second).isCompletedWithValueMatching(CommitResult.Committed.class::isInstance);
    }
  }

  /** The delivery that called it goes on until nobody is left without an answer. */
  @Test
  void mayMeetAFailureThatAnswersOthers() throws Exception {
    try (CommitLog log = openByHand()) {
      CompletableFuture<CommitResult> first = commit(log, 1);
      log.barrierOneStep();
      CompletableFuture<CommitResult> second = commit(log, 2);
      CompletableFuture<Void> writing =
          first.thenAccept(
              answer ->
                  assertThatThrownBy(() -> log.writeCapsule(new byte[1]))
                      .isInstanceOf(LogHaltedException.class));
      disk.failNext(Op.WRITE, name -> name.startsWith("capsules"), new IOException("injected"));
      log.barrierTwoStep();
      writing.join();
      assertThat(second).isCompletedWithValueMatching(CommitResult.NotCommitted.class::isInstance);
    }
  }

  /** Whoever brings about a halt hands out what it answers, also in an admission. */
  @Test
  void runOnASubmittersThreadIfItsAdmissionHalts() throws Exception {
    try (CommitLog log = openByHand()) {
      CompletableFuture<CommitResult> pending = commit(log, 1);
      Submission another = submission(log, 2);
      log.beginSnapshot().owner().state().halt(new OutOfMemoryError("injected"));
      assertThat(pending).isNotDone();
      assertThatThrownBy(() -> log.commitAsync(another)).isInstanceOf(LogHaltedException.class);
      assertThat(pending).isCompletedWithValueMatching(CommitResult.NotCommitted.class::isInstance);
    }
  }

  /** An interrupt that one leaves would let each wait of the log's own thread end at once. */
  @Test
  void leaveNoInterruptBehind() throws Exception {
    ParkedInterrupted threads = new ParkedInterrupted();
    CountDownLatch attached = new CountDownLatch(1);
    LogOptions held = options.withThreads(threads).withCallbackExecutor(atOnceBehind(attached));
    try (CommitLog log = CommitLog.open(disk, held)) {
      CompletableFuture<Void> interrupting =
          commit(log, 1).thenRun(() -> Thread.currentThread().interrupt());
      attached.countDown();
      interrupting.join();
      assertThat(threads.waitsAgain.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Notices a thread of the log's own that parks interrupted, and then parks as usual. */
  private static final class ParkedInterrupted implements Threads {
    final CompletableFuture<Boolean> waitsAgain = new CompletableFuture<>();
    private final Threads system = Threads.system(TimeSource.system());
    private volatile boolean interrupted;

    @Override
    public Thread start(String name, Runnable body) {
      return system.start(name, body);
    }

    @Override
    public void park(Object blocker, long deadlineNanos) {
      if (Thread.currentThread().isInterrupted()) {
        interrupted = true;
      } else if (interrupted) {
        waitsAgain.complete(true);
      }
      system.park(blocker, deadlineNanos);
    }

    @Override
    public void unpark(Thread thread) {
      system.unpark(thread);
    }
  }
}
