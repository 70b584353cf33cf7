package org.waymark.stress.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.check.Count;
import org.waymark.stress.storm.Figure;
import org.waymark.stress.storm.Latency;
import org.waymark.stress.storm.SoakOutcome;
import org.waymark.stress.storm.StormOutcome;
import org.waymark.stress.storm.Storms;

/** The soak and the storms as jobs of a campaign. */
class SoakToolTest {
  private static final Latency LATENCY = new Latency(0, 0, 0, 0, 0, Map.of());

  private final SoakTool tool = new SoakTool();

  @TempDir private Path directory;

  private Outcome run(String target, long millis) throws Exception {
    return tool.run(job(target, millis), new JobContext(directory, told -> {}));
  }

  private static Job job(String target, long millis) {
    return new Job(0, "soak", target, 5, Duration.ofMillis(millis));
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
  void aJobThatCommittedOrKilledNothingIsIdle() {
    assertThat(soak(0, 7, List.of()).counts()).isEmpty();
    assertThat(soak(3, 0, List.of()).counts()).isEmpty();
    assertThat(soak(3, 0, List.of("nobody came")).findings()).hasSize(1);
    assertThat(soak(3, 7, List.of()).counts())
        .containsEntry("commits answered", 3L)
        .containsEntry("kills while serving", 7L)
        .doesNotContainKey("lives of a log");
    StormOutcome storm =
        new StormOutcome(
            "haste",
            5,
            Duration.ofSeconds(1),
            Map.of(Figure.LIVES, 2L),
            LATENCY,
            new TreeMap<>(),
            List.of(),
            List.of());
    assertThat(SoakTool.outcome(job("haste", 1_000), storm).counts()).isEmpty();
  }

  private static Outcome soak(long commits, long kills, List<String> violations) {
    return SoakTool.outcome(
        job("soak", 1_000),
        new SoakOutcome(
            5,
            Duration.ofSeconds(1),
            9,
            kills,
            1L << 20,
            Map.of(Figure.COMMITS, commits, Figure.LIVES, 8L, Figure.LOGS, 1L),
            List.of(new Count("kills while serving", kills, 1)),
            LATENCY,
            violations));
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
