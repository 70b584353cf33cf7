package org.waymark.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.cli.ExitCode;
import org.waymark.cli.Main;

/** {@code waymark verify} as its users meet it: a process with arguments, output and exit code. */
class VerifyCommandTest {
  @TempDir private Path directory;

  private record Outcome(int code, String out, String err) {
    String lastLine() {
      List<String> lines = out.lines().toList();
      return lines.get(lines.size() - 1);
    }
  }

  private Outcome run(Class<?> main, String... arguments) throws Exception {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    int code =
        ChildJvm.of(main, arguments)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Outcome(code, Files.readString(out), Files.readString(err));
  }

  private Outcome layers(String kinds, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(kinds));
    all.addAll(List.of(arguments));
    return run(VerifyMain.class, all.toArray(String[]::new));
  }

  @Test
  void theRealCommandRunsARealLayer() throws Exception {
    Outcome outcome = run(Main.class, "verify", "--only", "vectors", "--seed", "5");
    assertThat(outcome.err()).contains("profile quick, seed 5", "vectors: started");
    assertThat(outcome.out())
        .containsPattern("vectors +every record format .* vectors +held +\\d+\\.\\d s +5\\.0 s");
    assertThat(outcome.lastLine()).isEqualTo("all held");
    assertThat(outcome.code()).isEqualTo(ExitCode.HELD);
  }

  @Test
  void aViolationIsToldAndEndsWithTheCommandThatReplaysIt() throws Exception {
    Outcome outcome = layers("held,violated", "--profile", "full", "--seed", "77");
    assertThat(outcome.code()).isEqualTo(ExitCode.VIOLATED);
    assertThat(outcome.out())
        .contains("violated: VIOLATED", "  3 things (floor 2)", "P1 violated: <it> & more");
    assertThat(outcome.lastLine())
        .isEqualTo("waymark verify --profile full --only violated --seed 77");
  }

  @Test
  void theReplayRunsThatLayerAlone() throws Exception {
    String replay = layers("held,violated", "--seed", "77").lastLine();
    String[] arguments = replay.substring("waymark verify ".length()).split(" ", -1);
    Outcome again = layers("held,violated", arguments);
    assertThat(again.code()).isEqualTo(ExitCode.VIOLATED);
    assertThat(again.err()).contains("seed 77").doesNotContain("held: started");
    assertThat(again.lastLine()).isEqualTo(replay);
  }

  @Test
  void whatCouldNotRunIsTheEnvironmentsFaultUnlessSomethingIsViolated() throws Exception {
    Outcome outcome = layers("held,absent");
    assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(outcome.out()).contains("could not run", "install it");
    assertThat(layers("absent,violated").code()).isEqualTo(ExitCode.VIOLATED);
  }

  @Test
  void whatALayerThatHeldLeftOutIsSaidAloud() throws Exception {
    Outcome outcome = layers("held,noting");
    assertThat(outcome.code()).isEqualTo(ExitCode.HELD);
    assertThat(outcome.out()).contains("NOTE: noting: NOT CHECKED: the rest");
    assertThat(outcome.lastLine()).isEqualTo("all held that was checked; see the notes");
  }

  @Test
  void anUnknownLayerOrProfileIsWrongUse() throws Exception {
    Outcome layer = layers("held,violated", "--only", "heaven");
    assertThat(layer.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(layer.err()).contains("No layer 'heaven'; there are: held, violated");
    assertThat(layer.out()).isEmpty();
    Outcome profile = layers("held", "--profile", "slow");
    assertThat(profile.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(profile.err()).contains("quick", "full", "nightly");
  }

  @Test
  void jsonIsAllThatStandardOutputHolds() throws Exception {
    Outcome outcome = layers("held,violated", "--json", "--seed", "3");
    JsonNode json = new ObjectMapper().readTree(outcome.out());
    assertThat(json.required("held").asBoolean()).isFalse();
    assertThat(json.required("seed").asLong()).isEqualTo(3);
    assertThat(json.required("layers")).hasSize(2);
    JsonNode violated = json.required("layers").get(1);
    assertThat(violated.required("verdict").asText()).isEqualTo("VIOLATED");
    assertThat(violated.required("counts").get(0).required("floor").asInt()).isEqualTo(2);
    assertThat(outcome.code()).isEqualTo(ExitCode.VIOLATED);
  }

  @Test
  void theHtmlReportNeedsNothingBesideItselfAndEscapesWhatItShows() throws Exception {
    layers("held,violated", "--report", "report.html", "--seed", "9");
    String html = report();
    assertThat(html)
        .startsWith("<!DOCTYPE html>")
        .contains("Waymark verification: did not hold")
        .contains("P1 violated: &lt;it&gt; &amp; more")
        .containsPattern(
            "<h3>Things &amp; more</h3>\\s+<table>\\s+<tr><th>thing</th>\\s+<th>times</th>")
        .containsPattern("<td>&lt;it&gt;</td>\\s+<td>3</td>")
        .contains("waymark verify --profile quick --only violated --seed 9")
        .doesNotContain("http", "src=", "href=");
  }

  @Test
  void aReportThatCannotBeWrittenIsRefusedBeforeAnythingRuns() throws Exception {
    Outcome outcome = layers("held", "--report", "no/such/directory/report.html");
    assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(outcome.err()).contains("no/such/directory").doesNotContain("held: started");
  }

  private String report() throws IOException {
    return Files.readString(directory.resolve("report.html"));
  }
}
