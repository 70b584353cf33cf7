package org.waymark.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waymark.disk.MemoryDisk;

/** Read-only beside a writer: shows what is proven durable, and nothing above. */
class ReadOnlyLogTest {

  private static final LogShape SHAPE = new LogShape(4, 16 << 10);

  private final MemoryDisk disk = new MemoryDisk();
  private final Tampering tamper = new Tampering(disk);

  @Test
  void theTipFollowsTheWatermarkAcrossRotationsRestartsAndCloses() throws IOException {
    OpenLog log = Committer.open(disk, SHAPE, 1);
    Committer committer = new Committer(log, 7);
    committer.commit(10, 10);
    try (ReadOnlyLog reading = ReadOnlyLog.open(disk)) {
      assertThat(reading.tip()).as("nothing vouches for 1 and 2 yet").isZero();
      List<MarkerDraft> group = committer.coverByForce(10);
      committer.append(group);
      assertThat(reading.refresh()).as("the watermark in an unforced marker").isEqualTo(2);
      log.markers().force();
      assertThat(reading.refresh()).isEqualTo(2);
      log.close();
      log = Committer.open(disk, SHAPE, 2);
      assertThat(reading.refresh()).as("the new base").isEqualTo(3);
      Committer second = new Committer(log, 8);
      for (int i = 0; i < 5; i++) {
        second.commit(20);
        assertThat(reading.refresh()).isEqualTo(2 + second.tip() - 3);
      }
      assertThat(reading.reader().capsule(reading.reader().marker(5)).readAllBytes())
          .isEqualTo(Committer.payload(8, 5, 20));
      log.closeCleanly(1);
      assertThat(reading.refresh()).as("the close record").isEqualTo(8);
    }
  }

  @Test
  void markersThatWereReadAndNeverProvenAreDroppedWithTheirIncarnation() throws IOException {
    OpenLog log = Committer.open(disk, SHAPE, 1);
    Committer committer = new Committer(log, 7);
    committer.commit(10);
    committer.append(committer.coverByForce(10, 10));
    try (ReadOnlyLog reading = ReadOnlyLog.open(disk)) {
      assertThat(reading.tip()).isEqualTo(1);
      tamper.zero(tamper.markers(0), MarkerSegmentHeader.slotOffset(1), 2 * Marker.SIZE);
      disk.kill();
      try (OpenLog next = Committer.open(disk, SHAPE, 2)) {
        Committer other = new Committer(next, 8);
        for (int i = 0; i < 4; i++) {
          other.commit(30);
        }
        assertThat(reading.refresh()).isEqualTo(4);
        assertThat(reading.reader().capsule(reading.reader().marker(2)).readAllBytes())
            .isEqualTo(Committer.payload(8, 2, 30));
      }
    }
  }

  @Test
  void nothingIsModifiedAndNoLockIsTaken() throws IOException {
    try (OpenLog log = Committer.open(disk, SHAPE, 1)) {
      new Committer(log, 7).commit(10, 10);
      Map<String, Id128> before = tamper.picture();
      ReadOnlyLog.open(disk).close();
      assertThat(tamper.picture()).isEqualTo(before);
    }
    assertThat(disk.list()).contains("LOCK");
  }

  @Test
  void aDirectoryWithoutALogIsRefused() {
    assertThatThrownBy(() -> ReadOnlyLog.open(disk))
        .isInstanceOf(LogException.class)
        .hasMessageContaining("holds no log");
  }

  @Test
  void damageThatStaysIsRefused() throws IOException {
    try (OpenLog log = Committer.open(disk, SHAPE, 1)) {
      Committer committer = new Committer(log, 7);
      committer.commit(10);
      committer.commit(10);
    }
    tamper.flip(tamper.markers(0), MarkerSegmentHeader.slotOffset(0) + 30);
    assertThatThrownBy(() -> ReadOnlyLog.open(disk))
        .isInstanceOf(LogException.class)
        .hasMessageContaining("sequence 1")
        .hasMessageContaining("marker 2 in");
  }
}
