package org.waymark.check.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell that mounts and cleans up, as far as it can be tested without its rights. */
class RootShellTest {
  @TempDir private Path parent;

  private Path workshop() throws IOException {
    return Files.createDirectory(parent.resolve("waymark-containment-1-x"));
  }

  @Test
  void commandsRunOneAfterAnotherWithTheirWordsIntact() throws IOException {
    Path directory = workshop();
    try (RootShell shell = RootShell.start(directory, List.of())) {
      shell.run("mkdir", directory + "/it's $HOME");
      shell.run("rmdir", directory + "/it's $HOME");
    }
  }

  @Test
  void aFailureHasTheCommandItsCodeAndWhatItSaid() throws IOException {
    try (RootShell shell = RootShell.start(workshop(), List.of())) {
      assertThatThrownBy(() -> shell.run("ls", "/no/such"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("`ls /no/such` failed: 2 ")
          .hasMessageContaining("No such file");
      shell.run("true");
    }
  }

  @Test
  void itsDirectoryGoesWhenItsInputEnds() throws IOException {
    Path directory = workshop();
    Files.writeString(directory.resolve("device"), "bytes");
    RootShell.start(directory, List.of()).close();
    assertThat(directory).doesNotExist();
  }

  @Test
  void whatAKilledRunHasLeftIsRemovedAndNothingElse() throws IOException {
    Path stale = Files.createDirectory(parent.resolve("waymark-containment-2-y"));
    Path other = Files.createDirectory(parent.resolve("something"));
    try (RootShell shell = RootShell.start(workshop(), List.of())) {
      shell.clean(stale);
      shell.clean(other);
    }
    assertThat(stale).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void aShellThatCannotStartSaysSo() throws IOException {
    try (RootShell shell = RootShell.start(workshop(), List.of("false"))) {
      assertThatThrownBy(() -> shell.run("true"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("`true`");
    }
  }
}
