package org.waymark.stress.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.check.lincheck.Targets;

/** Lincheck as a campaign's tool. */
class LincheckToolTest {
  @TempDir private Path temp;

  private final LincheckTool tool = new LincheckTool();

  @Test
  void everyTargetIsThereInAModeAndNoneIsWrongOnPurpose() {
    assertThat(tool.targets())
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(tool.calibration());
    for (var target : Targets.all()) {
      assertThat(tool.targets()).anyMatch(name -> name.startsWith(target.name() + "/"));
    }
    for (var target : Targets.calibration()) {
      assertThat(tool.calibration()).contains(target.name() + "/model-checking");
    }
  }

  @Test
  void aKnownRaceIsFoundAndTold() throws Exception {
    Job job = new Job(-1, "lincheck", "racy-lost-update/model-checking", 7, Duration.ofMinutes(1));
    Outcome outcome = tool.run(job, new JobContext(temp, words -> {}));
    List<Finding> findings = outcome.findings();
    assertThat(findings).extracting(Finding::property).containsExactly("linearizable");
    assertThat(findings.get(0).story()).anyMatch(line -> line.contains("increment"));
    assertThat(outcome.counts().get("scenarios")).isPositive();
  }
}
