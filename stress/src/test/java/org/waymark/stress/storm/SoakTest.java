package org.waymark.stress.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A soak catches a writer with a bad habit and leaves nothing of one without. The other habits are
 * the calibration of campaigns: this one is the quickest.
 */
class SoakTest {
  @TempDir private Path directory;
  private final List<String> progress = new ArrayList<>();

  @Test
  void aBadHabitIsCaughtAndItsHistoryKept() throws Exception {
    SoakOutcome outcome =
        Soak.calibrate("validates-one-page", 1, Duration.ofSeconds(20), directory, progress::add);
    assertThat(outcome.violations())
        .anyMatch(told -> told.startsWith("P4 violated: another had committed a page first"))
        .last()
        .asString()
        .startsWith("judge again: waymark check-history " + directory);
    assertThat(directory).isDirectoryRecursivelyContaining("glob:**/life-0001-writer.ndjson");
    assertThat(progress).last().asString().contains(" lives, ");
  }

  @Test
  void theShippedLogHolds() throws Exception {
    SoakOutcome outcome = Soak.run(2, Duration.ofSeconds(2), directory, progress::add);
    assertThat(outcome.violations()).isEmpty();
    assertThat(directory).isEmptyDirectory();
    assertThat(outcome.lives()).isPositive();
    assertThat(outcome.mostBytes()).isPositive();
  }
}
