package org.waymark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.CommitResult.Committed;
import org.waymark.disk.MemoryDisk;
import org.waymark.disk.MemoryDisk.Event;
import org.waymark.disk.MemoryDisk.Op;

/** The lock file is removed while one process opens the log, and another one opens it meanwhile. */
class UsurpedOpeningTest {
  private final MemoryDisk disk = new MemoryDisk();
  private final List<CommitLog> usurpers = new ArrayList<>();
  private boolean armed;

  UsurpedOpeningTest() {
    disk.onOperation(this::look);
  }

  private void look(Event event) {
    if (armed && event.op() == Op.CREATE && event.name().startsWith("markers")) {
      armed = false;
      usurp();
    }
  }

  private void usurp() {
    try {
      disk.delete("LOCK");
      CommitLog log = CommitLog.open(disk, LogOptions.defaults());
      usurpers.add(log);
      commit(log, log.tip() + 1);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void commit(CommitLog log, long sequence)
      throws IOException, InterruptedException {
    try (Snapshot snapshot = log.beginSnapshot()) {
      CapsuleHandle capsule = log.writeCapsule(new byte[] {1});
      TxnToken token = new TxnToken(1, sequence);
      assertThat(log.commit(Submission.of(token, snapshot.beginSeq(), capsule).writing(7)))
          .isInstanceOfSatisfying(
              Committed.class, it -> assertThat(it.sequence()).isEqualTo(sequence));
    }
  }

  /** Both choose one incarnation, and so one name for their first segment. */
  @ParameterizedTest
  @ValueSource(longs = {0, 2})
  void whoLostTheLockReplacesNoSegment(long before) throws Exception {
    try (CommitLog log = CommitLog.open(disk, LogOptions.defaults())) {
      for (long sequence = 1; sequence <= before; sequence++) {
        commit(log, sequence);
      }
    }
    armed = true;
    assertThatThrownBy(() -> CommitLog.open(disk, LogOptions.defaults()))
        .isInstanceOf(LogRefusedException.class)
        .hasMessageContaining("the lock file was removed or replaced: another process may own");
    try (CommitLog usurper = usurpers.get(0)) {
      commit(usurper, before + 2);
    }
    try (CommitLog log = CommitLog.open(disk, LogOptions.defaults())) {
      assertThat(log.tip()).isEqualTo(before + 2);
      assertThat(log.history().findByToken(new TxnToken(1, before + 1))).isPresent();
    }
  }
}
