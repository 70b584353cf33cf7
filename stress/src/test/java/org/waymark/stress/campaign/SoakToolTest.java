package org.waymark.stress.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.stress.storm.Storms;

/** The soak and the storms as jobs of a campaign. */
class SoakToolTest {
  private final SoakTool tool = new SoakTool();

  @TempDir private Path directory;

  private Outcome run(String target, long millis) throws Exception {
    return tool.run(
        new Job(0, tool.name(), target, 5, Duration.ofMillis(millis)),
        new JobContext(directory, told -> {}));
  }

  @Test
  void aStormThatHeldIsCountedAndMeasured() throws Exception {
    Outcome outcome = run("haste", 500);
    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.counts()).containsKeys("commits answered", "lives of a log");
    assertThat(outcome.counts().keySet()).noneMatch(what -> what.endsWith("at most"));
    assertThat(outcome.seen())
        .isNotEmpty()
        .allMatch(row -> row.target().equals("haste") && row.times() > 0);
  }

  @Test
  void aKnownMistakeIsOneFindingWithTheOraclesProperty() throws Exception {
    Outcome outcome = run("validates-one-page", 20_000);
    assertThat(outcome.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.property()).isEqualTo("P4"));
    assertThat(outcome.findings().get(0).story())
        .last()
        .asString()
        .contains("waymark check-history " + directory);
  }

  @Test
  void theTargetsAreTheSoakAndEveryStorm() {
    assertThat(tool.targets()).contains("soak").containsAll(Storms.names()).doesNotHaveDuplicates();
    assertThat(tool.calibration()).doesNotContainAnyElementsOf(tool.targets()).isNotEmpty();
    assertThat(Tools.named(List.of("soak"), Tools.all()))
        .singleElement()
        .isInstanceOf(SoakTool.class);
  }
}
