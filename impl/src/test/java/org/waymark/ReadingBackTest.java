package org.waymark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.disk.Disk;
import org.waymark.disk.FileDisk;
import org.waymark.disk.MemoryDisk;

/** The committed history through the front door: by sequence, time and token, and from afar. */
@Timeout(60)
class ReadingBackTest {
  private static final int COMMITS = 100;
  private static final int WINDOW = 8;

  private final MemoryDisk disk = new MemoryDisk();
  private final AtomicLong now = new AtomicLong(1_000);

  /** Tells the time that the test says, and durations as the machine does. */
  private final TimeSource time =
      new TimeSource() {
        @Override
        public long unixNanos() {
          return now.get();
        }

        @Override
        public long monotonicNanos() {
          return TimeSource.system().monotonicNanos();
        }
      };

  private final LogOptions options =
      LogOptions.defaults()
          .withMarkersPerSegment(16)
          .withGroupCommitMax(4)
          .withCapsuleSegmentBytes(64 << 10)
          .withRetryWindow(WINDOW)
          .withTime(time);

  /** Commits sequence 1, 2 … at 1000, 1010 … */
  private void commit(Disk into, int count) throws Exception {
    try (CommitLog log = CommitLog.open(into, options)) {
      for (int i = 0; i < count; i++) {
        commitOne(log);
      }
    }
  }

  private void commitOne(CommitLog log) throws Exception {
    long next = log.tip() + 1;
    byte[] payload = ("payload " + next).getBytes(UTF_8);
    Submission submission =
        Submission.of(new TxnToken(7, next), log.tip(), log.writeCapsule(payload))
            .writing(next)
            .reading(next + 1)
            .withEvidence(new EvidenceRef(next, -1), new EvidenceRef(0, next));
    assertThat(log.commit(submission)).isEqualTo(new CommitResult.Committed(next, now.get()));
    now.addAndGet(10);
  }

  @BeforeEach
  void commitSome() throws Exception {
    commit(disk, COMMITS);
  }

  @Test
  void findsTheLastCommitAtOrBeforeATime() throws Exception {
    try (CommitLog log = CommitLog.open(disk, options)) {
      CommitHistory history = log.history();
      assertThat(history.findByTime(999)).isZero();
      assertThat(history.findByTime(1_000)).isEqualTo(1);
      assertThat(history.findByTime(1_009)).isEqualTo(1);
      assertThat(history.findByTime(1_010)).isEqualTo(2);
      assertThat(history.findByTime(1_990)).isEqualTo(COMMITS);
      assertThat(history.findByTime(Long.MAX_VALUE)).isEqualTo(COMMITS);
    }
  }

  @Test
  void findsATimeWithTheLogarithmOfTheCommitsInReads() throws Exception {
    try (CommitLog log = CommitLog.open(disk, options)) {
      AtomicInteger reads = new AtomicInteger();
      disk.onOperation(
          event -> {
            if (event.op() == MemoryDisk.Op.READ) {
              reads.incrementAndGet();
            }
          });
      int most = 0;
      for (long at = 995; at < 2_000; at += 7) {
        reads.set(0);
        log.history().findByTime(at);
        most = Math.max(most, reads.get());
      }
      // floor(log2 100) + 1
      assertThat(most).isBetween(2, 7);
      reads.set(0);
      log.history().read(COMMITS / 2);
      assertThat(reads).hasValue(1);
    }
  }

  @Test
  void findsATokenWhetherItIsRememberedOrNot() throws Exception {
    try (CommitLog log = CommitLog.open(disk, options)) {
      for (long sequence : new long[] {1, COMMITS - WINDOW, COMMITS - WINDOW + 1, COMMITS}) {
        assertThat(log.history().findByToken(new TxnToken(7, sequence)))
            .map(CommittedTransaction::sequence)
            .hasValue(sequence);
      }
      assertThat(log.history().findByToken(new TxnToken(8, 1))).isEmpty();
    }
  }

  @Test
  void walksFromASequenceToTheTipAndOnWhenItMoves() throws Exception {
    try (CommitLog log = CommitLog.open(disk, options)) {
      CommitHistory.Cursor cursor = log.history().from(COMMITS - 1);
      List<Long> seen = new ArrayList<>();
      for (CommittedTransaction t = cursor.next(); t != null; t = cursor.next()) {
        seen.add(t.sequence());
        assertThat(t.readEvidence().pagesWritten()).containsExactly(t.sequence());
        assertThat(t.readEvidence().pagesRead()).containsExactly(t.sequence() + 1);
        assertThat(t.readEvidence().references())
            .containsExactly(new EvidenceRef(t.sequence(), -1), new EvidenceRef(0, t.sequence()));
        assertThat(t.openCapsule()).hasContent("payload " + t.sequence());
      }
      assertThat(seen).containsExactly(COMMITS - 1L, (long) COMMITS);
      commitOne(log);
      assertThat(cursor.next()).isNotNull();
      assertThat(cursor.next()).isNull();
      assertThatThrownBy(() -> log.history().read(COMMITS + 2))
          .isInstanceOf(NoSuchElementException.class);
      assertThatThrownBy(() -> log.history().read(0)).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void saysThatTheLogIsClosed() throws Exception {
    CommitLog log = CommitLog.open(disk, options);
    CommitHistory history = log.history();
    log.close();
    assertThatThrownBy(() -> history.read(1)).isInstanceOf(IOException.class);
  }

  @Test
  void readsBesideALiveWriterNoMoreThanIsProvenDurable(@TempDir Path directory) throws Exception {
    commit(FileDisk.openOrCreate(directory), 3);
    try (ReadOnlyCommitLog reader = CommitLog.openReadOnly(directory)) {
      assertThat(reader.history().tip()).isEqualTo(3);
      readBeside(directory, reader);
      assertThat(reader.refresh()).as("after a clean close").isEqualTo(43);
    }
  }

  private void readBeside(Path directory, ReadOnlyCommitLog reader) throws Exception {
    try (CommitLog log = CommitLog.open(directory, options)) {
      for (int i = 0; i < 40; i++) {
        commitOne(log);
        // What proves a group durable is the next one's watermark.
        assertThat(reader.refresh()).isEqualTo(log.tip() - 1);
      }
      assertThat(reader.history().read(reader.history().tip()).openCapsule())
          .hasContent("payload 42");
      assertThat(reader.history().findByToken(new TxnToken(7, 20)))
          .map(CommittedTransaction::sequence)
          .hasValue(20L);
    }
  }
}
