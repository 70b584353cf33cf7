package org.waymark.check.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.cli.ExitCode;

/** {@code waymark spec} as its users meet it: a process with arguments, output and exit code. */
class SpecCommandTest {

  private static final JsonMapper JSON = new JsonMapper();

  /** The model in a command line of Waymark's, or in one of plain TLC. */
  private static final Pattern NAMED =
      Pattern.compile("(?:spec (?:run|simulate) |-config models/)'?([A-Z][A-Za-z0-9_*]*)");

  @TempDir private Path directory;

  private Cli.Outcome run(String... arguments) throws Exception {
    return Cli.run(directory, arguments);
  }

  @Test
  void theListShowsWhatMustComeOfEachModel() throws Exception {
    Cli.Outcome outcome = run("spec", "list", "--profile", "quick");

    assertThat(outcome.code()).isEqualTo(ExitCode.HELD);
    assertThat(outcome.out())
        .containsPattern("CommitLog +CommitLog +Txn 3 +hold in 610 states, depth 7 +quick")
        .containsPattern("_bug_skip_fsync2 +.*violate TipNeverAheadOfDurable +quick");
    assertThat(outcome.lastLine()).matches("\\d+ models");
    JsonNode json = JSON.readTree(run("spec", "list", "--json").out());
    assertThat(json).hasSizeGreaterThan(40);
    assertThat(json.get(0).required("kind").asText()).isEqualTo("EXHAUSTIVE");
    assertThat(json.get(0).required("checks").get(0).asText()).isEqualTo("TypeOK");
  }

  @Test
  void aModelThatHoldsEndsInATable() throws Exception {
    Cli.Outcome outcome = run("spec", "run", "CommitL*", "--coverage", "--memory", "256m");

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.HELD);
    assertThat(outcome.err()).contains("(1 of 1) CommitLog: held in 610 distinct states");
    assertThat(outcome.out())
        .containsPattern("CommitLog +held in 610 distinct states +610 +610 +\\d+ +\\d+\\.\\d s")
        .contains("Actions of CommitLog")
        .containsPattern("Crash +\\d+ +\\d+");
  }

  @Test
  void aViolationOfAConfigurationOfOnesOwnIsToldAndCanBeReplayed() throws Exception {
    Path mine = directory.resolve("mine.cfg");
    Files.writeString(
        mine,
        """
        CONSTANT Txn = {t1, t2}
        SPECIFICATION Spec
        INVARIANT Init
        """);
    Cli.Outcome outcome = run("spec", "run", "--cfg", "mine.cfg", "--module", "CommitLog");

    assertThat(outcome.code()).isEqualTo(ExitCode.VIOLATED);
    assertThat(outcome.out())
        .contains("Init is violated; expected none to be", "initial state", "Admit");
    assertThat(outcome.lastLine()).isEqualTo("waymark spec run --cfg mine.cfg --module CommitLog");
  }

  @Test
  void aMistakeInAConfigurationIsNoEvidence() throws Exception {
    Files.writeString(directory.resolve("bad.cfg"), "SPECIFICATION NoSuchThing\n");
    Cli.Outcome outcome = run("spec", "run", "--cfg", "bad.cfg", "--module", "CommitLog", "--json");

    assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
    JsonNode json = JSON.readTree(outcome.out());
    assertThat(json.required("held").asBoolean()).isFalse();
    assertThat(json.required("models").get(0).required("outcome").asText())
        .isEqualTo("NOT_ENDED_CLEANLY");
    assertThat(json.required("replay").asText()).contains("bad.cfg");
  }

  @Test
  void aSimulationPrintsItsSeed() throws Exception {
    Cli.Outcome outcome =
        run("spec", "simulate", "CommitLog", "--traces", "50", "--depth", "9", "--seed", "4");

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.HELD);
    assertThat(outcome.err()).contains("spec simulate: CommitLog, depth 9, seed 4");
    assertThat(outcome.out()).contains("held in 50 random behaviours with ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spec                                          | Missing required subcommand",
        "spec run                                      | Name models, or a --profile, or a --cfg",
        "spec run CommitLog --profile quick            | Name models, or a --profile, or a --cfg",
        "spec run NoSuchModel                          | No model 'NoSuchModel'; waymark spec list",
        "spec run CommitLog --memory much              | --memory: 'much' is no size like 512m or",
        "spec run CommitLog --workers 0                | --workers: 0 is less than 1",
        "spec run * --distributed                      | --distributed takes one model",
        "spec run WriteCoordinator_liveness --distributed | checks liveness, which TLC cannot do",
        "spec run --cfg x.cfg --module Mine            | No module 'Mine'; there are: [CommitLog",
        "spec simulate CommitLog --seconds 0           | must be at least 1",
        "spec simulate CommitLog --seconds 1 --traces 1 | exclude each other",
        "spec simulate Comm*                           | No model 'Comm*'",
        "spec worker                                   | Missing required parameter: 'HOST'"
      })
  void wrongUseIsToldOnOneLine(String line, String reason) throws Exception {
    Cli.Outcome outcome = run(line.split(" ", -1));

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(outcome.err()).contains(reason).contains("--help");
    assertThat(outcome.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "run", "simulate", "worker", "bounds"})
  void helpHasAnExample(String subcommand) throws Exception {
    Cli.Outcome outcome = run("spec", subcommand, "--help");

    assertThat(outcome.code()).isEqualTo(ExitCode.HELD);
    assertThat(outcome.out()).contains("waymark spec " + subcommand, "Example", "Exit codes: 0 ");
  }

  @Test
  void everyModelNamedInTheDocumentationExists() throws Exception {
    StringBuilder text = new StringBuilder();
    for (String subcommand : new String[] {"run", "simulate"}) {
      text.append(run("spec", subcommand, "--help").out());
    }
    try (InputStream readme = SpecFiles.class.getResourceAsStream("/spec/README.md")) {
      text.append(new String(Objects.requireNonNull(readme).readAllBytes(), UTF_8));
    }
    List<String> models = SpecFiles.manifest().models().stream().map(SpecModel::cfg).toList();
    Matcher named = NAMED.matcher(text);
    int seen = 0;
    for (; named.find(); seen++) {
      String pattern = named.group(1).replace("*", ".*");
      assertThat(models).as(named.group()).anyMatch(model -> model.matches(pattern));
    }
    assertThat(seen).isGreaterThan(6);
  }
}
