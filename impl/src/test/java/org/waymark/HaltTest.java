package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.disk.DiskFullException;
import org.waymark.disk.MemoryDisk;
import org.waymark.disk.MemoryDisk.Event;
import org.waymark.disk.MemoryDisk.Op;

/** Rule 12: what a failure of the disk ends, what it does not end, and what is said of it. */
class HaltTest {
  private static final LogOptions OPTIONS =
      LogOptions.defaults()
          .withGroupCommitMax(2)
          .withMarkersPerSegment(4)
          .withCapsuleSegmentBytes(Limits.MIN_CAPSULE_SEGMENT_BYTES)
          .withRandom(new Random(1));

  /** One life of a log on a disk, up to a failure. */
  private static final class Life {
    final MemoryDisk disk = new MemoryDisk();
    final List<Answer> answers = new ArrayList<>();
    final AtomicReference<Event> hit = new AtomicReference<>();
    final IOException failure = new IOException("injected");
    final LogDirectory directory;
    final WriteCoordinator coordinator;
    long admitted;
    private Predicate<Event> target = event -> false;

    Life(LogOptions options) throws IOException {
      directory = LogDirectory.recover(disk, options);
      coordinator = new WriteCoordinator(OperatingMode.NATIVE, 0, 2, directory);
      disk.onOperation(this::look);
    }

    private void look(Event event) {
      if (hit.get() == null && target.test(event)) {
        hit.set(event);
        if (event.op() == Op.IS_HELD) {
          removeLock();
        } else {
          disk.failNext(event.op(), event.name()::equals, failure);
        }
      }
    }

    private void removeLock() {
      try {
        disk.delete("LOCK");
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    void failAt(Predicate<Event> event) {
      target = event;
    }

    Submission submission() throws IOException {
      return HaltTest.submission(coordinator, admitted + 1);
    }

    void submit() throws IOException {
      assertThat(coordinator.submit(submission(), 0))
          .isInstanceOfSatisfying(
              SubmitResult.Admitted.class,
              given -> assertThat(given.sequence()).isEqualTo(admitted + 1));
      admitted++;
    }

    /** One group committed, two covered, one pending; then all of them through FSYNC_2. */
    void run() throws IOException {
      submit();
      submit();
      answers.addAll(coordinator.flushBatch());
      submit();
      submit();
      assertThat(coordinator.fsync1()).isEqualTo(2);
      submit();
      submit();
      assertThat(coordinator.fsync1()).isEqualTo(2);
      submit();
      coordinator.appendMarkersAndFsync2();
      answers.addAll(coordinator.flushBatch());
    }

    /** Every later call says why, does no I/O and publishes nothing; drain answers the rest. */
    void assertHalted() throws IOException {
      Throwable cause = coordinator.haltCause().orElseThrow();
      long tip = coordinator.commitSeqTip();
      long operations = disk.operations();
      Submission late = Submission.readOnly(new TxnToken(9, 9), 0).reading(1);
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> coordinator.submit(late, 0),
              coordinator::fsync1,
              coordinator::appendMarkersAndFsync2,
              coordinator::flushBatch,
              () -> coordinator.submitAndCommit(late, 0),
              () -> coordinator.writeCapsule(new byte[] {1}))) {
        assertThatThrownBy(call).isInstanceOf(LogHaltedException.class).hasCause(cause);
      }
      assertThat(disk.operations()).as("operations after the halt").isEqualTo(operations);
      answers.addAll(coordinator.drainCommitted());
      assertThat(coordinator.drainCommitted()).isEmpty();
      assertThat(answers.stream().map(Answer::sequence))
          .as("one answer for each admitted, in order")
          .isEqualTo(LongStream.rangeClosed(1, admitted).boxed().toList());
      assertThat(coordinator.commitSeqTip()).isEqualTo(tip);
      assertThat(coordinator.pendingCount()).isZero();
      assertThat(coordinator.currentEpoch()).isEqualTo((tip + 1) / 2);
    }

    /** What was said is true, whatever the disk kept. */
    void assertTruthful(long recovered) {
      for (Answer answer : answers) {
        boolean exists = answer.sequence() <= recovered;
        if (answer.result() instanceof CommitResult.Committed) {
          assertThat(exists).as("%s exists", answer).isTrue();
        } else if (answer.result() instanceof CommitResult.NotCommitted) {
          assertThat(exists).as("%s exists", answer).isFalse();
        } else {
          assertThat(answer.result()).isInstanceOf(CommitResult.OutcomeUnknown.class);
        }
      }
    }

    List<String> results() {
      return answers.stream().map(answer -> answer.result().name()).toList();
    }
  }

  private static Submission submission(WriteCoordinator coordinator, long token)
      throws IOException {
    CapsuleHandle capsule = coordinator.writeCapsule(new byte[(int) (300 * token)]);
    return Submission.of(new TxnToken(1, token), 0, capsule).writing(token);
  }

  @ParameterizedTest
  @CsvSource({
    "2147483647,LOSING_ALL", "2147483647,KEEPING_ALL", "2147483647,AT_RANDOM", "2147483647,KILL",
    "50,LOSING_ALL", "50,KEEPING_ALL", "50,AT_RANDOM", "50,KILL"
  })
  void answersAreTrueWhicheverOperationFails(int longestWrite, CoordinatorBench.Crash crash)
      throws IOException {
    int halts = 0;
    int unknown = 0;
    for (int operation = 1; ; operation++) {
      Life life = new Life(OPTIONS);
      life.disk.limitWrites(longestWrite);
      long target = life.disk.operations() + operation;
      life.failAt(event -> event.number() == target);
      try {
        life.run();
        Event unhit = life.hit.get();
        assertThat(unhit).as("an operation failed and nobody noticed").isNull();
        break;
      } catch (LogHaltedException halted) {
        halts++;
        Event hit = Objects.requireNonNull(life.hit.get());
        long tip = life.coordinator.commitSeqTip();
        life.assertHalted();
        if (hit.op() != Op.IS_HELD) {
          assertThat(life.coordinator.haltCause()).containsSame(life.failure);
        }
        long started = touchesMarkers(hit) ? Math.min(tip + 2, life.admitted) : tip;
        unknown += touchesMarkers(hit) ? 1 : 0;
        for (Answer answer : life.answers) {
          assertThat(answer.result().name())
              .as("%s after %s", answer, hit)
              .isEqualTo(
                  answer.sequence() <= tip
                      ? "committed"
                      : answer.sequence() <= started ? "outcome_unknown" : "not_committed");
        }
        end(life.disk, crash, operation);
        life.disk.limitWrites(Integer.MAX_VALUE);
        try (LogDirectory reopened = LogDirectory.recover(life.disk, OPTIONS)) {
          life.assertTruthful(reopened.recoveredTip());
          assertReadable(reopened);
        }
      }
    }
    assertThat(halts).as("operations that failed").isGreaterThanOrEqualTo(60);
    assertThat(unknown).as("markers whose fate was unknown").isGreaterThanOrEqualTo(12);
  }

  private static boolean touchesMarkers(Event event) {
    boolean slots = event.name().startsWith("markers-") && !event.name().endsWith(".tmp");
    return event.op() == Op.IS_HELD
        || (slots && (event.op() == Op.WRITE || event.op() == Op.FORCE));
  }

  private static void end(MemoryDisk disk, CoordinatorBench.Crash crash, long seed) {
    switch (crash) {
      case LOSING_ALL -> disk.crashLosingAll();
      case KEEPING_ALL -> disk.crashKeepingAll();
      case AT_RANDOM -> disk.crash(new Random(seed));
      case KILL -> disk.kill();
    }
  }

  private static void assertReadable(LogDirectory directory) throws IOException {
    CommitHistory history =
        new CommitHistory(directory.log().reader(), directory::recoveredTip, token -> 0);
    for (long sequence = 1; sequence <= directory.recoveredTip(); sequence++) {
      CommittedTransaction read = history.read(sequence);
      assertThat(read.token()).isEqualTo(new TxnToken(1, sequence));
      try (InputStream payload = read.openCapsule()) {
        assertThat(payload.readAllBytes()).hasSize((int) (300 * sequence));
      }
    }
  }

  @Test
  void aFailedForceIsNeverFollowedByAnAcknowledgement() throws IOException {
    Life life = new Life(OPTIONS);
    life.submit();
    life.coordinator.fsync1();
    life.failAt(event -> event.op() == Op.FORCE && event.name().startsWith("markers-"));
    assertThatThrownBy(life.coordinator::appendMarkersAndFsync2)
        .isInstanceOf(LogHaltedException.class);
    life.assertHalted();
    assertThat(life.results()).containsExactly("outcome_unknown");

    // The cache still shows the marker, and the next force would succeed and write nothing.
    life.disk.kill();
    LogDirectory reopened = LogDirectory.recover(life.disk, OPTIONS);
    assertThat(reopened.recoveredTip()).isEqualTo(1);
    life.disk.crashLosingAll();
    try (LogDirectory again = LogDirectory.recover(life.disk, OPTIONS)) {
      assertThat(again.recoveredTip()).as("what was once recovered stays").isEqualTo(1);
    }
  }

  @Test
  void aFullDiskRefusesOneCapsuleOnly() throws IOException {
    Life life = new Life(OPTIONS);
    life.submit();
    life.disk.limitCapacity(0);
    byte[] large = new byte[3_000];
    assertThat(life.coordinator.writeCapsule(large).length()).as("in the segment").isEqualTo(3_000);
    assertThatThrownBy(() -> life.coordinator.writeCapsule(large))
        .isInstanceOf(DiskFullException.class);
    assertThat(life.coordinator.haltCause()).isEmpty();
    life.disk.limitCapacity(Long.MAX_VALUE);
    life.submit();
    assertThat(life.coordinator.flushBatch())
        .extracting(answer -> answer.result().name())
        .containsExactly("committed", "committed");
  }

  @Test
  void aDiskTooFullForTheProofsHalts() throws IOException {
    Life life = new Life(OPTIONS);
    life.submit();
    CapsuleHandle filler = life.coordinator.writeCapsule(new byte[3_640]);
    assertThat(filler.length()).isEqualTo(3_640);
    life.disk.limitCapacity(0);
    assertThatThrownBy(life.coordinator::fsync1)
        .isInstanceOf(LogHaltedException.class)
        .hasCauseInstanceOf(DiskFullException.class);
    life.assertHalted();
    assertThat(life.results()).containsExactly("not_committed");
  }

  @Test
  void anErrorInACapsuleWriteHalts() throws IOException {
    Life life = new Life(OPTIONS);
    life.submit();
    life.failAt(event -> event.op() == Op.WRITE && event.name().startsWith("capsules-"));
    assertThatThrownBy(life::submission)
        .isInstanceOf(LogHaltedException.class)
        .hasCause(life.failure);
    life.assertHalted();
    assertThat(life.results()).containsExactly("not_committed");
  }

  private interface Read {
    int read() throws IOException;
  }

  private static InputStream payload(Read read) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return read.read();
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return read.read();
      }
    };
  }

  @Test
  void aFailingPayloadHaltsNothing() throws IOException {
    Life life = new Life(OPTIONS);
    IOException broken = new IOException("the payload's own");
    InputStream failing =
        payload(
            () -> {
              throw broken;
            });
    assertThatThrownBy(() -> life.coordinator.writeCapsule(failing)).isSameAs(broken);
    InputStream rude =
        payload(
            () -> {
              throw new IllegalStateException("the payload's rude own");
            });
    assertThatThrownBy(() -> life.coordinator.writeCapsule(rude))
        .hasMessage("the payload's rude own");
    assertThatThrownBy(() -> life.coordinator.writeCapsule(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(life.coordinator.haltCause()).isEmpty();
    life.submit();
    assertThat(life.coordinator.flushBatch()).hasSize(1);
  }

  @Test
  void anUncheckedFailureOfTheDiskHaltsToo() throws IOException {
    Life life = new Life(OPTIONS);
    life.submit();
    IllegalStateException defect = new IllegalStateException("a defect");
    life.failAt(
        event -> {
          if (event.op() == Op.FORCE) {
            throw defect;
          }
          return false;
        });
    assertThatThrownBy(life.coordinator::fsync1)
        .isInstanceOf(LogHaltedException.class)
        .hasCause(defect);
    life.failAt(event -> false);
    life.assertHalted();
  }

  @Test
  void aRemovedLockHaltsBeforePublishing() throws IOException {
    Life life = new Life(OPTIONS);
    life.submit();
    life.coordinator.fsync1();
    life.disk.delete("LOCK");
    assertThatThrownBy(life.coordinator::appendMarkersAndFsync2)
        .isInstanceOf(LogHaltedException.class)
        .hasMessageContaining("lock file was removed or replaced");
    assertThat(life.coordinator.commitSeqTip()).isZero();
    life.assertHalted();
    assertThat(life.results()).containsExactly("outcome_unknown");
  }

  @Test
  void theFirstCauseStays() throws IOException {
    Life life = new Life(OPTIONS);
    life.submit();
    life.failAt(event -> event.op() == Op.WRITE);
    assertThatThrownBy(life.coordinator::flushBatch).hasCause(life.failure);
    assertThat(life.coordinator.state().halt(new IOException("a later one")))
        .hasCause(life.failure);
    assertThat(life.coordinator.toString()).contains("halted: " + life.failure);
  }
}
