package org.waymark.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.disk.Disk.Access;

/**
 * The lock between processes: a second JVM is refused while the first holds it, whatever the first
 * does with the lock file meanwhile, and admitted once the first is gone. It would catch seeded bug
 * 44: POSIX drops a process's lock when it closes any handle on the file.
 */
class LockTest {

  @TempDir Path directory;
  private FileDisk disk;

  @BeforeEach
  void openDisk() throws IOException {
    disk = FileDisk.openOrCreate(directory);
  }

  @Test
  void secondProcessIsRefusedAndTheHolderNamed() throws Exception {
    Process holder = startHolder();
    assertThat(firstLine(holder)).isEqualTo("locked");
    assertThatThrownBy(() -> disk.lock("LOCK"))
        .isInstanceOf(DiskLockedException.class)
        .hasMessage(disk.describe("LOCK") + " is locked by process " + holder.pid());
    holder.getOutputStream().close();
    assertThat(holder.waitFor()).isZero();
    disk.lock("LOCK").close();
  }

  @Test
  void refusedAttemptLeavesTheLockFileAsItIs() throws Exception {
    Path file = directory.resolve("LOCK");
    Process holder = startHolder();
    assertThat(firstLine(holder)).isEqualTo("locked");
    FileTime longAgo = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file, longAgo);
    assertThatThrownBy(() -> disk.lock("LOCK")).isInstanceOf(DiskLockedException.class);
    assertThat(Files.readString(file).strip()).isEqualTo(String.valueOf(holder.pid()));
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
    holder.getOutputStream().close();
    assertThat(holder.waitFor()).isZero();
  }

  @Test
  void killedHolderLeavesNoLock() throws Exception {
    Process holder = startHolder();
    assertThat(firstLine(holder)).isEqualTo("locked");
    assertThatThrownBy(() -> disk.lock("LOCK")).isInstanceOf(DiskLockedException.class);
    holder.destroyForcibly();
    assertThat(holder.waitFor()).isEqualTo(128 + 9);
    try (DiskLock lock = disk.lock("LOCK")) {
      assertThat(lock.isHeld()).isTrue();
      assertRefusedInAnotherProcess();
    }
  }

  @Test
  void refusedAttemptInThisProcessDoesNotDropTheLock() throws Exception {
    try (DiskLock lock = disk.lock("LOCK")) {
      assertThat(lock.isHeld()).isTrue();
      assertThatThrownBy(() -> FileDisk.open(directory).lock("LOCK"))
          .isInstanceOf(DiskLockedException.class)
          .hasMessage(disk.describe("LOCK") + " is locked by this process");
      assertRefusedInAnotherProcess();
    }
  }

  @Test
  void closingOneLockForgetsNoOther() throws IOException {
    DiskLock first = disk.lock("LOCK");
    DiskLock other = disk.lock("LOCK-2");
    first.close();
    DiskLock second = disk.lock("LOCK");
    first.close();
    for (String name : new String[] {"LOCK", "LOCK-2"}) {
      assertThatThrownBy(() -> disk.lock(name))
          .isInstanceOf(DiskLockedException.class)
          .hasMessage(disk.describe(name) + " is locked by this process");
    }
    second.close();
    other.close();
  }

  @Test
  void lookingAtTheLockFileDoesNotDropTheLock() throws Exception {
    try (DiskLock lock = disk.lock("LOCK")) {
      assertThat(lock.isHeld()).isTrue();
      assertThatThrownBy(() -> disk.open("LOCK", Access.READ))
          .isInstanceOf(DiskLockedException.class);
      assertRefusedInAnotherProcess();
    }
    disk.open("LOCK", Access.READ).close();
  }

  @Test
  void anotherNameOfTheSameDirectoryIsTheSameLock() throws Exception {
    Path link = directory.resolveSibling(directory.getFileName() + "-link");
    Files.createSymbolicLink(link, directory);
    try (DiskLock lock = disk.lock("LOCK")) {
      assertThat(lock.isHeld()).isTrue();
      assertThatThrownBy(() -> FileDisk.open(link).lock("LOCK"))
          .isInstanceOf(DiskLockedException.class);
      assertRefusedInAnotherProcess();
    } finally {
      Files.delete(link);
    }
  }

  @Test
  void lockOfForeignCodeInThisProcessIsRespectedAndNotDropped() throws Exception {
    Path file = directory.resolve("LOCK");
    try (FileChannel foreign =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = foreign.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(() -> disk.lock("LOCK"))
          .isInstanceOf(DiskLockedException.class)
          .hasMessage(disk.describe("LOCK") + " is locked by other code in this process");
      assertRefusedInAnotherProcess();
    }
  }

  @Test
  void textInTheLockFileIsNeverTrusted() throws Exception {
    Process holder = startHolder();
    assertThat(firstLine(holder)).isEqualTo("locked");
    Files.writeString(directory.resolve("LOCK"), "nonsense \u0000\u0007 ".repeat(1000));
    assertThatThrownBy(() -> disk.lock("LOCK"))
        .isInstanceOf(DiskLockedException.class)
        .hasMessage(disk.describe("LOCK") + " is locked by another process");
    holder.destroyForcibly();
    assertThat(holder.waitFor()).isNotZero();
    disk.lock("LOCK").close();
  }

  @Test
  void directoryInPlaceOfTheLockFileIsRefused() throws IOException {
    Files.createDirectory(directory.resolve("LOCK"));
    assertThatThrownBy(() -> disk.lock("LOCK"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(disk.describe("LOCK"));
  }

  private void assertRefusedInAnotherProcess() throws Exception {
    Process second = startHolder();
    String said = firstLine(second);
    second.getOutputStream().close();
    assertThat(second.waitFor()).isZero();
    assertThat(said).startsWith(disk.describe("LOCK") + " is locked by ");
  }

  private Process startHolder() throws IOException, URISyntaxException {
    String classes = location(FileDisk.class) + File.pathSeparator + location(LockHolder.class);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            java.toString(),
            "-Xshare:auto",
            "-cp",
            classes,
            LockHolder.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Path location(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static String firstLine(Process process) throws IOException {
    BufferedReader said = process.inputReader(UTF_8);
    return String.valueOf(said.readLine());
  }
}
