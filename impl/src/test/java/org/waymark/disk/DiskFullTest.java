package org.waymark.disk;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lack of space is told apart from other failures; the device that is always full says it. */
class DiskFullTest {

  private static final Path FULL = Path.of("/dev/full");

  @Test
  void writeToFullDevice() throws IOException {
    try (DiskFile file = ChannelDiskFile.open(FULL, Set.of(READ, WRITE))) {
      assertThatThrownBy(() -> file.writeFully(0, new byte[100], 0, 100))
          .isInstanceOf(DiskFullException.class)
          .hasMessageStartingWith("/dev/full cannot be written: ")
          .hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void preallocationOnFullDevice() throws IOException {
    try (DiskFile file = ChannelDiskFile.open(FULL, Set.of(READ, WRITE))) {
      assertThatThrownBy(() -> file.preallocate(1 << 20)).isInstanceOf(DiskFullException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"No space left on device", "Disk quota exceeded"})
  void lackOfSpaceIsRecognisedByItsText(String reason) {
    Path path = Path.of("/a/log");
    assertThat(Failures.named(path, "forced", new IOException(reason)))
        .isInstanceOf(DiskFullException.class)
        .hasMessage("/a/log cannot be forced: " + reason);
    assertThat(Failures.orDiskFull(path, "created", new FileSystemException("f", null, reason)))
        .isInstanceOf(DiskFullException.class)
        .hasMessage("/a/log cannot be created: " + reason);
  }

  @Test
  void otherFailuresStayWhatTheyAre() {
    IOException io = new IOException("Input/output error");
    assertThat(Failures.named(Path.of("/a"), "forced", io))
        .isNotInstanceOf(DiskFullException.class)
        .hasMessage("/a cannot be forced: Input/output error")
        .hasCause(io);
    IOException denied = new AccessDeniedException("/No space left on device");
    assertThat(Failures.orDiskFull(Path.of("/a"), "opened", denied)).isSameAs(denied);
  }

  @Test
  void fullDeviceTeachesTheTextOfTheUsersLanguage(@TempDir Path temp) {
    assertThat(Failures.reasonOfFullDevice(FULL)).isNotBlank();
    assertThat(Failures.reasonOfFullDevice(Path.of("/dev/null"))).isNull();
    assertThat(Failures.reasonOfFullDevice(temp.resolve("missing"))).isNull();
    assertThat(temp).isEmptyDirectory();
  }
}
