package org.waymark.stress.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories as a campaign's tool: what the shipped validator admits holds, a known mistake not. */
class HistoriesToolTest {
  @TempDir private Path temp;

  private final HistoriesTool tool = new HistoriesTool();

  private Outcome run(long number, String target, List<String> heard) throws Exception {
    Job job = new Job(number, tool.name(), target, 7, Duration.ofMillis(300));
    return tool.run(job, new JobContext(temp, heard::add));
  }

  @Test
  void theShippedValidatorHoldsOnEveryShape() throws Exception {
    for (String target : tool.targets()) {
      List<String> heard = new ArrayList<>();
      Outcome outcome = run(0, target, heard);
      assertThat(outcome.findings()).as(target).isEmpty();
      assertThat(outcome.counts())
          .as(target)
          .allSatisfy((of, count) -> assertThat(count).as(of).isPositive());
      assertThat(heard).isNotEmpty().allMatch(words -> words.endsWith(" histories"));
    }
  }

  @Test
  void aSeededBugIsFound() throws Exception {
    Outcome bug = run(-1, "ssi_forgets_newer_readers", new ArrayList<>());
    assertThat(bug.findings()).hasSize(1);
    assertThat(bug.findings().get(0).story()).contains("so no order explains them all");
    assertThat(bug.counts().get("histories")).isPositive();
  }

  @Test
  void noTargetIsWrongOnPurpose() {
    assertThat(tool.targets())
        .doesNotContainAnyElementsOf(tool.calibration())
        .doesNotHaveDuplicates();
  }
}
