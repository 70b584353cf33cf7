package org.waymark.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.waymark.disk.DiskFullException;
import org.waymark.disk.MemoryDisk;

/** The capsule log's segments: when they are forced, closed, and given up. */
class CapsuleLogTest {

  private static final LogShape SHAPE = new LogShape(4, 136 << 10);

  private final MemoryDisk disk = new MemoryDisk();
  private final List<String> forced = new ArrayList<>();
  private final Set<String> open = new HashSet<>();

  private OpenLog openLog() throws IOException {
    OpenLog log = Committer.open(disk, SHAPE, 1);
    disk.onOperation(
        event -> {
          if (event.name().startsWith("capsules-") && !event.name().endsWith(".tmp")) {
            switch (event.op()) {
              case OPEN -> open.add(event.name());
              case CLOSE -> open.remove(event.name());
              case FORCE -> forced.add(event.name());
              default -> {}
            }
          }
        });
    return log;
  }

  private static InputStream payload(int length) {
    return new ByteArrayInputStream(new byte[length]);
  }

  @Test
  void everySegmentOfARangeIsForcedAndACompleteOneOnlyOnce() throws IOException {
    try (OpenLog log = openLog()) {
      Extent extent = log.capsules().write(payload(400_000));
      assertThat(extent.lastSegment()).isEqualTo(4);
      log.capsules().force(1, 4);
      assertThat(forced)
          .extracting(name -> name.charAt(name.length() - 1))
          .containsExactly('1', '2', '3', '4');
      assertThat(open).as("only the newest can still be written").hasSize(1);
      forced.clear();
      log.capsules().force(1, 4);
      assertThat(forced).hasSize(1);
    }
  }

  @Test
  void aSegmentThatIsStillBeingWrittenIsForcedAgain() throws IOException {
    try (OpenLog log = openLog()) {
      CapsuleLog capsules = log.capsules();
      long early = capsules.allocate(70_000);
      capsules.append(new byte[60_000], 60_000);
      capsules.append(new byte[60_000], 60_000);
      capsules.force(1, 2);
      assertThat(open).hasSize(2);
      capsules.put(early, new byte[70_000], 70_000);
      forced.clear();
      capsules.force(1, 2);
      assertThat(forced).hasSize(2);
      assertThat(open).hasSize(1);
    }
  }

  @Test
  void segmentsThatNobodyForcesAreClosedBeyondABound() throws IOException {
    try (OpenLog log = openLog()) {
      InputStream failing = new SequenceInputStream(payload(70_000), new PipedInputStream());
      assertThatThrownBy(() -> log.capsules().write(failing)).isInstanceOf(PayloadException.class);
      for (int i = 0; i < 200; i++) {
        log.capsules().write(payload(60_000));
        assertThat(open).hasSizeLessThanOrEqualTo(64);
      }
      assertThat(disk.list()).filteredOn(name -> name.startsWith("capsules-")).hasSize(101);
      assertThat(open).doesNotContain("capsules-0000000001-0000000001");
    }
    assertThat(open).isEmpty();
  }

  @Test
  void aCreationWhoseDirectoryWasNotForcedIsNeverTriedAgain() throws IOException {
    try (OpenLog log = openLog()) {
      disk.failNext(MemoryDisk.Op.FORCE_DIRECTORY, name -> true, new IOException("EIO"));
      assertThatThrownBy(() -> log.capsules().write(payload(10))).hasMessage("EIO");
      assertThatThrownBy(() -> log.capsules().write(payload(10)))
          .hasMessage("the capsule log failed earlier: EIO");
    }
  }

  @Test
  void whatDoesNotFitASegmentIsRefused() throws IOException {
    try (OpenLog log = Committer.open(disk, new LogShape(4, 8 << 10), 1)) {
      CapsuleLog capsules = log.capsules();
      assertThat(capsules.largestRecord()).isEqualTo(4096);
      assertThatThrownBy(() -> capsules.append(new byte[5000], 4097))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> capsules.write(payload(4033)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("does not fit");
      assertThat(capsules.write(payload(4032)).length()).isEqualTo(4032);
      assertThatThrownBy(() -> capsules.force(1, 2)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void afterAFailedForceNothingIsForcedAgainNotEvenForLackOfSpace() throws IOException {
    try (OpenLog log = openLog()) {
      CapsuleLog capsules = log.capsules();
      for (int i = 0; i < 64; i++) {
        capsules.write(payload(60_000));
        capsules.write(payload(60_000));
      }
      assertThat(open).hasSize(64);
      String first = "capsules-0000000001-0000000001";
      disk.failNext(
          MemoryDisk.Op.FORCE, first::equals, new DiskFullException("no space", new IOException()));
      // The writer that needs the next segment forces the complete ones; it is not merely refused.
      assertThatThrownBy(() -> capsules.write(payload(60_000)))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(DiskFullException.class)
          .hasMessageContaining("force");
      forced.clear();
      assertThatThrownBy(() -> capsules.force(1, 1)).hasMessageContaining("earlier");
      assertThatThrownBy(() -> capsules.append(new byte[8], 8)).hasMessageContaining("earlier");
      assertThat(forced).isEmpty();
    }
  }
}
