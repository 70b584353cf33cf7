package org.waymark.stress.jcstress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.check.Count;
import org.waymark.check.LayerResult;
import org.waymark.check.Profile;
import org.waymark.check.Verdict;

/** Runs are judged as the tests say, cut short in time, and leave no process behind. */
class JcstressRunsTest {
  private static final JcstressTest IDEA = JcstressTest.named("org.waymark.TipPublication.Idea");
  private static final JcstressTest TWIN = JcstressTest.named("org.waymark.TipPublication.Twin");

  @TempDir private Path directory;

  @Test
  void runsCountWhatWasSeen() throws Exception {
    List<JcstressTest> told = new ArrayList<>();
    List<JcstressOutcome> outcomes =
        JcstressRuns.run(
            new JcstressJob(List.of(IDEA, TWIN), Pace.QUICK),
            directory,
            Duration.ofMinutes(1),
            outcome -> told.add(outcome.test()));
    assertThat(told.stream().distinct()).containsExactly(IDEA, TWIN);
    assertThat(outcomes).extracting(JcstressOutcome::test).containsExactly(IDEA, TWIN);
    assertThat(outcomes).allMatch(outcome -> outcome.samples() > 0);
    assertThat(outcomes).allMatch(outcome -> outcome.violations().isEmpty());
  }

  @Test
  void anInterruptedRunLeavesNoProcess() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    Pace endless = Pace.of(Duration.ofHours(1), Compilation.FAST);
    Thread run =
        new Thread(
            () -> {
              began.countDown();
              assertThatThrownBy(
                      () ->
                          JcstressRuns.run(
                              new JcstressJob(List.of(IDEA), endless),
                              directory,
                              Duration.ofMinutes(5),
                              outcome -> {}))
                  .isInstanceOf(InterruptedException.class);
            });
    run.start();
    began.await();
    run.interrupt();
    run.join(TimeUnit.SECONDS.toMillis(30));
    assertThat(run.isAlive()).isFalse();
    assertThat(ProcessHandle.current().children())
        .noneMatch(child -> child.info().commandLine().orElse("").contains("JcstressChild"));
  }

  @Test
  void aTwinIsNeverLeftToTheInterpreter() {
    assertThat(LongStream.range(-8, 8).mapToObj(Compilation::ofTwin))
        .doesNotContain(Compilation.INTERPRETED)
        .contains(
            Compilation.TIERED, Compilation.OPTIMIZED, Compilation.SHUFFLED, Compilation.FAST);
  }

  @Test
  void whatATestDoesNotNameIsForbidden() {
    JcstressOutcome outcome =
        JcstressOutcome.of(IDEA, Map.of("0, 0", 5L, "1, 0", 2L, "7, 7", 1L), List.of());
    assertThat(outcome.violations())
        .containsExactly(
            "org.waymark.TipPublication.Idea: outcome 1, 0 was seen 2 times: tip without marker: the"
                + " write was not released",
            "org.waymark.TipPublication.Idea: outcome 7, 7 was seen 1 times: no order explains it");
    assertThat(outcome.samples()).isEqualTo(8);
  }

  @Test
  void theLayerIsViolatedByAForbiddenOutcome() {
    assertThat(judged(Map.of("1, 0", 1L), Map.of("1, 0", 1L)).verdict())
        .isEqualTo(Verdict.VIOLATED);
  }

  @Test
  void theLayerHasSeenTooLittleIfATwinIsNotCaught() {
    Map<String, Long> good = Map.of("0, 0", 1_000L, "1, 1", 1_000L);
    LayerResult result = judged(good, good);
    assertThat(result.verdict()).isEqualTo(Verdict.UNDER_COVERED);
    assertThat(result.counts()).contains(new Count("twins caught", 0, 1));
    assertThat(judged(good, Map.of("0, 0", 1_000L, "1, 0", 1L)).verdict()).isEqualTo(Verdict.HELD);
  }

  private static LayerResult judged(Map<String, Long> idea, Map<String, Long> twin) {
    return JcstressLayer.judge(
        List.of(IDEA, TWIN),
        List.of(
            JcstressOutcome.of(IDEA, idea, List.of()), JcstressOutcome.of(TWIN, twin, List.of())),
        Profile.QUICK);
  }
}
