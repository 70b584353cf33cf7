package org.waymark.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.waymark.disk.Disk.Access;

/** What every {@link Disk} does as long as nothing fails; each implementation runs it. */
abstract class DiskContract {

  /** Returns the disk under test: empty at first, the same one throughout a test. */
  abstract Disk disk();

  @Test
  void createdFileIsEmptyAndListed() throws IOException {
    try (DiskFile file = disk().create("a")) {
      assertThat(file.size()).isZero();
    }
    assertThat(disk().list()).containsExactly("a");
  }

  @Test
  void createRefusesTakenNameAndLeavesTheFile() throws IOException {
    put("a", "kept");
    assertThatThrownBy(() -> disk().create("a")).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(text("a")).isEqualTo("kept");
  }

  @Test
  void missingNamesAreReportedAndNotCreated() throws IOException {
    for (Access access : Access.values()) {
      assertThatThrownBy(() -> disk().open("no", access)).isInstanceOf(NoSuchFileException.class);
    }
    assertThatThrownBy(() -> disk().delete("no")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> disk().rename("no", "to")).isInstanceOf(NoSuchFileException.class);
    assertThat(disk().list()).isEmpty();
  }

  @Test
  void listIsSorted() throws IOException {
    for (String name : new String[] {"b", "c", "a", "B"}) {
      put(name, name);
    }
    assertThat(disk().list()).containsExactly("B", "a", "b", "c");
  }

  @Test
  void renameReplacesItsTarget() throws IOException {
    put("new", "new bytes");
    put("old", "old");
    disk().rename("new", "old");
    assertThat(disk().list()).containsExactly("old");
    assertThat(text("old")).isEqualTo("new bytes");
  }

  @Test
  void renameToItselfChangesNothing() throws IOException {
    put("a", "same");
    disk().rename("a", "a");
    assertThat(text("a")).isEqualTo("same");
  }

  @Test
  void openFileOutlivesItsName() throws IOException {
    try (DiskFile file = disk().create("a")) {
      disk().delete("a");
      assertThat(disk().list()).isEmpty();
      write(file, 0, "still here");
      assertThat(text(file)).isEqualTo("still here");
    }
  }

  @Test
  void readsAndWritesAtPositions() throws IOException {
    try (DiskFile file = disk().create("a")) {
      write(file, 0, "0123456789");
      write(file, 3, "abc");
      byte[] buffer = "________".getBytes(UTF_8);
      assertThat(file.read(2, buffer, 1, 5)).isEqualTo(5);
      assertThat(new String(buffer, UTF_8)).isEqualTo("_2abc6__");
    }
  }

  @Test
  void writesFromTheMiddleOfTheBuffer() throws IOException {
    try (DiskFile file = disk().create("a")) {
      assertThat(file.write(0, "xxbytesxx".getBytes(UTF_8), 2, 5)).isEqualTo(5);
      assertThat(text(file)).isEqualTo("bytes");
    }
  }

  @Test
  void bytesNeverWrittenAreZero() throws IOException {
    try (DiskFile file = disk().create("a")) {
      write(file, 1000, "x");
      byte[] buffer = new byte[1001];
      buffer[999] = 1;
      assertThat(file.readFully(0, buffer, 0, 1001)).isEqualTo(1001);
      assertThat(buffer[1000]).isEqualTo((byte) 'x');
      buffer[1000] = 0;
      assertThat(buffer).containsOnly(0);
    }
  }

  @Test
  void readsEndWithTheFile() throws IOException {
    try (DiskFile file = disk().create("a")) {
      write(file, 0, "12345");
      byte[] buffer = new byte[10];
      assertThat(file.read(3, buffer, 0, 10)).isEqualTo(2);
      assertThat(file.read(5, buffer, 0, 10)).isEqualTo(-1);
      assertThat(file.read(1L << 40, buffer, 0, 10)).isEqualTo(-1);
      assertThat(file.readFully(2, buffer, 0, 10)).isEqualTo(3);
      assertThat(file.readFully(6, buffer, 0, 10)).isZero();
    }
  }

  @Test
  void rangesOutsideTheBufferAreRefused() throws IOException {
    try (DiskFile file = disk().create("a")) {
      assertThatThrownBy(() -> file.write(0, new byte[4], 2, 3))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> file.read(0, new byte[4], 2, 3))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThat(file.size()).isZero();
    }
  }

  @Test
  void negativePositionsAreRefused() throws IOException {
    try (DiskFile file = disk().create("a")) {
      assertThatThrownBy(() -> file.write(-1, new byte[4], 0, 4))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> file.read(-1, new byte[4], 0, 4))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void truncateCutsButNeverExtends() throws IOException {
    try (DiskFile file = disk().create("a")) {
      write(file, 0, "0123456789");
      file.truncate(20);
      assertThat(file.size()).isEqualTo(10);
      file.truncate(4);
      assertThat(text(file)).isEqualTo("0123");
      write(file, 6, "x");
      assertThat(text(file)).isEqualTo("0123\0\0x");
    }
  }

  @Test
  void preallocateExtendsWithZerosButNeverCuts() throws IOException {
    try (DiskFile file = disk().create("a")) {
      write(file, 0, "data");
      file.preallocate(200_000);
      byte[] bytes = new byte[200_001];
      assertThat(file.readFully(0, bytes, 0, bytes.length)).isEqualTo(200_000);
      assertThat(new String(bytes, 0, 4, UTF_8)).isEqualTo("data");
      for (int i = 4; i < bytes.length; i++) {
        assertThat(bytes[i]).isZero();
      }
      file.preallocate(10);
      assertThat(file.size()).isEqualTo(200_000);
    }
  }

  @Test
  void readOnlyHandleReadsAndRefusesTheRest() throws IOException {
    put("a", "kept");
    try (DiskFile file = disk().open("a", Access.READ)) {
      assertThatThrownBy(() -> file.write(0, new byte[1], 0, 1))
          .isInstanceOf(NonWritableChannelException.class);
      assertThatThrownBy(() -> file.truncate(0)).isInstanceOf(NonWritableChannelException.class);
      assertThatThrownBy(() -> file.preallocate(2)).isInstanceOf(NonWritableChannelException.class);
      assertThat(text(file)).isEqualTo("kept");
    }
  }

  @Test
  void handlesOnOneFileSeeEachOther() throws IOException {
    put("a", "old");
    try (DiskFile writer = disk().open("a", Access.READ_WRITE);
        DiskFile reader = disk().open("a", Access.READ)) {
      write(writer, 0, "new");
      assertThat(text(reader)).isEqualTo("new");
    }
  }

  @Test
  void forcesSucceed() throws IOException {
    try (DiskFile file = disk().create("a")) {
      write(file, 0, "forced");
      file.force();
      disk().forceDirectory();
      assertThat(text(file)).isEqualTo("forced");
    }
  }

  @Test
  void closedFileRefusesEverythingButClose() throws IOException {
    DiskFile file = disk().create("a");
    file.close();
    file.close();
    byte[] buffer = new byte[1];
    assertThatThrownBy(() -> file.read(0, buffer, 0, 1)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> file.write(0, buffer, 0, 1)).isInstanceOf(IOException.class);
    assertThatThrownBy(file::size).isInstanceOf(IOException.class);
    assertThatThrownBy(file::force).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> file.truncate(0)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> file.preallocate(1)).isInstanceOf(IOException.class);
  }

  @Test
  void lockIsExclusiveUntilClosed() throws IOException {
    DiskLock first = disk().lock("LOCK");
    assertThat(first.isHeld()).isTrue();
    assertThatThrownBy(() -> disk().lock("LOCK"))
        .isInstanceOf(DiskLockedException.class)
        .hasMessageContaining(disk().describe("LOCK"));
    assertThat(first.isHeld()).isTrue();
    first.close();
    first.close();
    assertThat(first.isHeld()).isFalse();
    try (DiskLock second = disk().lock("LOCK")) {
      first.close();
      assertThat(second.isHeld()).isTrue();
      assertThatThrownBy(() -> disk().lock("LOCK")).isInstanceOf(DiskLockedException.class);
    }
    assertThat(disk().list()).containsExactly("LOCK");
  }

  @Test
  void lockIsLostWithItsFile() throws IOException {
    DiskLock old = disk().lock("LOCK");
    disk().delete("LOCK");
    assertThat(old.isHeld()).isFalse();
    try (DiskLock heir = disk().lock("LOCK")) {
      assertThat(heir.isHeld()).isTrue();
      assertThat(old.isHeld()).isFalse();
      old.close();
      assertThat(heir.isHeld()).isTrue();
      assertThatThrownBy(() -> disk().lock("LOCK")).isInstanceOf(DiskLockedException.class);
    }
  }

  @Test
  void lockIsLostWhenItsFileIsReplaced() throws IOException {
    put("other", "");
    try (DiskLock lock = disk().lock("LOCK")) {
      disk().rename("other", "LOCK");
      assertThat(lock.isHeld()).isFalse();
    }
  }

  void put(String name, String text) throws IOException {
    try (DiskFile file = disk().create(name)) {
      write(file, 0, text);
    }
  }

  String text(String name) throws IOException {
    try (DiskFile file = disk().open(name, Access.READ)) {
      return text(file);
    }
  }

  static void write(DiskFile file, long position, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    file.writeFully(position, bytes, 0, bytes.length);
  }

  static String text(DiskFile file) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(file.size())];
    assertThat(file.readFully(0, bytes, 0, bytes.length)).isEqualTo(bytes.length);
    return new String(bytes, UTF_8);
  }
}
