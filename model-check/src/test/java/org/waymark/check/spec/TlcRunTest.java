package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class TlcRunTest {

  @TempDir private Path directory;

  /** The child is gone long before all of its lines are read; how long is chance. */
  @RepeatedTest(20)
  void hearsAChildOutThatEndsAtOnce() throws Exception {
    List<String> command = List.of("sh", "-c", "seq 2000; exit 7");

    TlcRun run = TlcRun.of(command, directory, Duration.ofMinutes(1), progress -> {});

    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.output().text().lines().count()).isEqualTo(2000);
  }
}
