package org.waymark.check.lincheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.check.Progress;
import org.waymark.check.lincheck.LincheckRuns.Limits;

/** What a child JVM finds, and what becomes of it when it takes too long or nobody waits for it. */
class LincheckRunsTest {

  private static final Limits AMPLE = new Limits(Duration.ofMinutes(1), Duration.ofSeconds(100));

  @TempDir private Path directory;

  private static LincheckJob job(String target, Mode mode, int invocations) {
    return new LincheckJob(target, mode, 1, 0, invocations);
  }

  @Test
  void aRaceAndADeadlockAreReportedByTheSameChild() throws Exception {
    List<LincheckOutcome> outcomes =
        LincheckRuns.run(
            List.of(
                job("racy-torn-pair", Mode.MODEL_CHECKING, 100),
                job("racy-lock-order", Mode.MODEL_CHECKING, 100)),
            directory,
            AMPLE,
            Progress.NONE);

    assertThat(outcomes).hasSize(2);
    assertThat(outcomes.get(0).failure())
        .startsWith("= Invalid execution results =")
        .contains("move(): void")
        .contains("The following interleaving leads to the error");
    assertThat(outcomes.get(1).failure()).startsWith("= The execution has hung =");
    assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.invocations()).isPositive());
    assertThat(Files.exists(directory.resolve("jobs-2.jsonl"))).isFalse();
  }

  @Test
  void aJobIsAFunctionOfItsFields() {
    Target target = Targets.named("coordinator");

    assertThat(target.scenarios(5, 20)).isEqualTo(target.scenarios(5, 20));
    assertThat(target.scenarios(5, 20)).isNotEqualTo(target.scenarios(6, 20));
    assertThat(target.scenarios(5, 20)).hasSize(target.named().size() + 20);
  }

  @Test
  void whatTakesTooLongIsCutShortAndAnotherChildGoesOn() throws Exception {
    Limits brief = new Limits(Duration.ofMillis(1), Duration.ofSeconds(100));

    List<LincheckOutcome> outcomes =
        LincheckRuns.run(
            List.of(
                job("turn", Mode.STRESS, 1_000_000_000), job("turn", Mode.STRESS, 1_000_000_000)),
            directory,
            brief,
            Progress.NONE);

    assertThat(outcomes)
        .hasSize(2)
        .allMatch(LincheckOutcome::held)
        .allMatch(LincheckOutcome::cutShort);
    assertThat(Files.exists(directory.resolve("jobs-2.jsonl"))).isTrue();
  }

  /** Many jobs in one JVM of JDK 25 took a minute each. */
  @Test
  void manyJobsUnderStressAreSharedAmongChildren() throws Exception {
    List<LincheckJob> nine = Collections.nCopies(9, job("turn", Mode.STRESS, 1));

    List<LincheckOutcome> outcomes = LincheckRuns.run(nine, directory, AMPLE, Progress.NONE);

    assertThat(outcomes).hasSize(9).allMatch(LincheckOutcome::held);
    assertThat(Files.readAllLines(directory.resolve("jobs-1.jsonl"))).hasSize(8);
    assertThat(Files.readAllLines(directory.resolve("jobs-2.jsonl"))).hasSize(1);
  }

  /** Threads that really run need not meet within a job's time; of some jobs one hangs. */
  @Test
  void aRunThatHangsIsFoundThoughTheTimeOfTheJobIsUp() throws Exception {
    Limits brief = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(100));
    @Nullable String failure = null;
    for (int attempt = 1; failure == null && attempt <= 6; attempt++) {
      List<LincheckOutcome> outcomes =
          LincheckRuns.run(
              List.of(job("racy-lock-order", Mode.STRESS, 1_000_000)),
              Files.createDirectory(directory.resolve("attempt-" + attempt)),
              brief,
              Progress.NONE);
      assertThat(outcomes).hasSize(1);
      failure = outcomes.get(0).failure();
    }
    assertThat(failure).startsWith("= The execution has hung");
  }

  @Test
  void anInterruptEndsTheChild() {
    List<LincheckJob> endless = List.of(job("turn", Mode.STRESS, 1_000_000_000));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> LincheckRuns.run(endless, directory, AMPLE, Progress.NONE))
        .isInstanceOf(InterruptedException.class);
    assertThat(ProcessHandle.current().children())
        .noneMatch(child -> child.info().commandLine().orElse("").contains("LincheckMain"));
  }

  @Test
  void aChildThatEndsByItselfIsAnError() {
    List<LincheckJob> unknown = List.of(job("no-such-target", Mode.STRESS, 1));

    assertThatThrownBy(() -> LincheckRuns.run(unknown, directory, AMPLE, Progress.NONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no target no-such-target");
  }
}
