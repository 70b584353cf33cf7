package org.waymark.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waymark.disk.DiskFullException;
import org.waymark.disk.MemoryDisk;

/** What an opening makes of a directory that is not damaged. */
class OpeningTest {

  private static final LogShape SHAPE = new LogShape(4, 16 << 10);

  private final MemoryDisk disk = new MemoryDisk();
  private final Tampering tamper = new Tampering(disk);

  private void live(long random, int... lengths) throws IOException {
    try (OpenLog log = Committer.open(disk, SHAPE, random)) {
      new Committer(log, 7).commit(lengths);
    }
  }

  private LogException refusal() {
    return catchThrowableOfType(LogException.class, () -> Committer.open(disk, SHAPE, 9));
  }

  @Test
  void anEmptyDirectoryBecomesALogOfIncarnationOne() throws IOException {
    try (OpenLog log = Committer.open(disk, SHAPE, 42)) {
      assertThat(log.incarnation()).isEqualTo(new Incarnation(1, 42));
      assertThat(log.tip()).isZero();
      assertThat(log.tipId()).isEqualTo(Id128.ZERO);
      assertThat(log.report().recoveryCase()).isEqualTo(RecoveryCase.FRESH);
      assertThat(log.report().previous()).isNull();
    }
    assertThat(disk.list()).containsExactly("LOCK", "markers-0000000001-00000000000000000001");
  }

  @Test
  void aDirectoryWithoutALogIsForeignAndNotEvenALockEntersIt() throws IOException {
    tamper.overwrite("CURRENT", new byte[] {1});
    tamper.overwrite("LOCK", new byte[0]);
    Map<String, Id128> before = tamper.picture();
    assertThat(refusal().reason()).isEqualTo(LogException.Reason.FOREIGN);
    assertThat(refusal()).hasMessageContaining("such as CURRENT");
    tamper.delete("LOCK");
    assertThat(refusal().reason()).isEqualTo(LogException.Reason.FOREIGN);
    before.remove("LOCK");
    assertThat(tamper.picture()).isEqualTo(before);
  }

  @Test
  void anUnrelatedFileInALogIsLeftAloneAndMentioned() throws IOException {
    live(1, 10);
    tamper.overwrite("notes.txt", new byte[] {1, 2, 3});
    try (OpenLog log = Committer.open(disk, SHAPE, 2)) {
      assertThat(log.report().ignored()).containsExactly("notes.txt");
    }
    assertThat(tamper.read("notes.txt")).containsExactly(1, 2, 3);
  }

  @Test
  void aFileThatWasNeverFinishedGoesAndItsIncarnationIsNotUsedAgain() throws IOException {
    tamper.overwrite("markers-0000000007-00000000000000000001.tmp", new byte[100]);
    try (OpenLog log = Committer.open(disk, SHAPE, 42)) {
      assertThat(log.incarnation().counter()).isEqualTo(8);
      assertThat(log.report().recoveryCase()).isEqualTo(RecoveryCase.FRESH);
    }
    assertThat(disk.list()).noneMatch(name -> name.endsWith(".tmp"));
  }

  @Test
  void theLastIncarnationNumberIsRefusedBeforeAnythingIsTouched() throws IOException {
    String name = "markers-2147483647-00000000000000000001.tmp";
    tamper.overwrite(name, new byte[100]);
    assertThat(refusal()).hasMessageContaining("2147483647");
    assertThat(disk.list()).contains(name);
  }

  @Test
  void tidyingThatFailsRefusesNothingAndIsDoneByTheNextOpening() throws IOException {
    live(1, 10);
    disk.failNext(MemoryDisk.Op.TRUNCATE, tamper.capsules(0)::equals, new IOException("not now"));
    live(2, 10);
    live(3, 10);
    try (OpenLog log = Committer.open(disk, SHAPE, 4)) {
      assertThat(log.tip()).isEqualTo(3);
    }
  }

  @Test
  void aSecondOpeningIsRefusedWhileTheFirstLives() throws IOException {
    try (OpenLog log = Committer.open(disk, SHAPE, 1)) {
      assertThat(log.stillOwned()).isTrue();
      assertThat(refusal().reason()).isEqualTo(LogException.Reason.LOCKED);
      tamper.delete("LOCK");
      assertThat(log.stillOwned()).isFalse();
    }
  }

  @Test
  void aNewerFormatIsNamedAsSuch() throws IOException {
    live(1, 10);
    String name = tamper.markers(0);
    byte[] bytes = tamper.read(name);
    Bytes.putU16(bytes, 4, 2);
    SegmentHeader.seal(bytes, 0, new Digests());
    tamper.overwrite(name, bytes);
    assertThat(refusal().reason()).isEqualTo(LogException.Reason.NEWER_FORMAT);
    assertThat(refusal()).hasMessageContaining(name).hasMessageContaining("newer");
  }

  @Test
  void noPermissionIsNamedAsSuch() throws IOException {
    live(1, 10);
    String name = tamper.markers(0);
    disk.failNext(MemoryDisk.Op.OPEN, name::equals, new AccessDeniedException(name));
    LogException refusal = refusal();
    assertThat(refusal.reason()).isEqualTo(LogException.Reason.NO_PERMISSION);
    assertThat(refusal).hasMessageContaining(name).hasMessageContaining("permission");
  }

  @Test
  void aFullDiskRefusesTheOpeningAndLosesNothing() throws IOException {
    live(1, 10, 20);
    disk.limitCapacity(0);
    assertThat(refusal().reason()).isEqualTo(LogException.Reason.DISK_FULL);
    disk.limitCapacity(Long.MAX_VALUE);
    try (OpenLog log = Committer.open(disk, SHAPE, 2)) {
      assertThat(log.tip()).isEqualTo(2);
    }
    assertThat(disk.list()).noneMatch(name -> name.endsWith(".tmp"));
  }

  @Test
  void aRewriteThatFailsRefusesTheOpening() throws IOException {
    live(1, 10, 20);
    for (MemoryDisk.Op op : List.of(MemoryDisk.Op.WRITE, MemoryDisk.Op.FORCE)) {
      for (String prefix : List.of("markers-", "capsules-")) {
        disk.failNext(op, name -> name.startsWith(prefix + "0000000001"), new IOException("EIO"));
        List<String> before = disk.list();
        assertThat(refusal().reason()).isEqualTo(LogException.Reason.IO);
        assertThat(disk.list()).as("no new incarnation").isEqualTo(before);
      }
    }
    disk.kill();
    Committer.open(disk, SHAPE, 2).close();
  }

  @Test
  void aCleanCloseLeavesNothingToRewrite() throws IOException {
    OpenLog log = Committer.open(disk, SHAPE, 1);
    new Committer(log, 7).commit(10, 20, 30);
    log.closeCleanly(5);
    List<String> writes = new ArrayList<>();
    disk.onOperation(
        event -> {
          if (event.op() == MemoryDisk.Op.WRITE) {
            writes.add(event.name());
          }
        });
    try (OpenLog again = Committer.open(disk, SHAPE, 2)) {
      assertThat(again.report().recoveryCase()).isEqualTo(RecoveryCase.CLOSED);
      assertThat(again.report().durableUpTo()).isEqualTo(3);
      assertThat(again.report().rewrittenCommits()).isZero();
    }
    assertThat(writes).allMatch(name -> name.startsWith("markers-0000000002"));
  }

  @Test
  void anUncleanCloseRewritesTheLastGroupAndTheDryRunSaysSo() throws IOException {
    live(1, 10);
    try (OpenLog log = Committer.open(disk, SHAPE, 2)) {
      Committer committer = new Committer(log, 7);
      committer.commit(20);
      committer.commit(30, 3000);
    }
    Map<String, Id128> before = tamper.picture();
    RecoveryReport dryRun = OpenLog.examine(disk, () -> 0);
    assertThat(tamper.picture()).isEqualTo(before);
    try (OpenLog log = Committer.open(disk, SHAPE, 3)) {
      RecoveryReport report = log.report();
      assertThat(report.rewrittenCommits()).isEqualTo(2);
      assertThat(report.rewrittenBytes()).isEqualTo(2 * 128 + 2 * 128 + 2 * 64 + 3030);
      assertThat(report.durableUpTo()).isEqualTo(2);
      assertThat(report.current()).isEqualTo(new Incarnation(3, 3));
      assertThat(dryRun).isEqualTo(withoutCurrent(report));
    }
  }

  private static RecoveryReport withoutCurrent(RecoveryReport report) {
    return new RecoveryReport(
        report.recoveryCase(),
        report.tip(),
        report.tipId(),
        report.tipTime(),
        report.durableUpTo(),
        report.rewrittenCommits(),
        report.rewrittenBytes(),
        report.slotsSetAside(),
        report.quarantined(),
        report.slotsNotKept(),
        report.removed(),
        report.cut(),
        report.ignored(),
        report.isolation(),
        report.previous(),
        null,
        report.elapsedNanos());
  }

  @Test
  void capsulesThatWereNeverCommittedAreCutAway() throws IOException {
    try (OpenLog log = Committer.open(disk, SHAPE, 1)) {
      new Committer(log, 7).commit(10);
      for (int i = 0; i < 8; i++) {
        log.capsules().write(new ByteArrayInputStream(new byte[8000]));
      }
    }
    assertThat(disk.list()).filteredOn(name -> name.startsWith("capsules-")).hasSize(8);
    Committer.open(disk, SHAPE, 2).close();
    assertThat(disk.list()).filteredOn(name -> name.startsWith("capsules-")).hasSize(1);
    assertThat(tamper.read(tamper.capsules(0))).hasSizeLessThan(4096 + 400);
    try (OpenLog log = Committer.open(disk, SHAPE, 3)) {
      assertThat(log.reader().capsule(log.reader().marker(1)).readAllBytes()).hasSize(10);
    }
  }

  @Test
  void anOldWriterWhoseLockWasRemovedCanNeitherEnterNorDamageTheNewHistory() throws IOException {
    OpenLog old = Committer.open(disk, SHAPE, 1);
    Committer zombie = new Committer(old, 7);
    zombie.commit(10, 10);
    tamper.delete("LOCK");
    try (OpenLog log = Committer.open(disk, SHAPE, 2)) {
      Committer committer = new Committer(log, 8);
      committer.commit(50);
      zombie.commit(20);
      zombie.commit(20);
      zombie.commit(20, 20, 20);
      committer.commit(60);
    }
    assertThat(old.stillOwned()).isFalse();
    old.close();
    try (OpenLog log = Committer.open(disk, SHAPE, 3)) {
      assertThat(log.tip()).isEqualTo(4);
      for (long sequence = 3; sequence <= 4; sequence++) {
        byte[] stored = log.reader().capsule(log.reader().marker(sequence)).readAllBytes();
        int length = sequence == 3 ? 50 : 60;
        assertThat(stored).isEqualTo(Committer.payload(8, sequence, length));
      }
    }
    try (ReadOnlyLog reading = ReadOnlyLog.open(disk)) {
      assertThat(reading.tip()).isEqualTo(4);
    }
  }

  @Test
  void whatATornTailLeftIsKeptOnceAndOnlyUpToTheLimit() throws IOException {
    live(1, 10);
    for (int torn = 0; torn < Quarantine.MAX_FILES + 3; torn++) {
      byte[] garbage = new byte[Marker.SIZE];
      garbage[5] = (byte) (torn + 1);
      List<String> names = disk.list();
      String newest =
          names.stream().filter(name -> name.startsWith("markers-")).reduce((a, b) -> b).get();
      tamper.write(newest, MarkerSegmentHeader.slotOffset(2), garbage);
      try (OpenLog log = Committer.open(disk, SHAPE, 2 + torn)) {
        RecoveryReport report = log.report();
        assertThat(report.slotsSetAside()).isEqualTo(1);
        boolean kept = torn < Quarantine.MAX_FILES;
        assertThat(report.quarantined()).hasSize(kept ? 1 : 0);
        assertThat(report.slotsNotKept()).isEqualTo(kept ? 0 : 1);
      }
    }
    assertThat(disk.list())
        .filteredOn(name -> name.startsWith("quarantine-"))
        .hasSize(Quarantine.MAX_FILES);
    byte[] kept = tamper.read(tamper.name("quarantine-", 0));
    assertThat(kept).hasSize(32 + 8 + Marker.SIZE);
    assertThat(Bytes.getInt(kept, 12)).isEqualTo(1);
    assertThat(SegmentNames.parse(tamper.name("quarantine-", 0)))
        .isEqualTo(
            new SegmentNames.Quarantine(
                new Digests().start(Digests.Domain.QUARANTINE).add(kept, 0, kept.length).end()));
  }

  @Test
  void whatATornTailLeftStaysWhereItIsInASegmentThatHoldsHistory() throws IOException {
    live(1, 10);
    byte[] garbage = new byte[Marker.SIZE];
    garbage[5] = 1;
    tamper.write(tamper.markers(0), MarkerSegmentHeader.slotOffset(2), garbage);
    byte[] before = tamper.read(tamper.markers(0));
    try (OpenLog log = Committer.open(disk, SHAPE, 2)) {
      assertThat(log.report().recoveryCase()).isEqualTo(RecoveryCase.TORN_IN_DOUBT);
      new Committer(log, 7).commit(10, 10);
    }
    Committer.open(disk, SHAPE, 3).close();
    assertThat(tamper.read(tamper.markers(0))).isEqualTo(before);
  }

  @Test
  void theMarkerStreamIsOverAfterAnyFailure() throws IOException {
    for (MemoryDisk.Op op : List.of(MemoryDisk.Op.WRITE, MemoryDisk.Op.FORCE)) {
      for (String suffix : List.of("5", "5.tmp")) {
        MemoryDisk failing = new MemoryDisk();
        try (OpenLog log = Committer.open(failing, SHAPE, 1)) {
          Committer committer = new Committer(log, 7);
          committer.commit(1, 1, 1, 1);
          List<MarkerDraft> group = committer.coverByForce(1, 1);
          failing.failNext(
              op, name -> name.startsWith("markers-") && name.endsWith(suffix), full());
          assertThatThrownBy(
                  () -> {
                    committer.append(group);
                    log.markers().force();
                  })
              .isInstanceOf(DiskFullException.class);
          assertThatThrownBy(() -> log.markers().prepare(committer.tip() + 1))
              .isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(() -> log.markers().force()).isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(() -> log.closeCleanly(1)).isInstanceOf(IllegalStateException.class);
        }
      }
    }
  }

  private static DiskFullException full() {
    return new DiskFullException("full", new IOException());
  }

  @Test
  void groupsAreAppendedOnlyInOrderPreparedAndAfterTheForce() throws IOException {
    try (OpenLog log = Committer.open(disk, SHAPE, 1)) {
      Committer committer = new Committer(log, 7);
      List<MarkerDraft> group = committer.coverByForce(1, 1);
      MarkerStream markers = log.markers();
      assertThatThrownBy(() -> markers.prepare(2)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> markers.append(group, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("durableUpTo must be 0");
      assertThatThrownBy(() -> markers.append(List.of(group.get(1)), 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("does not continue");
      markers.append(group, 0);
      assertThatThrownBy(() -> markers.append(group, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("not forced");
      assertThatThrownBy(() -> log.markers().roomFor(0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
