package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.waymark.SequentialModel.Bounds;
import org.waymark.SequentialModel.Commit;
import org.waymark.SequentialModel.Txn;
import org.waymark.disk.MemoryDisk;

/**
 * A coordinator on a disk in memory with its sequential model beside it: every operation goes to
 * both, and what they answer is compared in words.
 */
final class CoordinatorBench {
  /** How an incarnation ends without being closed. */
  enum Crash {
    LOSING_ALL,
    KEEPING_ALL,
    AT_RANDOM,
    KILL
  }

  private final Bounds bounds;
  private final Random chance;
  private final HandClock clock = new HandClock();
  private final MemoryDisk disk = new MemoryDisk();
  private final SequentialModel model;
  private final Map<Integer, Snapshot> leases = new HashMap<>();
  private final List<Txn> submitted = new ArrayList<>();
  private final Set<String> met = new TreeSet<>();
  private int leasesBegun;
  private long crashAt = Long.MAX_VALUE;
  private Crash crash = Crash.KILL;
  private LogDirectory directory;
  private WriteCoordinator coordinator;

  CoordinatorBench(Bounds bounds, long seed) {
    this.bounds = bounds;
    this.chance = new Random(seed);
    this.model = new SequentialModel(bounds);
    disk.onOperation(
        event -> {
          if (event.number() == crashAt) {
            crashNow(crash);
          }
        });
    try {
      directory = recover();
    } catch (IOException e) {
      throw new AssertionError("an empty disk must open", e);
    }
    coordinator = coordinate(directory);
  }

  private LogDirectory recover() throws IOException {
    LogOptions options =
        LogOptions.defaults()
            .withGroupCommitMax(bounds.groupCommitMax())
            .withMarkersPerSegment(bounds.markersPerSegment())
            .withCapsuleSegmentBytes(Limits.MIN_CAPSULE_SEGMENT_BYTES)
            .withRetryWindow(bounds.retryWindow())
            .withMaxIndexPages(bounds.indexPages())
            .withMaxLeases(bounds.leases())
            .withRandom(chance)
            .withTime(clock);
    return LogDirectory.recover(disk, options);
  }

  private WriteCoordinator coordinate(LogDirectory opened) {
    return new WriteCoordinator(
        OperatingMode.NATIVE, opened.recoveredTip(), bounds.groupCommitMax(), opened);
  }

  SequentialModel model() {
    return model;
  }

  int retryWindow() {
    return bounds.retryWindow();
  }

  /** What happened so far, by the first words of answers and the kinds of ends. */
  Set<String> met() {
    return met;
  }

  /** Submissions that were made so far, in whatever incarnation. */
  List<Txn> submitted() {
    return submitted;
  }

  // ----------------------------------------------------------------------------- the operations

  void validate(Txn txn) throws IOException {
    Submission submission = submission(txn);
    agree(
        "validate " + txn,
        () -> orError(() -> coordinator.validate(submission).map(CoordinatorBench::say).orElse("")),
        () -> model.validate(txn));
  }

  void submit(Txn txn, long now) throws IOException {
    submitted.add(txn);
    Submission submission = submission(txn);
    agree(
        "submit " + txn,
        () -> orError(() -> say(coordinator.submit(submission, now))),
        () -> model.submit(txn, now));
  }

  void submitAndCommit(Txn txn, long now) throws IOException {
    submitted.add(txn);
    Submission submission = submission(txn);
    agree(
        "submitAndCommit " + txn,
        () -> orError(() -> say(coordinator.submitAndCommit(submission, now))),
        () -> model.submitAndCommit(txn, now));
  }

  void fsync1() {
    agree("fsync1", () -> coordinator.fsync1(), model::fsync1);
  }

  void appendMarkersAndFsync2() {
    agree("append", () -> coordinator.appendMarkersAndFsync2(), model::appendMarkersAndFsync2);
  }

  void drainCommitted() {
    agree("drain", () -> say(coordinator.drainCommitted()), model::drainCommitted);
  }

  void flushBatch() {
    agree("flush", () -> say(coordinator.flushBatch()), model::flushBatch);
  }

  void initiateShutdown() {
    coordinator.initiateShutdown();
    model.initiateShutdown();
    agreeOnState();
  }

  void beginSnapshot(Duration lifetime) {
    int name = leasesBegun++;
    long deadline = Deadlines.after(clock, lifetime);
    agree(
        "beginSnapshot",
        () -> {
          try {
            Snapshot snapshot = coordinator.beginSnapshot(lifetime);
            leases.put(name, snapshot);
            return snapshot.beginSeq();
          } catch (IllegalStateException full) {
            return -1L;
          }
        },
        () -> model.beginSnapshot(name, clock.monotonicNanos(), deadline));
  }

  /** Ends one of the leases that were begun, perhaps a second time. */
  void endSnapshot(int which) {
    if (leasesBegun > 0) {
      int name = which % leasesBegun;
      Snapshot lease = leases.get(name);
      if (lease != null) {
        lease.close();
        model.endSnapshot(name);
      }
      agreeOnState();
    }
  }

  void prune() {
    agree("prune", () -> coordinator.prune(), () -> model.prune(clock.monotonicNanos()));
  }

  void passTime(long nanos) {
    clock.setMonotonic(clock.monotonicNanos() + nanos);
  }

  // ------------------------------------------------------------------------ ends and beginnings

  /** Shuts down in good order and opens again. */
  void closeCleanly() throws IOException {
    initiateShutdown();
    while (coordinator.pendingCount() > 0) {
      flushBatch();
    }
    drainCommitted();
    directory.closeCleanly();
    reopen();
  }

  void crash(Crash kind) throws IOException {
    crashNow(kind);
    reopen();
  }

  /** Crashes, and crashes once more at this operation of the recovery, if it has so many. */
  void crashTwice(Crash kind, int operation) throws IOException {
    crashNow(kind);
    arm(kind, operation);
    try {
      recover().close();
      crashAt = Long.MAX_VALUE;
    } catch (LogRefusedException e) {
      met.add("crash inside recovery");
      // Who is asked for the lock after the crash does not find it.
      assertThat(e.reason()).isIn(LogRefusedException.Reason.IO, LogRefusedException.Reason.LOCKED);
    }
    reopen();
  }

  /** Crashes at this operation of a barrier, if it has so many. */
  void crashInside(Crash kind, int operation, boolean onlyFsync1) throws IOException {
    arm(kind, operation);
    try {
      if (onlyFsync1) {
        fsync1();
      } else {
        appendMarkersAndFsync2();
      }
    } catch (LogHaltedException halted) {
      afterHalt();
    }
    crashAt = Long.MAX_VALUE;
  }

  private void afterHalt() throws IOException {
    long published = coordinator.commitSeqTip();
    assertThat(published).isGreaterThanOrEqualTo(model.tip());
    assertThat(coordinator.pendingCount()).isZero();
    List<Answer> answers = coordinator.drainCommitted();
    assertThat(coordinator.drainCommitted()).isEmpty();
    assertThatThrownBy(() -> coordinator.fsync1()).isInstanceOf(LogHaltedException.class);
    assertThatThrownBy(() -> coordinator.appendMarkersAndFsync2())
        .isInstanceOf(LogHaltedException.class);
    assertThat(coordinator.commitSeqTip()).isEqualTo(published);
    List<String> before = model.drainCommitted();
    long admitted = model.tip() + model.pendingCount();
    long firstOpen = model.tip() + 1;
    crashAt = Long.MAX_VALUE;
    directory = recover();
    long recovered = directory.recoveredTip();
    assertThat(recovered).isBetween(published, admitted);
    model.reopen(recovered);
    coordinator = coordinate(directory);
    leases.clear();

    assertThat(say(answers.subList(0, before.size()))).isEqualTo(before);
    List<Answer> open = answers.subList(before.size(), answers.size());
    assertThat(open)
        .as("one answer for each that was admitted")
        .hasSize((int) (admitted - firstOpen + 1));
    for (int i = 0; i < open.size(); i++) {
      Answer answer = open.get(i);
      assertThat(answer.sequence()).isEqualTo(firstOpen + i);
      boolean exists = answer.sequence() <= recovered;
      if (answer.result() instanceof CommitResult.Committed committed) {
        assertThat(exists).as("%s is there", answer).isTrue();
        Commit commit = model.committed().get((int) answer.sequence() - 1);
        assertThat(committed.time()).isEqualTo(commit.time());
      } else if (answer.result() instanceof CommitResult.NotCommitted) {
        assertThat(exists).as("%s is there", answer).isFalse();
      } else {
        assertThat(answer.result()).isInstanceOf(CommitResult.OutcomeUnknown.class);
      }
    }
    met.add(recovered > published ? "crash with more than published" : "crash inside a barrier");
    agreeOnHistory();
  }

  private void arm(Crash kind, int operation) {
    crash = kind;
    crashAt = disk.operations() + operation;
  }

  private void crashNow(Crash kind) {
    switch (kind) {
      case LOSING_ALL -> disk.crashLosingAll();
      case KEEPING_ALL -> disk.crashKeepingAll();
      case AT_RANDOM -> disk.crash(chance);
      case KILL -> disk.kill();
    }
  }

  private void reopen() throws IOException {
    directory = recover();
    coordinator = coordinate(directory);
    leases.clear();
    assertThat(directory.recoveredTip()).isEqualTo(model.tip());
    model.reopen(model.tip());
    agreeOnHistory();
  }

  // -------------------------------------------------------------------------------- comparisons

  private <T> void agree(String what, Supplier<T> real, Supplier<T> expected) {
    T answer = real.get();
    assertThat(answer).as(what).isEqualTo(expected.get());
    if (answer instanceof String sentence) {
      met.add(sentence.isEmpty() ? "acceptable" : sentence.replaceAll(" .*", ""));
    }
    agreeOnState();
  }

  private static String orError(Supplier<String> answer) {
    try {
      return answer.get();
    } catch (IllegalArgumentException | ArithmeticException e) {
      return "error";
    }
  }

  private void agreeOnState() {
    assertThat(coordinator.commitSeqTip()).as("tip").isEqualTo(model.tip());
    assertThat(coordinator.pendingCount()).as("pending").isEqualTo(model.pendingCount());
    assertThat(coordinator.currentEpoch()).as("epoch").isEqualTo(model.currentEpoch());
    assertThat(coordinator.haltCause()).isEmpty();
  }

  /** Reads everything back: dense, with the acknowledged times, tokens, evidence and bytes. */
  void agreeOnHistory() throws IOException {
    agreeOnState();
    CommitHistory history =
        new CommitHistory(
            directory.log().reader(),
            coordinator::commitSeqTip,
            coordinator.state()::committedSequenceOf);
    long lastTime = 0;
    for (Commit commit : model.committed()) {
      CommittedTransaction read = history.read(commit.sequence());
      assertThat(read.sequence()).isEqualTo(commit.sequence());
      assertThat(read.time()).isEqualTo(commit.time()).isGreaterThan(lastTime);
      assertThat(read.token()).isEqualTo(token(commit.txn()));
      CommittedTransaction.Evidence evidence = read.readEvidence();
      assertThat(evidence.beginSeq()).isEqualTo(commit.txn().beginSeq());
      assertThat(evidence.pagesWritten()).isEqualTo(array(commit.txn().writes()));
      assertThat(evidence.pagesRead()).isEqualTo(array(commit.txn().reads()));
      assertThat(evidence.references()).containsExactly(references(commit.txn()));
      try (InputStream payload = read.openCapsule()) {
        assertThat(payload.readAllBytes()).isEqualTo(payload(commit.txn().capsule()));
      }
      lastTime = commit.time();
    }
  }

  // --------------------------------------------------------------------------------- translation

  private Submission submission(Txn txn) throws IOException {
    Submission submission =
        txn.capsule().isEmpty()
            ? Submission.readOnly(token(txn), txn.beginSeq())
            : Submission.of(
                token(txn), txn.beginSeq(), coordinator.writeCapsule(payload(txn.capsule())));
    return submission
        .writing(array(txn.writes()))
        .reading(array(txn.reads()))
        .withEvidence(references(txn));
  }

  private static EvidenceRef[] references(Txn txn) {
    return txn.evidence().stream()
        .map(number -> new EvidenceRef(number, ~number))
        .toArray(EvidenceRef[]::new);
  }

  private static TxnToken token(Txn txn) {
    return new TxnToken(0, txn.token());
  }

  private static long[] array(List<Long> pages) {
    return pages.stream().mapToLong(Long::longValue).toArray();
  }

  /** The content of a capsule by its name: the longer the name, the longer the content. */
  private static byte[] payload(String capsule) {
    byte[] bytes = new byte[1 + 900 * (capsule.length() - 1)];
    Arrays.fill(bytes, (byte) capsule.charAt(0));
    return bytes;
  }

  private static List<String> say(List<Answer> answers) {
    return answers.stream()
        .map(
            answer -> {
              assertThat(say(answer.result())).contains(" " + answer.sequence() + " ");
              return say(answer.result());
            })
        .toList();
  }

  /** An answer in the model's words. */
  private static String say(SubmitResult result) {
    if (result instanceof SubmitResult.Admitted admitted) {
      return "admitted " + admitted.sequence();
    } else if (result instanceof CommitResult.Committed committed) {
      return "committed " + committed.sequence() + " at " + committed.time();
    } else if (result instanceof CommitResult.SerializableAt at) {
      return "serializable at " + at.beginSeq();
    } else if (result instanceof CommitResult.FcwConflict conflict) {
      return "conflict on " + Arrays.toString(conflict.pages());
    } else if (result instanceof CommitResult.SsiConflict conflict) {
      return conflict.structure() == CommitResult.SsiConflict.Structure.PIVOT
          ? "pivot between "
              + conflict.with()
              + (conflict.withOnlyRead() ? " which read" : " which wrote")
              + " and "
              + conflict.out()
          : "before pivot " + conflict.with() + " before " + conflict.out();
    } else if (result instanceof CommitResult.SnapshotTooOld old) {
      return "older than " + old.floor();
    } else if (result instanceof CommitResult.SnapshotInTheFuture future) {
      return "in the future of " + future.tip();
    } else if (result instanceof CommitResult.ShuttingDown) {
      return "shutting down";
    } else if (result instanceof CommitResult.NotCommitted not
        && not.cause() instanceof ValidationLimitException) {
      return "no room";
    }
    return String.valueOf(result);
  }

  @Override
  public String toString() {
    return coordinator + " beside " + model.tip() + "+" + model.pendingCount();
  }
}
