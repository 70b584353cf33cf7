package org.waymark.stress.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.check.Trees;
import org.waymark.cli.ExitCode;
import org.waymark.stress.campaign.Fakes.Clock;
import org.waymark.stress.campaign.Fakes.Script;
import picocli.CommandLine;

/** {@code waymark stress} as its users meet it: arguments, output and exit codes. */
class StressCommandTest {
  private static final Script CALM = (job, context) -> Fakes.CALM;
  private static final Script RACY =
      (job, context) -> job.number() == 4 ? Fakes.found("order") : Fakes.CALM;

  @TempDir private Path temp;

  private final Clock clock = new Clock();

  /** How a command ended. */
  private record Ended(int code, String out, String err) {
    String lastLine() {
      List<String> lines = out.lines().toList();
      return lines.get(lines.size() - 1);
    }
  }

  private String dir() {
    return temp.resolve("campaign").toString();
  }

  private Ended stress(Script script, String... arguments) {
    List<Tool> tools =
        List.of(Fakes.tool("crash", clock, script), Fakes.tool("soak", clock, script));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new StressCommand(tools, clock))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Ended(code, out.toString(), err.toString());
  }

  private Ended run(Script script, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--minutes", "3", "--seed", "7", "--dir", dir()));
    arguments.addAll(List.of(more));
    return stress(script, arguments.toArray(String[]::new));
  }

  @Test
  void aCampaignThatFindsNothingHolds() {
    Ended ended = run(CALM);
    assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.HELD);
    assertThat(ended.err()).contains("waymark stress: seed 7, in " + dir());
    assertThat(ended.out()).contains("seed 7, crash + soak: 16 jobs in 3:00");
    assertThat(ended.out()).contains("crash on known    1 of 1       10.0 s");
    assertThat(ended.lastLine())
        .isEqualTo(
            "nothing was found in 16 jobs, and each known mistake that was shown was caught");
  }

  @Test
  void aFindingIsToldAtOnceAndAtTheEndWithItsReplay() {
    Ended ended = run(RACY);
    assertThat(ended.code()).isEqualTo(ExitCode.VIOLATED);
    assertThat(ended.err()).contains("waymark stress: order was violated: ");
    assertThat(ended.out()).contains("16 jobs").contains("FOUND: 1 finding\n");
    assertThat(ended.lastLine())
        .matches("waymark replay " + dir() + "/findings/4-(crash|soak)-\\w+\\.json --check");
    String file = ended.lastLine().split(" ", -1)[2];
    assertThat(Path.of(file)).isRegularFile();
  }

  @Test
  void failFastEndsWithTheFirst() {
    assertThat(run(RACY, "--fail-fast").out()).contains(" 5 jobs in ").contains("go on with: ");
  }

  @Test
  void onlyTheToolsThatAreWanted() {
    Ended ended = run(CALM, "--only", "soak");
    assertThat(ended.code()).isEqualTo(ExitCode.HELD);
    assertThat(ended.out()).contains("seed 7, soak: 17 jobs").doesNotContain("crash");
  }

  @Test
  void resumesWithMoreTime() {
    run(CALM);
    Ended spent = stress(CALM, "--resume", dir());
    assertThat(spent.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(spent.err())
        .startsWith(dir() + ": its time is used up; give it more with --minutes or --hours\n");

    Ended more = stress(CALM, "--resume", dir(), "--minutes", "1");
    assertThat(more.code()).as(more.err()).isEqualTo(ExitCode.HELD);
    assertThat(more.out()).contains("22 jobs in 4:00");
  }

  @Test
  void resumesBehindALineThatWasCutOff() throws Exception {
    run(RACY, "--fail-fast");
    Path results = Path.of(dir(), Recorded.RESULTS);
    Files.writeString(results, "{\"job\"", StandardOpenOption.APPEND);
    Ended ended = stress(CALM, "--resume", dir(), "--seed", "7", "--shard", "1/1");
    assertThat(ended.err()).contains("the last line of the results was cut off and is dropped");
    assertThat(ended.code()).as("the finding stays").isEqualTo(ExitCode.VIOLATED);
    assertThat(ended.out()).contains("16 jobs in 3:00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--seed 8 | --seed 8: the campaign to resume has seed 7",
        "--shard 1/2 | --shard 1/2: the campaign to resume is shard 1/1",
        "--only soak | --only: the campaign to resume has the tools crash,soak",
        "--dir elsewhere | --dir is for a new campaign, --resume for one that there is"
      })
  void resumingDoesNotChangeThePlan(String different, String message) {
    run(CALM);
    List<String> arguments = new ArrayList<>(List.of("--resume", dir(), "--minutes", "1"));
    arguments.addAll(List.of(different.split(" ", -1)));
    Ended ended = stress(CALM, arguments.toArray(String[]::new));
    assertThat(ended.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(ended.err()).startsWith(message + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--hours 1 --minutes 1 | --hours and --minutes exclude each other",
        "--minutes 0 | --hours and --minutes must be above 0, and a year at most",
        "--hours NaN | --hours and --minutes must be above 0, and a year at most",
        "--hours 1e9 | --hours and --minutes must be above 0, and a year at most",
        "--only bench | No tool 'bench'; there are: crash, soak",
        "--shard 3/2 --seed 1 | --shard: I/N with I from 1 to N, not 3/2",
        "--shard 1/2 | --shard: needs the --seed that all shards have in common",
        "--resume nowhere | nowhere: is not the directory of a campaign; name what waymark stress"
            + " has made",
        "--report no/where.html | No directory to write the report in: no/where.html"
      })
  void wrongUseIsToldInOneLine(String arguments, String message) {
    Ended ended = stress(CALM, arguments.split(" ", -1));
    assertThat(ended.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(ended.err()).startsWith(message + "\n");
  }

  @Test
  void aDirectoryIsNotUsedTwice() {
    run(CALM);
    Ended again = run(CALM);
    assertThat(again.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(again.err()).contains("holds a campaign already; go on with --resume");
  }

  @Test
  void whatIsKnownIsToldEvenIfTheMachineStandsInTheWay() {
    Script spoils =
        (job, context) -> {
          if (job.number() == 4) {
            Path jobs = Path.of(dir(), "jobs");
            Trees.delete(jobs);
            Files.writeString(jobs, "no directory");
          }
          return Fakes.CALM;
        };
    Ended ended = run(spoils);
    assertThat(ended.code()).isNotEqualTo(ExitCode.HELD);
    assertThat(ended.err()).contains("jobs/").contains("FileSystemException");
    assertThat(ended.out()).contains(" 5 jobs in ").contains("go on with: waymark stress --resume");
  }

  @Test
  void asJson() throws Exception {
    JsonNode json = JsonMapper.builder().build().readTree(run(RACY, "--json").out());
    assertThat(json.get("verdict").asText()).isEqualTo("VIOLATED");
    assertThat(json.get("jobs").asLong()).isEqualTo(16);
    assertThat(json.get("targets")).hasSize(6);
    assertThat(json.get("calibration").get(0).get("caught").asInt()).isEqualTo(1);
    assertThat(json.get("findings").get(0).get("property").asText()).isEqualTo("order");
    assertThat(json.get("findings").get(0).get("replay").asText()).endsWith(".json --check");
    assertThat(json.get("environments").get(0).get("arch").asText()).isNotEmpty();
  }

  @Test
  void helpNamesEverythingAndGivesExamples() {
    String help = stress(CALM, "--help").out();
    assertThat(help)
        .contains("--hours", "--minutes", "--only", "--seed", "--shard", "--dir", "--resume")
        .contains("--fail-fast", "--report", "--json", "merge")
        .contains("waymark stress --minutes 10")
        .contains("Exit codes: 0 nothing found");
  }
}
