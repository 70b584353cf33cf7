package org.waymark.stress.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** jcstress as a campaign's tool: what is shipped holds, and a weakened twin does not. */
class JcstressToolTest {
  @TempDir private Path temp;

  private final JcstressTool tool = new JcstressTool();

  private Outcome run(long number, String target) throws Exception {
    return run(number, target, Duration.ofSeconds(2));
  }

  private Outcome run(long number, String target, Duration time) throws Exception {
    Job job = new Job(number, tool.name(), target, 0, time);
    return tool.run(job, new JobContext(temp, words -> {}));
  }

  @Test
  void theShippedClassHolds() throws Exception {
    Outcome outcome = run(0, "org.waymark.PlaceCounting.Real");
    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.counts().get("samples")).isPositive();
    assertThat(outcome.seen())
        .extracting(Seen::outcome)
        .containsExactly("1, 0, 0", "0, 1, 0", "1, 1, -1", "1, 1, 0");
  }

  @Test
  void aTwinIsFoundOut() throws Exception {
    Outcome outcome = run(-1, "org.waymark.WaitersAtClose.Twin");
    assertThat(outcome.findings()).extracting(Finding::property).containsExactly("memory order");
    assertThat(outcome.findings().get(0).story().get(0))
        .startsWith("org.waymark.WaitersAtClose.Twin: outcome 2 was seen ");
  }

  @Test
  void aTwinThatIsFoundOutEndsItsJob() throws Exception {
    long began = System.nanoTime();
    Outcome outcome = run(-1, "org.waymark.WaitersAtClose.Twin", Duration.ofMinutes(10));
    assertThat(outcome.findings()).hasSize(1);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(5));
  }

  @Test
  void noTargetIsWrongOnPurpose() {
    assertThat(tool.targets())
        .doesNotContainAnyElementsOf(tool.calibration())
        .doesNotHaveDuplicates();
  }
}
