package org.waymark.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.disk.Disk.Access;

/** The contract on real files, and what is special to them. */
class FileDiskTest extends DiskContract {

  @TempDir Path temp;
  private Path directory;
  private FileDisk disk;

  @BeforeEach
  void openDisk() throws IOException {
    directory = temp.resolve("log");
    disk = FileDisk.openOrCreate(directory);
  }

  @Override
  Disk disk() {
    return disk;
  }

  @Test
  void openOrCreateCreatesEveryMissingDirectory() throws IOException {
    Path deep = temp.resolve("x/y/z");
    FileDisk.openOrCreate(deep).create("a").close();
    assertThat(deep.resolve("a")).exists();
    assertThat(FileDisk.openOrCreate(deep).list()).containsExactly("a");
    assertThat(FileDisk.open(deep).list()).containsExactly("a");
  }

  @Test
  void openOrCreateFollowsLinks() throws IOException {
    Path link = Files.createSymbolicLink(temp.resolve("link"), directory);
    put("a", "through the link");
    assertThat(FileDisk.openOrCreate(link).list()).containsExactly("a");
  }

  @Test
  void openCreatesNothing() {
    Path missing = temp.resolve("missing");
    assertThatThrownBy(() -> FileDisk.open(missing))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(missing.toString());
    assertThat(missing).doesNotExist();
  }

  @Test
  void whatIsNoDirectoryIsRefused() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));
    assertThatThrownBy(() -> FileDisk.open(file))
        .isInstanceOf(NotDirectoryException.class)
        .hasMessageContaining(file.toString());
    assertThatThrownBy(() -> FileDisk.openOrCreate(file)).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> FileDisk.openOrCreate(file.resolve("below")))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "../a", "/a", "a/"})
  void namesThatLeaveTheDirectoryAreRefused(String name) throws IOException {
    put("plain", "");
    assertThatThrownBy(() -> disk.create(name)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> disk.open(name, Access.READ))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> disk.delete(name)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> disk.rename("plain", name))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> disk.rename(name, "plain"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> disk.lock(name)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> disk.describe(name)).isInstanceOf(IllegalArgumentException.class);
    assertThat(disk.list()).containsExactly("plain");
  }

  @Test
  void onlyRegularFilesAreOpened() throws Exception {
    Files.createDirectory(directory.resolve("directory"));
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    for (String name : new String[] {"directory", "pipe"}) {
      assertThatThrownBy(() -> disk.open(name, Access.READ))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("not a regular file")
          .hasMessageContaining(disk.describe(name));
    }
  }

  @Test
  void symbolicLinksAreNeitherReadNorWrittenThrough() throws IOException {
    Path outside = Files.writeString(temp.resolve("outside"), "mine");
    Files.createSymbolicLink(directory.resolve("link"), outside);
    Files.createSymbolicLink(directory.resolve("dangling"), temp.resolve("nowhere"));
    for (String name : new String[] {"link", "dangling"}) {
      for (Access access : Access.values()) {
        assertIsALink(name, () -> disk.open(name, access));
      }
      assertIsALink(name, () -> disk.lock(name));
      assertThatThrownBy(() -> disk.create(name)).isInstanceOf(FileSystemException.class);
    }
    assertThat(outside).hasContent("mine");
    assertThat(temp.resolve("nowhere")).doesNotExist();
  }

  private void assertIsALink(String name, ThrowingCallable opening) {
    assertThatThrownBy(opening)
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("a symbolic link, not a regular file")
        .hasMessageContaining(disk.describe(name));
  }

  @Test
  void longTransfersComeBackShort() throws IOException {
    byte[] bytes = new byte[ChannelDiskFile.MAX_TRANSFER + 10];
    Arrays.fill(bytes, (byte) 7);
    try (DiskFile file = disk.create("a")) {
      assertThat(file.write(0, bytes, 0, bytes.length)).isEqualTo(ChannelDiskFile.MAX_TRANSFER);
      file.writeFully(0, bytes, 0, bytes.length);
      byte[] read = new byte[bytes.length];
      assertThat(file.read(0, read, 0, read.length)).isEqualTo(ChannelDiskFile.MAX_TRANSFER);
      assertThat(file.readFully(0, read, 0, read.length)).isEqualTo(bytes.length);
      assertThat(read).isEqualTo(bytes);
    }
  }

  @Test
  void preallocatedBlocksAreReallyThere() throws Exception {
    try (DiskFile file = disk.create("a")) {
      file.preallocate(1 << 20);
    }
    Process du = new ProcessBuilder("du", "-k", disk.describe("a")).start();
    String kibibytes = new String(du.getInputStream().readAllBytes(), UTF_8).split("\\s", 2)[0];
    assertThat(Long.parseLong(kibibytes)).isGreaterThanOrEqualTo(1024);
  }

  @Test
  void failuresNameTheFile() throws IOException {
    DiskFile file = disk.create("named");
    file.close();
    String path = disk.describe("named");
    byte[] buffer = new byte[1];
    assertThatThrownBy(() -> file.read(0, buffer, 0, 1)).hasMessageStartingWith(path);
    assertThatThrownBy(() -> file.write(0, buffer, 0, 1)).hasMessageStartingWith(path);
    assertThatThrownBy(file::size).hasMessageStartingWith(path);
    assertThatThrownBy(file::force).hasMessageStartingWith(path);
    assertThatThrownBy(() -> file.truncate(0)).hasMessageStartingWith(path);
    Files.delete(directory.resolve("named"));
    Files.delete(directory);
    assertThatThrownBy(disk::forceDirectory).hasMessageContaining(directory.toString());
    assertThatThrownBy(disk::list).hasMessageContaining(directory.toString());
    assertThatThrownBy(() -> disk.create("named")).hasMessageContaining(path);
    assertThatThrownBy(() -> disk.lock("named")).hasMessageContaining(path);
  }

  @Test
  void anotherProcessSeesTheBytes() throws IOException {
    put("a", "bytes");
    assertThat(directory.resolve("a")).hasContent("bytes");
    assertThat(disk.describe("a")).isEqualTo(directory.toRealPath().resolve("a").toString());
  }
}
