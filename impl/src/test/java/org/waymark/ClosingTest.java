package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waymark.disk.MemoryDisk;

/** Closing a log in the middle of what others do with it. */
@Timeout(60)
class ClosingTest {

  private final MemoryDisk disk = new MemoryDisk();
  private final LogOptions options =
      LogOptions.defaults().withMarkersPerSegment(1_024).withCapsuleSegmentBytes(64 << 10);

  private static Submission submission(CommitLog log) throws IOException {
    return Submission.of(new TxnToken(1, 1), 0, log.writeCapsule(new byte[1])).writing(1);
  }

  @Test
  void answersStagesWhoseExecutorDroppedThem() throws Exception {
    CommitLog log = CommitLog.open(disk, options.withCallbackExecutor(dropped -> {}));
    CompletableFuture<CommitResult> stage = log.commitAsync(submission(log)).toCompletableFuture();
    log.close();
    assertThat(stage).isCompletedWithValueMatching(CommitResult.Committed.class::isInstance);
  }

  private static void closeUnchecked(CommitLog log) {
    try {
      log.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Found by simulation: the queue was asked before the token was. */
  @ParameterizedTest
  @EnumSource(LogOptions.WhenFull.class)
  void tellsARetryOfItsCommitThoughTheQueueIsFull(LogOptions.WhenFull whenFull) throws Exception {
    CommitLog log = CommitLog.open(disk, options.withQueue(1, whenFull));
    Submission submission = submission(log);
    CommitResult first = log.commit(submission);
    Submission another =
        Submission.of(new TxnToken(2, 2), 1, log.writeCapsule(new byte[1])).writing(2);
    try (Reservation theOnlyPlace = log.reserve()) {
      log.close();
      assertThat(log.commit(submission)).isEqualTo(first);
      assertThat(log.commitAsync(submission).toCompletableFuture().join()).isEqualTo(first);
      assertThat(log.commit(another)).isEqualTo(new CommitResult.ShuttingDown());
      assertThat(theOnlyPlace.commit(submission)).isEqualTo(first);
    }
    assertThat(log.toString()).endsWith("free places=1]");
  }

  @Test
  void leavesNothingToACapsuleThatIsStillBeingWritten() throws Exception {
    CommitLog log = CommitLog.open(disk, options);
    InputStream payload =
        new ByteArrayInputStream(new byte[10]) {
          @Override
          public int readNBytes(byte[] buffer, int offset, int length) {
            closeUnchecked(log);
            return super.readNBytes(buffer, offset, length);
          }
        };
    assertThatThrownBy(() -> log.writeCapsule(payload))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the log is closed");
    assertThat(disk.list()).noneMatch(name -> name.startsWith("capsules-"));
  }
}
