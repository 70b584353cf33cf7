package org.waymark.stress.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Crashes as a campaign's tool: what is shipped holds, and known mistakes do not. */
class CrashToolTest {
  @TempDir private Path temp;

  private final CrashTool tool = new CrashTool();

  private Outcome run(long number, String target, List<String> heard) throws Exception {
    Job job = new Job(number, tool.name(), target, 7, Duration.ofMillis(300));
    return tool.run(job, new JobContext(temp, heard::add));
  }

  @Test
  void theShippedLogHolds() throws Exception {
    List<String> heard = new ArrayList<>();
    Outcome outcome = run(0, "sector512", heard);
    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.counts().get("images recovered")).isPositive();
    assertThat(outcome.counts().get("openings of the log")).isPositive();
    assertThat(heard).isNotEmpty().allMatch(words -> words.endsWith(" images recovered"));
  }

  @Test
  void aSeededBugAndALyingDiskAreFound() throws Exception {
    assertThat(tool.calibration()).hasSizeGreaterThanOrEqualTo(3);
    Outcome bug = run(-1, "no_directory_force", new ArrayList<>());
    assertThat(bug.findings()).hasSize(1);
    assertThat(bug.findings().get(0).story().get(0)).startsWith("P1 violated: ");
    Outcome disk = run(-2, "lying_disk", new ArrayList<>());
    assertThat(disk.findings()).extracting(Finding::property).containsExactly("P1");
  }

  @Test
  void noTargetIsWrongOnPurpose() {
    assertThat(tool.targets())
        .doesNotContainAnyElementsOf(tool.calibration())
        .doesNotHaveDuplicates();
  }
}
