package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.check.spec.Verdict.Kind;

/** Real runs of TLC on the smallest module, most of which must not come out good. */
class SpecRunnerTest {

  @TempDir private Path directory;
  private SpecFiles files;
  private SpecRunner runner;

  @BeforeEach
  void extract() throws Exception {
    files = SpecFiles.extract();
    runner =
        new SpecRunner(
            files,
            new TlcOptions(1, "256m", /* coverage= */ true, /* seed= */ 7),
            /* tellExpected= */ false);
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    files.close();
    assertThat(files.directory()).doesNotExist();
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  private SpecResult run(SpecModel model) throws Exception {
    return runner.run(model, progress -> {});
  }

  @Test
  void aChangedStateCountIsDrift() throws Exception {
    SpecResult result = run(Models.commitLog("'states': 611, 'depth': 7"));

    assertThat(result.verdict())
        .isEqualTo(new Verdict(Kind.DRIFTED, "expected 611 distinct states, found 610"));
    assertThat(result.states()).isEqualTo(610);
    assertThat(result.depth()).isGreaterThanOrEqualTo(7);
    assertThat(result.actions()).containsKeys("Admit", "Commit", "Answer", "Crash", "Recover");
    assertThat(result.replay()).endsWith("-config models/CommitLog.cfg CommitLog");
  }

  @Test
  void aPropertyThatHoldsHasLostItsTeeth() throws Exception {
    assertThat(run(Models.commitLog("'violates': 'OutStaysOut'")).verdict().kind())
        .isEqualTo(Kind.LOST_TEETH);
  }

  @Test
  void aModuleThatIsMissingIsNoEvidence() throws Exception {
    SpecModel missing =
        Models.of(
            "{'cfg': 'CommitLog', 'module': 'NoSuchModule', 'bounds': {'Txn': 3},"
                + " 'violates': 'OutStaysOut', 'profile': 'quick'}");

    assertThat(run(missing).verdict().kind()).isEqualTo(Kind.NOT_ENDED_CLEANLY);
  }

  @Test
  void boundsThatTheConfigurationDoesNotHaveAreRefused() throws Exception {
    SpecModel smaller =
        Models.of(
            "{'cfg': 'CommitLog', 'module': 'CommitLog', 'bounds': {'Txn': 2, 'Max': 1},"
                + " 'states': 610, 'depth': 7, 'profile': 'quick'}");

    SpecResult result = run(smaller);

    assertThat(result.verdict())
        .isEqualTo(
            new Verdict(
                Kind.BOUNDS_DIFFER,
                "bounds of the manifest and of the configuration differ: Max 1 and none, Txn 2 and"
                    + " 3"));
    assertThat(result.output()).as("TLC was not started").isEmpty();
  }

  @Test
  void theSameSeedLooksAtTheSameBehaviours() throws Exception {
    SpecModel random = Models.commitLog("'simulate': {'traces': 200, 'depth': 12}");

    SpecResult first = run(random);

    assertThat(first.verdict().explanation())
        .startsWith("held in 200 random behaviours with " + first.states() + " states");
    assertThat(run(random).states()).isEqualTo(first.states()).isGreaterThan(200);
    SpecRunner other =
        new SpecRunner(
            files,
            new TlcOptions(1, "256m", /* coverage= */ false, /* seed= */ 8),
            /* tellExpected= */ false);
    assertThat(other.run(random, progress -> {}).states()).isNotEqualTo(first.states());
  }

  @Test
  void aSimulationEndsWhenItsTimeIsOver() throws Exception {
    TlcCommand.Simulating endless =
        new TlcCommand.Simulating(new SpecModel.Simulation(1_000_000_000, 12), /* seconds= */ 2);

    SpecResult result = runner.simulate(Models.COMMIT_LOG, endless, progress -> {});

    assertThat(result.verdict().kind()).isEqualTo(Kind.HELD);
    assertThat(result.states()).isPositive();
  }

  @Test
  void aViolationIsToldAsAStoryThatCanBeReplayed() throws Exception {
    Path mine = directory.resolve("mine.cfg");
    Files.writeString(
        mine,
        """
        CONSTANT Txn = {t1}
        SPECIFICATION Spec
        CHECK_DEADLOCK FALSE
        INVARIANT NeverCrashes
        """);
    Path module = files.directory().resolve("CommitLog.tla");
    String text = Files.readString(module);
    int end = text.lastIndexOf("\n====");
    Files.writeString(
        module, text.substring(0, end) + "\nNeverCrashes == open" + text.substring(end));

    SpecResult result = run(files.add(mine, "CommitLog"));

    assertThat(result.verdict())
        .isEqualTo(
            new Verdict(Kind.OTHER_PROPERTY, "NeverCrashes is violated; expected none to be"));
    assertThat(result.report())
        .contains("violated:  NeverCrashes", "mine of module CommitLog", "open: TRUE → FALSE")
        .containsPattern("waymark replay .*mine\\.json$");
  }

  @Test
  void whatTakesTooLongIsEndedAndHeardOut() throws Exception {
    Path endless = directory.resolve("endless.cfg");
    Files.writeString(
        endless,
        """
        CONSTANT Txn = {t1, t2, t3, t4, t5, t6, t7, t8}
        SPECIFICATION Spec
        CHECK_DEADLOCK FALSE
        """);
    SpecModel model = files.add(endless, "CommitLog");
    TlcOptions options = new TlcOptions(1, "256m", /* coverage= */ false, /* seed= */ 0);
    Path scratch = Files.createDirectory(files.directory().resolve("scratch"));
    List<TlcProgress> heard = Collections.synchronizedList(new ArrayList<>());

    TlcRun run =
        TlcRun.of(
            TlcCommand.check(model, options, scratch),
            files.directory(),
            Duration.ofSeconds(6),
            heard::add);

    assertThat(run.exitCode()).isEqualTo(TlcRun.TIMED_OUT);
    assertThat(run.output().text()).contains("Starting SANY");
    assertThat(heard).isNotEmpty().contains(run.progress());
    assertThat(run.progress().distinct()).isPositive();
    assertThat(Verdict.judge(model, run, List.of()).kind()).isEqualTo(Kind.NOT_ENDED_CLEANLY);
  }

  @Test
  void anInterruptLeavesNoChild() {
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> run(Models.COMMIT_LOG));
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }
}
