package org.waymark.check.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waymark.check.disk.Operation.Kind;
import org.waymark.disk.Disk.Access;
import org.waymark.disk.DiskFile;
import org.waymark.disk.DiskFullException;
import org.waymark.disk.DiskLock;

/** Operations that fail, fall short or find no space. */
class OperationFaultsTest {

  private final SimDisk disk = new SimDisk(DiskImage.EMPTY);
  private final Set<Kind> failed = EnumSet.noneOf(Kind.class);

  @ParameterizedTest
  @EnumSource
  void everyKindOfOperationCanFailAndHasNoEffectThen(Kind kind) throws IOException {
    DiskFile file = Bytes.durable(disk, "a", "text");
    DiskLock lock = disk.lock("LOCK");
    DiskImage before = disk.cached();
    failAll(kind);
    if (kind == Kind.IS_HELD) {
      assertThat(lock.isHeld()).isFalse();
    } else {
      assertThatThrownBy(() -> perform(kind, file, lock))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("EIO at " + kind);
    }
    assertThat(failed).containsExactly(kind);
    disk.faults(Faults.NONE);
    if (kind == Kind.PREALLOCATE) {
      assertThat(Bytes.text(Bytes.lost(disk), "a")).isEqualTo("text");
    } else {
      assertThat(disk.cached()).isEqualTo(before);
    }
    if (kind == Kind.UNLOCK) {
      assertThat(disk.lock("LOCK").isHeld()).isTrue();
    }
    if (kind == Kind.CLOSE) {
      assertThatThrownBy(file::size).hasMessageContaining("closed");
    }
  }

  private void perform(Kind kind, DiskFile file, DiskLock lock) throws IOException {
    switch (kind) {
      case CREATE -> disk.create("b").close();
      case OPEN -> disk.open("a", Access.READ).close();
      case RENAME -> disk.rename("a", "b");
      case DELETE -> disk.delete("a");
      case LIST -> assertThat(disk.list()).isNotEmpty();
      case FORCE_DIRECTORY -> disk.forceDirectory();
      case LOCK -> disk.lock("other").close();
      case IS_HELD -> throw new AssertionError("throws nothing");
      case UNLOCK -> lock.close();
      case READ -> assertThat(file.read(0, new byte[1], 0, 1)).isEqualTo(1);
      case WRITE -> Bytes.write(file, 0, "new");
      case SIZE -> assertThat(file.size()).isEqualTo(4);
      case TRUNCATE -> file.truncate(0);
      case PREALLOCATE -> file.preallocate(100);
      case FORCE -> file.force();
      case CLOSE -> file.close();
    }
  }

  @Test
  void shortTransfersAreContinuedByWholeOnes() throws IOException {
    DiskFile file = disk.create("a");
    disk.faults(operation -> new Fault.ShortTransfer(3));
    byte[] bytes = {1, 2, 3, 4, 5, 6, 7};
    assertThat(file.write(0, bytes, 0, 7)).isEqualTo(3);
    file.writeFully(3, bytes, 3, 4);
    byte[] read = new byte[7];
    assertThat(file.read(1, read, 0, 6)).isEqualTo(3);
    assertThat(file.readFully(0, read, 0, 7)).isEqualTo(7);
    assertThat(read).isEqualTo(bytes);
  }

  @Test
  void capacityCutsWritesShortAndThenRefusesThem() throws IOException {
    DiskFile file = Bytes.create(disk, "a", "0123");
    DiskFile other = disk.create("b");
    disk.capacity(10);
    assertThat(other.write(0, new byte[9], 0, 9)).isEqualTo(6);
    assertThatThrownBy(() -> other.write(6, new byte[3], 0, 3))
        .isInstanceOf(DiskFullException.class);
    Bytes.write(file, 0, "over");
    file.truncate(1);
    other.write(6, new byte[3], 0, 3);
    assertThatThrownBy(() -> file.preallocate(2)).isInstanceOf(DiskFullException.class);
    assertThat(disk.cached().size("b")).isEqualTo(9);
    assertThat(disk.afterProcessDeath().room()).isZero();
  }

  @Test
  void fullDiskIsReportedAsSuch() throws IOException {
    DiskFile file = Bytes.create(disk, "a", "0123");
    disk.faults(operation -> new Fault.Full());
    assertThatThrownBy(() -> Bytes.write(file, 0, "x")).isInstanceOf(DiskFullException.class);
    assertThatThrownBy(() -> disk.create("b")).isInstanceOf(DiskFullException.class);
    assertThatThrownBy(() -> file.preallocate(9)).isInstanceOf(DiskFullException.class);
  }

  @Test
  void faultThatDoesNotFitIsAMistakeOfTheTest() {
    disk.faults(operation -> new Fault.Ignored());
    assertThatThrownBy(disk::list)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("LIST");
  }

  private void failAll(Kind kind) {
    disk.faults(
        operation -> {
          if (operation.kind() != kind) {
            return null;
          }
          failed.add(kind);
          return new Fault.Fails("EIO at " + kind);
        });
  }
}
