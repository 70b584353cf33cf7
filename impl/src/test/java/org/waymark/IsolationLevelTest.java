package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waymark.CommitResult.Committed;
import org.waymark.CommitResult.SsiConflict;
import org.waymark.disk.MemoryDisk;

/**
 * The isolation level is the log's: from its creation on, whatever an opening says or leaves out.
 */
class IsolationLevelTest {
  private static final long X = 1;
  private static final long Y = 2;
  private static final LogOptions NONE_NAMED =
      LogOptions.defaults().withCapsuleSegmentBytes(1 << 20);

  @TempDir private Path directory;
  private long tokens;

  private static LogOptions naming(IsolationLevel level) {
    return NONE_NAMED.withIsolation(level);
  }

  /** Two read the same two pages and write one each; returns the answer of the second. */
  private CommitResult writeSkew(CommitLog log) throws IOException, InterruptedException {
    try (Snapshot both = log.beginSnapshot()) {
      assertThat(commit(log, both, X)).isInstanceOf(Committed.class);
      return commit(log, both, Y);
    }
  }

  private CommitResult commit(CommitLog log, Snapshot from, long written)
      throws IOException, InterruptedException {
    TxnToken token = new TxnToken(log.tip(), ++tokens);
    CapsuleHandle capsule = log.writeCapsule(new byte[] {1});
    return log.commit(
        Submission.of(token, from.beginSeq(), capsule).reading(X, Y).writing(written));
  }

  /** Returns what each file holds, by name; the content of the lock file means nothing. */
  private Map<String, ByteBuffer> picture() throws IOException {
    Map<String, ByteBuffer> picture = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        byte[] bytes = file.endsWith("LOCK") ? new byte[0] : Files.readAllBytes(file);
        picture.put(file.getFileName().toString(), ByteBuffer.wrap(bytes));
      }
    }
    return picture;
  }

  @Test
  void aNewLogIsSerializableAndStaysSo() throws Exception {
    for (int life = 0; life < 2; life++) {
      try (CommitLog log = CommitLog.open(directory)) {
        assertThat(log.isolation()).isEqualTo(IsolationLevel.SERIALIZABLE);
        assertThat(writeSkew(log)).isInstanceOf(SsiConflict.class);
      }
    }
  }

  @Test
  void aLogCreatedForSnapshotIsolationAdmitsWriteSkewInEveryLife() throws Exception {
    try (CommitLog log = CommitLog.open(directory, naming(IsolationLevel.SNAPSHOT))) {
      assertThat(writeSkew(log)).isInstanceOf(Committed.class);
    }
    for (LogOptions options : new LogOptions[] {NONE_NAMED, naming(IsolationLevel.SNAPSHOT)}) {
      try (CommitLog log = CommitLog.open(directory, options)) {
        assertThat(log.isolation()).isEqualTo(IsolationLevel.SNAPSHOT);
        assertThat(writeSkew(log)).isInstanceOf(Committed.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherLevelIsRefusedAndTheDirectoryIsLeftAsItWas(IsolationLevel level) throws Exception {
    try (CommitLog log = CommitLog.open(directory, naming(level))) {
      assertThat(writeSkew(log)).isNotNull();
    }
    IsolationLevel other =
        level == IsolationLevel.SNAPSHOT ? IsolationLevel.SERIALIZABLE : IsolationLevel.SNAPSHOT;
    Map<String, ByteBuffer> before = picture();
    LogRefusedException refusal =
        catchThrowableOfType(
            LogRefusedException.class, () -> CommitLog.open(directory, naming(other)));
    assertThat(refusal.reason()).isEqualTo(LogRefusedException.Reason.ISOLATION);
    assertThat(refusal)
        .hasMessageContainingAll(directory.toString(), level.stored().words())
        .hasMessageContaining(other.stored().words())
        .message()
        .hasLineCount(1);
    assertThat(picture()).isEqualTo(before);
    try (CommitLog log = CommitLog.open(directory, naming(level))) {
      assertThat(log.isolation()).isEqualTo(level);
    }
  }

  @Test
  void aReaderIsToldBesideAWriterAndWithoutOne() throws Exception {
    try (CommitLog log = CommitLog.open(directory, naming(IsolationLevel.SNAPSHOT));
        ReadOnlyCommitLog reader = CommitLog.openReadOnly(directory)) {
      assertThat(reader.isolation()).isEqualTo(IsolationLevel.SNAPSHOT);
      assertThat(writeSkew(log)).isInstanceOf(Committed.class);
      reader.refresh();
      assertThat(reader.isolation()).isEqualTo(IsolationLevel.SNAPSHOT);
    }
    try (ReadOnlyCommitLog reader = CommitLog.openReadOnly(directory)) {
      assertThat(reader.isolation()).isEqualTo(IsolationLevel.SNAPSHOT);
    }
  }

  /** Once the log was created it is what it is, though nobody committed and the power failed. */
  @Test
  void aPowerLossBeforeTheFirstCommitKeepsTheLevel() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    LogOptions stepwise = NONE_NAMED.withOwnThreads(false);
    CommitLog created = CommitLog.open(disk, stepwise.withIsolation(IsolationLevel.SNAPSHOT));
    assertThat(created.isolation()).isEqualTo(IsolationLevel.SNAPSHOT);
    disk.crashLosingAll();
    assertThatThrownBy(
            () -> CommitLog.open(disk, stepwise.withIsolation(IsolationLevel.SERIALIZABLE)))
        .isInstanceOf(LogRefusedException.class);
    try (CommitLog log = CommitLog.open(disk, NONE_NAMED)) {
      assertThat(log.isolation()).isEqualTo(IsolationLevel.SNAPSHOT);
      assertThat(log.tip()).isZero();
      assertThat(writeSkew(log)).isInstanceOf(Committed.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLevelAndWhatIsStoredForItAreOne(IsolationLevel level) {
    assertThat(IsolationLevel.of(level.stored())).isEqualTo(level);
    assertThat(IsolationLevel.parse(level.stored().words())).isEqualTo(level);
  }
}
