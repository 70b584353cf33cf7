package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waymark.CommitResult.Committed;
import org.waymark.CommitResult.FcwConflict;
import org.waymark.CommitResult.SerializableAt;
import org.waymark.CommitResult.SsiConflict;
import org.waymark.CommitResult.SsiConflict.Structure;
import org.waymark.disk.MemoryDisk;

/** The anomalies of the textbooks, through the front door: none of them commits. */
class SerializableTest {
  private static final long X = 1;
  private static final long Y = 2;
  private static final long Z = 3;

  private final MemoryDisk disk = new MemoryDisk();
  private long tokens;

  private static LogOptions options() {
    return LogOptions.defaults().withRandom(new Random(1));
  }

  /** A transaction: what it read, then what it wrote. */
  private CommitResult commit(CommitLog log, Snapshot from, long[] read, long... written)
      throws IOException, InterruptedException {
    TxnToken token = new TxnToken(0, ++tokens);
    if (written.length == 0) {
      return log.commit(Submission.readOnly(token, from.beginSeq()).reading(read));
    }
    CapsuleHandle capsule = log.writeCapsule(new byte[] {1});
    return log.commit(
        Submission.of(token, from.beginSeq(), capsule).reading(read).writing(written));
  }

  private static long[] reading(long... pages) {
    return pages;
  }

  /** Two add to one balance that both have read: the second would undo the first. */
  @Test
  void lostUpdate() throws Exception {
    try (CommitLog log = CommitLog.open(disk, options());
        Snapshot one = log.beginSnapshot();
        Snapshot two = log.beginSnapshot()) {
      assertThat(commit(log, one, reading(X), X)).isInstanceOf(Committed.class);
      assertThat(commit(log, two, reading(X), X)).isInstanceOf(FcwConflict.class);
    }
  }

  /** Two doctors each see that the other is on call, and go home. */
  @Test
  void writeSkew() throws Exception {
    try (CommitLog log = CommitLog.open(disk, options());
        Snapshot one = log.beginSnapshot();
        Snapshot two = log.beginSnapshot()) {
      assertThat(commit(log, one, reading(X, Y), X)).isInstanceOf(Committed.class);
      assertThat(commit(log, two, reading(X, Y), Y))
          .isEqualTo(new SsiConflict(Structure.PIVOT, 1, false, 1));
    }
  }

  /** The same under snapshot isolation, which is what it allows. */
  @Test
  void writeSkewUnderSnapshotIsolation() throws Exception {
    try (CommitLog log = CommitLog.open(disk, options().withIsolation(IsolationLevel.SNAPSHOT));
        Snapshot one = log.beginSnapshot();
        Snapshot two = log.beginSnapshot()) {
      assertThat(commit(log, one, reading(X, Y), X)).isInstanceOf(Committed.class);
      assertThat(commit(log, two, reading(X, Y), Y)).isInstanceOf(Committed.class);
    }
  }

  /**
   * A deposit commits after a withdrawal has read the account, and before the statement; the
   * withdrawal would charge for an overdraft that the statement proves impossible (Fekete, O'Neil
   * and O'Neil 2004).
   */
  @Test
  void readOnlyAnomaly() throws Exception {
    try (CommitLog log = CommitLog.open(disk, options());
        Snapshot withdrawal = log.beginSnapshot();
        Snapshot deposit = log.beginSnapshot()) {
      assertThat(commit(log, deposit, reading(Y), Y)).isEqualTo(committed(log, 1));
      try (Snapshot statement = log.beginSnapshot()) {
        assertThat(commit(log, statement, reading(X, Y))).isEqualTo(new SerializableAt(1));
      }
      assertThat(commit(log, withdrawal, reading(X, Y), X))
          .isEqualTo(new SsiConflict(Structure.PIVOT, 1, true, 1));
    }
  }

  /** The same, and the withdrawal comes before the statement, which is refused instead. */
  @Test
  void readOnlyAnomalyTheOtherWayRound() throws Exception {
    try (CommitLog log = CommitLog.open(disk, options());
        Snapshot withdrawal = log.beginSnapshot();
        Snapshot deposit = log.beginSnapshot()) {
      assertThat(commit(log, deposit, reading(Y), Y)).isEqualTo(committed(log, 1));
      try (Snapshot statement = log.beginSnapshot()) {
        assertThat(commit(log, withdrawal, reading(X, Y), X)).isEqualTo(committed(log, 2));
        assertThat(commit(log, statement, reading(X, Y)))
            .isEqualTo(new SsiConflict(Structure.COMMITTED_PIVOT, 2, false, 1));
      }
    }
  }

  /**
   * Receipts belong to a batch whose number is x; closing the batch moves the number; the report of
   * a closed batch must be final.
   */
  @Test
  void batchProcessing() throws Exception {
    try (CommitLog log = CommitLog.open(disk, options());
        Snapshot receipt = log.beginSnapshot();
        Snapshot closing = log.beginSnapshot()) {
      assertThat(commit(log, closing, reading(X), X)).isEqualTo(committed(log, 1));
      try (Snapshot report = log.beginSnapshot()) {
        assertThat(commit(log, report, reading(X, Z))).isEqualTo(new SerializableAt(1));
      }
      assertThat(commit(log, receipt, reading(X), Z))
          .isEqualTo(new SsiConflict(Structure.PIVOT, 1, true, 1));
    }
  }

  /**
   * Two that see two writers in different orders: there is one order of commits, so they cannot.
   */
  @Test
  void longFork() throws Exception {
    try (CommitLog log = CommitLog.open(disk, options());
        Snapshot one = log.beginSnapshot();
        Snapshot two = log.beginSnapshot()) {
      assertThat(commit(log, one, reading(), X)).isEqualTo(committed(log, 1));
      try (Snapshot between = log.beginSnapshot()) {
        assertThat(commit(log, two, reading(), Y)).isEqualTo(committed(log, 2));
        assertThat(commit(log, between, reading(X, Y))).isEqualTo(new SerializableAt(1));
        assertThat(commit(log, one, reading(X, Y))).isEqualTo(new SerializableAt(0));
      }
    }
  }

  /**
   * A predicate is a page that whoever adds to what it covers writes, and whoever asks it reads.
   */
  @Test
  void phantom() throws Exception {
    long predicate = Z;
    try (CommitLog log = CommitLog.open(disk, options());
        Snapshot one = log.beginSnapshot();
        Snapshot two = log.beginSnapshot()) {
      assertThat(commit(log, one, reading(predicate), X, predicate)).isEqualTo(committed(log, 1));
      assertThat(commit(log, two, reading(predicate), Y, predicate))
          .isInstanceOf(FcwConflict.class);
      try (Snapshot three = log.beginSnapshot();
          Snapshot four = log.beginSnapshot()) {
        assertThat(commit(log, three, reading(predicate), X)).isEqualTo(committed(log, 2));
        assertThat(commit(log, four, reading(X), predicate))
            .isEqualTo(new SsiConflict(Structure.PIVOT, 2, false, 2));
      }
    }
  }

  /**
   * What committed after it is no longer known; nobody before it matters to one that began there.
   */
  @Test
  void whoBeganBelowTheRecoveredTipIsRefused() throws Exception {
    Snapshot below;
    Snapshot there;
    try (CommitLog log = CommitLog.open(disk, options())) {
      below = log.beginSnapshot();
      assertThat(commit(log, below, reading(X), Y)).isEqualTo(committed(log, 1));
      there = log.beginSnapshot();
    }
    try (CommitLog log = CommitLog.open(disk, options())) {
      assertThat(commit(log, below, reading(Y), X)).isEqualTo(new CommitResult.SnapshotTooOld(1));
      assertThat(commit(log, there, reading(Y), X)).isEqualTo(committed(log, 2));
    }
  }

  /** At the limit a reader is refused too: one that is not remembered could be missed. */
  @Test
  void aReaderThatCannotBeRememberedIsRefused() throws Exception {
    try (CommitLog log = CommitLog.open(disk, options().withMaxIndexPages(2));
        Snapshot old = log.beginSnapshot()) {
      assertThat(commit(log, old, reading(), X, Y)).isEqualTo(committed(log, 1));
      try (Snapshot reader = log.beginSnapshot()) {
        assertThat(commit(log, reader, reading(Z)))
            .isInstanceOfSatisfying(
                CommitResult.NotCommitted.class,
                refused ->
                    assertThat(refused.cause()).isInstanceOf(ValidationLimitException.class));
      }
    }
  }

  /** At either level what cannot be remembered is refused, and the log goes on. */
  @ParameterizedTest
  @EnumSource
  void aWriterThatCannotBeRememberedIsRefused(IsolationLevel level) throws Exception {
    LogOptions narrow = options().withMaxIndexPages(2).withIsolation(level);
    try (CommitLog log = CommitLog.open(disk, narrow)) {
      try (Snapshot old = log.beginSnapshot()) {
        assertThat(commit(log, old, reading(), X, Y)).isEqualTo(committed(log, 1));
        assertThat(commit(log, old, reading(), Z))
            .isInstanceOfSatisfying(
                CommitResult.NotCommitted.class,
                refused ->
                    assertThat(refused.cause())
                        .isInstanceOf(ValidationLimitException.class)
                        .hasMessageContaining("1 pages written and 0 read: 2 of 2 are taken"));
      }
      try (Snapshot later = log.beginSnapshot()) {
        assertThat(commit(log, later, reading(), Z)).isEqualTo(committed(log, 2));
      }
    }
  }

  private static CommitResult committed(CommitLog log, long sequence) throws IOException {
    return new Committed(sequence, log.history().read(sequence).time());
  }
}
