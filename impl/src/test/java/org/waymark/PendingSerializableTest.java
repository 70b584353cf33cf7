package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waymark.CommitResult.SerializableAt;
import org.waymark.CommitResult.SsiConflict;
import org.waymark.CommitResult.SsiConflict.Structure;
import org.waymark.disk.MemoryDisk;

/**
 * The anomalies of the textbooks, where whoever refuses is admitted and not yet committed: pending
 * members count, for they will commit.
 */
class PendingSerializableTest {
  private static final long X = 1;
  private static final long Y = 2;
  private static final long Z = 3;

  private final LogDirectory directory;
  private final WriteCoordinator coordinator;
  private long tokens;

  PendingSerializableTest() throws IOException {
    LogOptions options = LogOptions.defaults().withRandom(new Random(1));
    directory = LogDirectory.recover(new MemoryDisk(), options);
    coordinator = new WriteCoordinator(OperatingMode.NATIVE, 0, 4, directory);
  }

  @AfterEach
  void close() throws IOException {
    directory.close();
  }

  /** A transaction that began at a sequence: what it read, then what it wrote. */
  private SubmitResult submit(long beginSeq, long[] read, long... written) throws IOException {
    TxnToken token = new TxnToken(0, ++tokens);
    Submission submission =
        written.length == 0
            ? Submission.readOnly(token, beginSeq)
            : Submission.of(token, beginSeq, coordinator.writeCapsule(new byte[] {1}));
    return coordinator.submit(submission.reading(read).writing(written), 0);
  }

  private void admit(long sequence, SubmitResult result) {
    assertThat(result)
        .isInstanceOfSatisfying(
            SubmitResult.Admitted.class,
            admitted -> assertThat(admitted.sequence()).isEqualTo(sequence));
    assertThat(coordinator.commitSeqTip()).as("pending").isLessThan(sequence);
  }

  private void refuse(Structure structure, long pending, SubmitResult result) {
    assertThat(result)
        .isInstanceOfSatisfying(
            SsiConflict.class,
            conflict -> {
              assertThat(conflict.structure()).isEqualTo(structure);
              assertThat(conflict.with()).isEqualTo(pending);
            });
    assertThat(coordinator.commitSeqTip()).as("still pending").isLessThan(pending);
  }

  private static long[] reading(long... pages) {
    return pages;
  }

  /** The first doctor is not off duty yet, but will be; the second must stay. */
  @Test
  void writeSkew() throws Exception {
    admit(1, submit(0, reading(X, Y), X));
    refuse(Structure.PIVOT, 1, submit(0, reading(X, Y), Y));
  }

  /** It does not matter how far its group has come. */
  @Test
  void writeSkewWithOneThatIsBetweenTheBarriers() throws Exception {
    admit(1, submit(0, reading(X, Y), X));
    assertThat(coordinator.fsync1()).isEqualTo(1);
    refuse(Structure.PIVOT, 1, submit(0, reading(X, Y), Y));
    assertThat(coordinator.appendMarkersAndFsync2()).containsExactly(1L);
  }

  /** Who would stand between two that are pending. */
  @Test
  void pivotBetweenTwo() throws Exception {
    admit(1, submit(0, reading(), X));
    admit(2, submit(0, reading(Y), Z));
    refuse(Structure.PIVOT, 2, submit(0, reading(X), Y));
  }

  /**
   * The deposit has committed, the withdrawal that did not see it is pending, and the statement
   * shows the one without the other (Fekete, O'Neil and O'Neil 2004).
   */
  @Test
  void readOnlyAnomaly() throws Exception {
    admit(1, submit(0, reading(Y), Y));
    coordinator.flushBatch();
    admit(2, submit(0, reading(X, Y), X));
    refuse(Structure.COMMITTED_PIVOT, 2, submit(1, reading(X, Y)));
    assertThat(submit(1, reading(Y))).as("no part of it").isEqualTo(new SerializableAt(1));
  }

  /** The batch is closed, a receipt for it is pending, and the report would be final without it. */
  @Test
  void batchProcessing() throws Exception {
    long total = 4;
    admit(1, submit(0, reading(X), X));
    coordinator.flushBatch();
    admit(2, submit(0, reading(X), Z));
    refuse(Structure.COMMITTED_PIVOT, 2, submit(1, reading(X, Z), total));
  }
}
