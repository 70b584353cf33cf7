package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waymark.WatchedThreads.Running;
import org.waymark.disk.MemoryDisk;
import org.waymark.disk.MemoryDisk.Event;
import org.waymark.observe.CommitObserver;

/** What other threads may do while a barrier is at the disk, and what observers may do at all. */
@Timeout(60)
class CoordinatorStepsTest {
  private final MemoryDisk disk = new MemoryDisk();
  private final Events events = new Events();
  private final LogDirectory directory;
  private final WriteCoordinator coordinator;

  /** What was told, in order. */
  private static final class Events implements CommitObserver {
    final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void fsync1Claim(long firstSeq, long lastSeq) {
      told.add("claim " + firstSeq + "-" + lastSeq);
    }

    @Override
    public void fsync1Complete(long firstSeq, long lastSeq) {
      told.add("covered " + firstSeq + "-" + lastSeq);
    }

    @Override
    public void appendMarkersWrite(long firstSeq, long lastSeq, long durableUpTo) {
      told.add("append " + firstSeq + "-" + lastSeq + " above " + durableUpTo);
    }

    @Override
    public void publish(long epoch, long firstSeq, long lastSeq) {
      told.add("publish " + firstSeq + "-" + lastSeq);
    }
  }

  CoordinatorStepsTest() throws IOException {
    directory = LogDirectory.recover(disk, options(events));
    coordinator = new WriteCoordinator(OperatingMode.NATIVE, 0, 4, directory);
  }

  private static LogOptions options(CommitObserver observer) {
    return LogOptions.defaults()
        .withGroupCommitMax(4)
        .withMarkersPerSegment(64)
        .withCapsuleSegmentBytes(64 << 10)
        .withRandom(new Random(1))
        .withObserver(observer);
  }

  private static Submission submission(WriteCoordinator on, long token) throws IOException {
    return Submission.of(new TxnToken(1, token), 0, on.writeCapsule(new byte[] {(byte) token}))
        .writing(token);
  }

  private static boolean atBarrier(Event event, MemoryDisk.Op op, String file) {
    return event.op() == op && event.name().startsWith(file);
  }

  @Test
  void noBarrierHoldsWhatOthersNeed() throws Exception {
    coordinator.submit(submission(coordinator, 1), 0);
    List<Submission> prepared = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      prepared.add(submission(coordinator, 100 + i));
    }
    List<Running<Long>> others = Collections.synchronizedList(new ArrayList<>());
    AtomicBoolean atBarrier = new AtomicBoolean(true);
    disk.onOperation(
        event -> {
          // Everybody else gets done while this thread is at the disk.
          int number = others.size();
          if (atBarrier.get() && number < prepared.size()) {
            Running<Long> other = WatchedThreads.spawn(() -> useAll(prepared.get(number)));
            others.add(other);
            assertThat(other.outcome()).succeedsWithin(Duration.ofSeconds(20));
          }
        });
    coordinator.fsync1();
    int atFirst = others.size();
    coordinator.appendMarkersAndFsync2();
    atBarrier.set(false);
    assertThat(atFirst).isPositive();
    assertThat(others).hasSizeGreaterThan(atFirst);
    assertThat(coordinator.commitSeqTip()).as("later ones are in later groups").isEqualTo(1);
    assertThat(coordinator.pendingCount()).isEqualTo(others.size());
    while (coordinator.pendingCount() > 0) {
      coordinator.flushBatch();
    }
    assertThat(coordinator.commitSeqTip()).isEqualTo(1 + others.size());
  }

  private long useAll(Submission submission) {
    coordinator.validate(submission);
    coordinator.submit(submission, 0);
    coordinator.beginSnapshot().close();
    coordinator.prune();
    coordinator.drainCommitted();
    assertThat(coordinator.toString()).contains("pending=");
    return coordinator.commitSeqTip() + coordinator.pendingCount() + coordinator.currentEpoch();
  }

  @Test
  void neitherBarrierWaitsForTheOther() throws Exception {
    coordinator.submit(submission(coordinator, 1), 0);
    coordinator.fsync1();
    coordinator.submit(submission(coordinator, 2), 0);
    AtomicInteger covered = new AtomicInteger();
    disk.onOperation(
        event -> {
          if (atBarrier(event, MemoryDisk.Op.FORCE, "markers-") && covered.get() == 0) {
            Running<Integer> other = WatchedThreads.spawn(coordinator::fsync1);
            assertThat(other.outcome()).succeedsWithin(Duration.ofSeconds(20));
            covered.set(other.outcome().join());
          }
        });
    assertThat(coordinator.appendMarkersAndFsync2())
        .as("the group covered meanwhile is of the next call")
        .containsExactly(1L);
    assertThat(covered).hasValue(1);
    assertThat(coordinator.appendMarkersAndFsync2()).containsExactly(2L);
    assertThat(events.told)
        .containsExactly(
            "claim 1-1",
            "covered 1-1",
            "append 1-1 above 0",
            "claim 2-2",
            "covered 2-2",
            "publish 1-1",
            "append 2-2 above 1",
            "publish 2-2");
  }

  @Test
  void callersOfOneBarrierTakeTurns() throws Exception {
    for (int i = 1; i <= 8; i++) {
      coordinator.submit(submission(coordinator, i), 0);
    }
    List<Running<Integer>> second = new ArrayList<>();
    disk.onOperation(
        event -> {
          if (atBarrier(event, MemoryDisk.Op.FORCE, "capsules-") && second.isEmpty()) {
            second.add(WatchedThreads.spawn(coordinator::fsync1).awaitWaiting());
          }
        });
    assertThat(coordinator.fsync1()).isEqualTo(4);
    assertThat(second.get(0).result()).isEqualTo(4);
    assertThat(events.told).containsExactly("claim 1-4", "covered 1-4", "claim 5-8", "covered 5-8");
  }

  @Test
  void aRetryThatJoinsACommitOfItsOwnSubmitterIsDrained() throws Exception {
    Submission submission = submission(coordinator, 1);
    List<SubmitResult> joined = new ArrayList<>();
    disk.onOperation(
        event -> {
          if (joined.isEmpty()) {
            joined.add(coordinator.submit(submission, 0));
          }
        });
    CommitResult answer = coordinator.submitAndCommit(submission, 0);
    assertThat(joined.get(0)).isInstanceOf(SubmitResult.Admitted.class);
    assertThat(coordinator.drainCommitted())
        .containsExactly(new Answer(1, submission.token(), answer));
  }

  @Test
  void manyThreadsFlushAndEachAnswerIsHandedOutOnce() throws Exception {
    int threads = 4;
    int each = 50;
    List<Running<List<Answer>>> crowd = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int first = 1 + t * each;
      crowd.add(
          WatchedThreads.spawn(
              () -> {
                List<Answer> answers = new ArrayList<>();
                for (int i = 0; i < each; i++) {
                  coordinator.submit(submission(coordinator, first + i), 0);
                  answers.addAll(coordinator.flushBatch());
                }
                return answers;
              }));
    }
    List<Long> all = new ArrayList<>();
    for (Running<List<Answer>> one : crowd) {
      List<Long> sequences = one.result().stream().map(Answer::sequence).toList();
      assertThat(sequences).isSorted();
      all.addAll(sequences);
    }
    while (coordinator.pendingCount() > 0) {
      coordinator.flushBatch().forEach(answer -> all.add(answer.sequence()));
    }
    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, (long) threads * each).boxed().toList());
  }

  @Test
  void manyThreadsSubmitAndCommitAndLeaveTheOthersAnswers() throws Exception {
    int threads = 4;
    int each = 50;
    for (int i = 1; i <= 6; i++) {
      coordinator.submit(submission(coordinator, 10_000 + i), 0);
    }
    List<Running<List<Long>>> crowd = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int first = 1 + t * each;
      crowd.add(
          WatchedThreads.spawn(
              () -> {
                List<Long> sequences = new ArrayList<>();
                for (int i = 0; i < each; i++) {
                  CommitResult result =
                      coordinator.submitAndCommit(submission(coordinator, first + i), 0);
                  CommitResult.Committed committed = (CommitResult.Committed) result;
                  assertThat(coordinator.commitSeqTip())
                      .isGreaterThanOrEqualTo(committed.sequence());
                  sequences.add(committed.sequence());
                }
                return sequences;
              }));
    }
    List<Long> all = new ArrayList<>();
    for (Running<List<Long>> one : crowd) {
      assertThat(one.result()).isSorted();
      all.addAll(one.result());
    }
    assertThat(coordinator.drainCommitted())
        .extracting(Answer::sequence)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(7, 6 + (long) threads * each).boxed().toList());
  }

  @Test
  void anObserverThatThrowsIsCountedAndTouchesNoCommit() throws Exception {
    for (int failingCall = 1; failingCall <= 12; failingCall++) {
      int failing = failingCall;
      AtomicInteger calls = new AtomicInteger();
      CommitObserver thrower =
          (CommitObserver)
              Proxy.newProxyInstance(
                  CommitObserver.class.getClassLoader(),
                  new Class<?>[] {CommitObserver.class},
                  (proxy, method, arguments) -> {
                    if (calls.incrementAndGet() == failing) {
                      throw new AssertionError("an observer's own, in " + method.getName());
                    }
                    return null;
                  });
      try (LogDirectory own = LogDirectory.recover(new MemoryDisk(), options(thrower))) {
        WriteCoordinator on = new WriteCoordinator(OperatingMode.NATIVE, 0, 4, own);
        on.beginSnapshot().close();
        on.submit(submission(on, 1), 0);
        assertThat(on.submit(Submission.readOnly(new TxnToken(3, 3), 7), 0))
            .isEqualTo(new CommitResult.SnapshotInTheFuture(0));
        assertThat(on.flushBatch()).hasSize(1);
        on.prune();
        on.initiateShutdown();
        assertThat(on.commitSeqTip()).isEqualTo(1);
        assertThat(on.haltCause()).isEmpty();
        assertThat(own.observerFailures()).as("failing call %s", failing).isEqualTo(1);
        assertThat(calls).as("calls after the failing one").hasValue(failing);
      }
    }
  }

  @Test
  void aCapsuleOfSeveralSegmentsIsDurableWhenItsCommitIsAnswered() throws Exception {
    MemoryDisk own = new MemoryDisk();
    LogOptions options = options(events).withCapsuleSegmentBytes(96 << 10);
    byte[] payload = new byte[300_000];
    new Random(5).nextBytes(payload);
    WriteCoordinator on =
        new WriteCoordinator(OperatingMode.NATIVE, 0, 4, LogDirectory.recover(own, options));
    CapsuleHandle capsule = on.writeCapsule(payload);
    assertThat(capsule.extent().lastSegment()).isGreaterThan(capsule.extent().firstSegment() + 1);
    on.submit(Submission.of(new TxnToken(1, 1), 0, capsule).writing(1), 0);
    assertThat(on.flushBatch()).hasSize(1);
    own.crashLosingAll();
    try (CommitLog reopened = CommitLog.open(own, options)) {
      try (InputStream read = reopened.history().read(1).openCapsule()) {
        assertThat(read.readAllBytes()).isEqualTo(payload);
      }
    }
  }

  @Test
  void aDirectoryHasOneCoordinator() {
    assertThatThrownBy(() -> new WriteCoordinator(OperatingMode.NATIVE, 0, 4, directory))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this directory has a coordinator already");
  }

  @Test
  void itsArgumentsMustAgreeWithTheStore() throws Exception {
    try (LogDirectory own =
        LogDirectory.recover(new MemoryDisk(), options(events).withRandom(new Random(2)))) {
      assertThatThrownBy(() -> new WriteCoordinator(OperatingMode.NATIVE, 1, 4, own))
          .hasMessage("initialSeq 1 is not the recovered tip 0");
      assertThatThrownBy(() -> new WriteCoordinator(OperatingMode.NATIVE, 0, 65, own))
          .hasMessage("groupCommitMax must be 1 to 64, not 65");
      assertThatThrownBy(() -> new WriteCoordinator(OperatingMode.COMPATIBILITY, 0, 4, own))
          .isInstanceOf(UnsupportedOperationException.class);
      WriteCoordinator on = new WriteCoordinator(OperatingMode.NATIVE, 0, 64, own);
      assertThatThrownBy(() -> on.submit(submission(coordinator, 1), 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another incarnation");
      assertThatThrownBy(() -> on.endSnapshot(coordinator.beginSnapshot()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another coordinator");
      assertThatThrownBy(() -> on.beginSnapshot(Duration.ZERO))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
