package org.waymark.check.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.waymark.disk.Disk.Access;
import org.waymark.disk.DiskFile;
import org.waymark.disk.DiskLock;
import org.waymark.disk.DiskLockedException;

/** The disk without power losses keeps the contract of names, bytes and locks. */
class PlainDiskTest {
  private final PlainDisk disk = new PlainDisk();

  @Test
  void whatIsWrittenIsReadUnderWhateverName() throws IOException {
    try (DiskFile file = disk.create("a")) {
      file.preallocate(4);
      file.writeFully(2, new byte[] {7, 8, 9}, 0, 3);
      assertThat(file.size()).isEqualTo(5);
    }
    disk.rename("a", "b");
    assertThat(disk.list()).containsExactly("b");
    try (DiskFile file = disk.open("b", Access.READ)) {
      byte[] read = new byte[8];
      assertThat(file.readFully(0, read, 0, 8)).isEqualTo(5);
      assertThat(read).startsWith(0, 0, 7, 8, 9);
      assertThatThrownBy(() -> file.write(0, read, 0, 1))
          .isInstanceOf(NonWritableChannelException.class);
    }
    assertThat(disk.openHandles()).isZero();
  }

  @Test
  void aNameIsTakenOnceAndGoneWhenDeleted() throws IOException {
    disk.create("a").close();
    assertThatThrownBy(() -> disk.create("a")).isInstanceOf(FileAlreadyExistsException.class);
    disk.delete("a");
    assertThatThrownBy(() -> disk.open("a", Access.READ)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aLockExcludesUntilItIsReleased() throws IOException {
    DiskLock lock = disk.lock("lock");
    assertThatThrownBy(() -> disk.lock("lock")).isInstanceOf(DiskLockedException.class);
    lock.close();
    lock.close();
    assertThat(lock.isHeld()).isFalse();
    assertThat(disk.isLocked()).isFalse();
    disk.lock("lock").close();
  }

  @Test
  void onceBrokenDownItOnlyCloses() throws IOException {
    DiskFile file = disk.create("a");
    disk.breakDown();
    assertThatThrownBy(file::force).isInstanceOf(IOException.class).hasMessageContaining("broken");
    assertThatThrownBy(disk::list).isInstanceOf(IOException.class);
    file.close();
    assertThat(disk.openHandles()).isZero();
  }
}
