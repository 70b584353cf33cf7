package org.waymark.stress.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.check.Verdict;
import org.waymark.stress.campaign.Fakes.Clock;
import org.waymark.stress.campaign.Fakes.ScriptedTool;

/** A campaign does its plan's jobs in their order, whatever becomes of them and of it. */
class CampaignTest {
  private static final Duration MINUTES = Duration.ofMinutes(3);

  @TempDir private Path temp;

  private final Clock clock = new Clock();

  private Path dir() {
    return temp.resolve("campaign");
  }

  private Totals totals(Recorded recorded, Tool... tools) {
    return new Totals(List.of(tools), List.of(recorded));
  }

  @Test
  void calibratesAndThenWorksUntilTheTimeIsUp() throws Exception {
    ScriptedTool a = Fakes.good("a", clock);
    ScriptedTool b = Fakes.good("b", clock);
    Recorded recorded = Fakes.run(dir(), MINUTES, clock, a, b);

    List<Job> jobs = recorded.results().stream().map(Result::job).toList();
    assertThat(jobs.subList(0, 2)).allMatch(Job::isCalibration);
    Plan plan = new Plan(recorded.settings(), List.of(a, b));
    // Two calibrations of 10 s leave 160 s.
    for (int i = 0; i < 16; i++) {
      assertThat(jobs.get(2 + i)).isEqualTo(plan.job(i));
    }
    assertThat(jobs).hasSize(18);
    assertThat(recorded.left()).isZero();
    assertThat(recorded.results()).extracting(Result::environment).containsOnly(Fakes.HERE);
    Totals totals = totals(recorded, a, b);
    assertThat(totals.verdict()).isEqualTo(Verdict.HELD);
    assertThat(totals.jobs()).isEqualTo(16);
  }

  @Test
  void calibratesAgainEachTwoHours() throws Exception {
    ScriptedTool tool = Fakes.good("a", clock);
    Recorded recorded = Fakes.run(dir(), Duration.ofHours(5), clock, tool);
    assertThat(tool.jobs().stream().filter(Job::isCalibration)).hasSize(3);
    assertThat(totals(recorded, tool).shown()).allMatch(one -> one.tried == 3 && one.caught() == 3);
  }

  @Test
  void goesOnAfterAFindingAndKeepsItsEvidence() throws Exception {
    ScriptedTool tool =
        Fakes.tool(
            "a",
            clock,
            (job, context) -> {
              Files.writeString(context.directory().resolve("evidence"), job.target());
              return job.number() == 2 ? Fakes.found("order") : Fakes.CALM;
            });
    Recorded recorded = Fakes.run(dir(), MINUTES, clock, tool);
    Totals totals = totals(recorded, tool);
    assertThat(totals.jobs()).isEqualTo(17);
    assertThat(totals.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(totals.found()).hasSize(1);
    assertThat(totals.found().get(0).file()).isRegularFile();
    assertThat(dir().resolve("jobs")).isDirectoryContaining("glob:**/2-a");
    assertThat(dir().resolve("jobs/2-a/evidence")).isRegularFile();
    assertThat(dir().resolve("jobs")).isDirectoryNotContaining("glob:**/{3,4,5}-a");
  }

  @Test
  void failFastEndsWithTheFirstFinding() throws Exception {
    ScriptedTool tool =
        Fakes.tool("a", clock, (j, c) -> j.number() == 2 ? Fakes.found("order") : Fakes.CALM);
    Settings settings = Fakes.settings(MINUTES, tool);
    try (CampaignDirectory directory = CampaignDirectory.create(dir(), settings)) {
      assertThat(Fakes.run(directory, List.of(tool), clock, true))
          .containsExactly("order was violated: a on " + tool.jobs().get(3).target());
    }
    assertThat(Recorded.read(dir()).results()).hasSize(4);
  }

  @Test
  void anExceptionOfAToolIsAFinding() throws Exception {
    ScriptedTool tool =
        Fakes.tool(
            "a",
            clock,
            (job, context) -> {
              throw new IllegalStateException("torn");
            });
    Totals totals = totals(Fakes.run(dir(), MINUTES, clock, tool), tool);
    assertThat(totals.found()).isNotEmpty();
    Finding finding = totals.found().get(0).bundle().finding();
    assertThat(finding.property()).isEqualTo(JobRun.NO_EXCEPTION);
    assertThat(finding.story().get(0)).isEqualTo("java.lang.IllegalStateException: torn");
  }

  @Test
  void aJobThatDoesNotEndIsAFindingThatTellsWhereItStands() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    ScriptedTool tool =
        Fakes.tool(
            "a",
            clock,
            (job, context) -> {
              clock.pass(Duration.ofHours(1));
              never.await();
              return Fakes.CALM;
            });
    Totals totals = totals(Fakes.run(dir(), MINUTES, clock, tool), tool);
    assertThat(totals.found()).hasSize(1);
    Finding finding = totals.found().get(0).bundle().finding();
    assertThat(finding.property()).isEqualTo(JobRun.ENDS);
    assertThat(finding.story().get(0))
        .isEqualTo("after 3610 s it goes on, and was to take 10 s; its thread is at");
    assertThat(finding.story()).anyMatch(line -> line.contains("CountDownLatch.await"));
  }

  @Test
  void whatStandsInTheWayIsNoFindingAndEndsItIfItStays() throws Exception {
    ScriptedTool tool =
        Fakes.tool(
            "a",
            clock,
            (job, context) -> {
              if (job.number() != 1) {
                throw new IOException("no child process");
              }
              return Fakes.CALM;
            });
    Settings settings = Fakes.settings(MINUTES, tool);
    try (CampaignDirectory directory = CampaignDirectory.create(dir(), settings)) {
      assertThat(Fakes.run(directory, List.of(tool), clock, false))
          .hasSize(5)
          .contains("3 jobs in a row could not run, so this ends; resume when mended");
    }
    Totals totals = totals(Recorded.read(dir()), tool);
    assertThat(totals.verdict()).isEqualTo(Verdict.COULD_NOT_RUN);
    assertThat(totals.jobs()).isEqualTo(1);
    assertThat(totals.troubles())
        .hasSizeBetween(1, 3)
        .allMatch(t -> t.endsWith(": no child process"));
  }

  @Test
  void aKnownMistakeThatIsNotCaughtIsToldAndIsNoSuccess() throws Exception {
    ScriptedTool blind =
        new ScriptedTool("a", List.of("one"), List.of("known"), clock, (j, c) -> Fakes.CALM);
    Totals totals = totals(Fakes.run(dir(), MINUTES, clock, blind), blind);
    assertThat(totals.verdict()).isEqualTo(Verdict.UNDER_COVERED);
    assertThat(totals.uncaught())
        .containsExactly("a on known is wrong on purpose and was NOT CAUGHT");
  }

  @Test
  void aToolWithoutTimeIsToldAndIsNoSuccess() throws Exception {
    ScriptedTool a = Fakes.good("a", clock);
    ScriptedTool b = Fakes.good("b", clock);
    Totals totals = totals(Fakes.run(dir(), Duration.ofSeconds(9), clock, a, b), a, b);
    assertThat(totals.verdict()).isEqualTo(Verdict.UNDER_COVERED);
    assertThat(totals.shortcomings())
        .containsExactly(
            "a did no job: there was no time",
            "b was shown no known mistake: there was no time",
            "b did no job: there was no time");
  }

  @Test
  void manyKnownMistakesLeaveHalfOfTheTimeToTheJobs() throws Exception {
    List<String> known = IntStream.range(0, 20).mapToObj(i -> "known" + i).toList();
    ScriptedTool tool =
        new ScriptedTool(
            "a",
            List.of("one"),
            known,
            clock,
            (job, context) -> job.isCalibration() ? Fakes.found("known") : Fakes.CALM);
    Totals totals = totals(Fakes.run(dir(), MINUTES, clock, tool), tool);
    assertThat(totals.verdict()).isEqualTo(Verdict.HELD);
    long caught = totals.shown().stream().filter(one -> one.caught() > 0).count();
    assertThat(caught).isEqualTo(9);
    assertThat(totals.jobs()).isGreaterThanOrEqualTo(8);
    assertThat(totals.remainders()).containsExactly("11 of 20 known mistakes were not shown to a");
  }

  @Test
  void jobsThatDoNothingAreNoSuccess() throws Exception {
    Outcome nothing = new Outcome(new TreeMap<>(Map.of("tries", 0L)), List.of(), List.of());
    ScriptedTool tool = Fakes.tool("a", clock, (job, context) -> nothing);
    Totals totals = totals(Fakes.run(dir(), MINUTES, clock, tool), tool);
    assertThat(totals.jobs()).isZero();
    assertThat(totals.verdict()).isEqualTo(Verdict.UNDER_COVERED);
    assertThat(totals.remainders())
        .containsExactly("17 jobs of a did nothing within their time: a slow or busy machine");
  }

  @Test
  void goesOnWhereItWasInterruptedAndEndsUpWithTheSameJobs() throws Exception {
    ScriptedTool whole = Fakes.good("a", clock);
    Recorded expected = Fakes.run(temp.resolve("whole"), MINUTES, clock, whole);

    Thread campaign = Thread.currentThread();
    CountDownLatch never = new CountDownLatch(1);
    ScriptedTool stopped =
        Fakes.tool(
            "a",
            clock,
            (job, context) -> {
              if (job.number() == 5) {
                campaign.interrupt();
                never.await();
              }
              return Fakes.CALM;
            });
    Settings settings = Fakes.settings(MINUTES, stopped);
    try (CampaignDirectory directory = CampaignDirectory.create(dir(), settings)) {
      assertThatExceptionOfType(InterruptedException.class)
          .isThrownBy(() -> Fakes.run(directory, List.of(stopped), clock, false));
    }
    assertThat(Recorded.read(dir()).results()).hasSize(6);
    Files.writeString(
        dir().resolve(Recorded.RESULTS), "{\"job\":{\"numb", StandardOpenOption.APPEND);
    ScriptedTool rest = Fakes.good("a", clock);
    try (CampaignDirectory directory = CampaignDirectory.resume(dir())) {
      assertThat(directory.before().torn()).isTrue();
      Fakes.run(directory, List.of(rest), clock, false);
    }
    Recorded resumed = Recorded.read(dir());
    assertThat(resumed.torn()).isFalse();
    assertThat(resumed.results())
        .extracting(Result::job)
        .isEqualTo(expected.results().stream().map(Result::job).toList());
    assertThat(rest.jobs().get(0).number()).isEqualTo(5);
  }

  @Test
  void oneProcessAtATime() throws Exception {
    Settings settings = Fakes.settings(MINUTES, Fakes.good("a", clock));
    try (CampaignDirectory directory = CampaignDirectory.create(dir(), settings)) {
      assertThatIOException()
          .isThrownBy(() -> CampaignDirectory.resume(directory.root()))
          .withMessage(
              dir()
                  + ": another process runs this campaign; let it end, or name another directory");
    }
    CampaignDirectory.resume(dir()).close();
  }

  @Test
  void refusesDirectoriesThatAreNotItsOwn() throws Exception {
    Settings settings = Fakes.settings(MINUTES, Fakes.good("a", clock));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CampaignDirectory.resume(dir()))
        .withMessageContaining("is not the directory of a campaign");
    Files.createDirectories(dir());
    Files.writeString(dir().resolve("thesis.txt"), "mine");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CampaignDirectory.create(dir(), settings))
        .withMessage(dir() + ": is not empty and holds no campaign; name another --dir");
    Files.delete(dir().resolve("thesis.txt"));
    CampaignDirectory.create(dir(), settings).close();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CampaignDirectory.create(dir(), settings))
        .withMessage(
            dir() + ": holds a campaign already; go on with --resume, or name another --dir");
  }

  @Test
  void aDamagedLineIsToldWithItsNumber() throws Exception {
    Fakes.run(dir(), MINUTES, clock, Fakes.good("a", clock));
    Path results = dir().resolve(Recorded.RESULTS);
    List<String> lines = Files.readAllLines(results);
    lines.set(3, lines.get(3).replace("\"number\":", "\"nmber\":"));
    Files.write(results, lines);
    assertThatIOException()
        .isThrownBy(() -> Recorded.read(dir()))
        .withMessageContaining(results + ": line 4 is no result: ");
  }

  @Test
  void aFullDiskIsToldInOneLine() throws Exception {
    Settings settings = Fakes.settings(MINUTES, Fakes.good("a", clock));
    Files.createDirectories(dir());
    try (CampaignDirectory directory = CampaignDirectory.create(dir(), settings)) {
      Path results = dir().resolve(Recorded.RESULTS);
      Files.createSymbolicLink(results, Path.of("/dev/full"));
      assertThatIOException()
          .isThrownBy(() -> directory.add(Fakes.HERE))
          .withMessage(
              results
                  + ": cannot be written: No space left on device; make space, or name another"
                  + " path");
    }
  }
}
