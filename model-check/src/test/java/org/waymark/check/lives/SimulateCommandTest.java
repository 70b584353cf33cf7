package org.waymark.check.lives;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.cli.ExitCode;
import picocli.CommandLine;

/** {@code waymark simulate} as its user sees it. */
class SimulateCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int simulate(Sabotage sabotage, String arguments) {
    out.getBuffer().setLength(0);
    return new CommandLine(new SimulateCommand(sabotage))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments.split(" "));
  }

  private String lastLine() {
    List<String> lines = out.toString().lines().toList();
    return lines.get(lines.size() - 1);
  }

  @Test
  void whatHoldsIsToldInFigures() {
    assertThat(simulate(Sabotage.NONE, "--seed 7 --lives 2")).isEqualTo(ExitCode.HELD);
    assertThat(lastLine()).startsWith("2 lives, ").endsWith(" faults: held");
    assertThat(err.toString()).startsWith("waymark simulate: seed 7");
  }

  @Test
  void theLastLineOfAFailureIsTheCommandThatReplaysIt() {
    Sabotage sabotage = Sabotages.MARKERS_NOT_FORCED;
    assertThat(simulate(sabotage, "--seed 3 --lives 60")).isEqualTo(ExitCode.VIOLATED);
    String failure = out.toString();
    String replay = lastLine();
    assertThat(replay).startsWith("waymark simulate --seed 3 --life ");
    String arguments = replay.substring("waymark simulate ".length());
    assertThat(simulate(sabotage, arguments)).isEqualTo(ExitCode.VIOLATED);
    assertThat(failure).endsWith(out.toString().substring(out.toString().indexOf("seed 3, life")));
    assertThat(simulate(Sabotage.NONE, arguments)).isEqualTo(ExitCode.HELD);
  }

  @Test
  void jsonSaysTheSame() throws Exception {
    assertThat(simulate(Sabotages.MARKERS_NOT_FORCED, "--seed 3 --lives 60 --json"))
        .isEqualTo(ExitCode.VIOLATED);
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("held").asBoolean()).isFalse();
    assertThat(json.path("violations")).isNotEmpty();
    assertThat(json.path("replay").asText()).startsWith("waymark simulate --seed 3 --life ");
    assertThat(json.path("counts").path("lives").asLong()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--lives 0",
        "--lives 1 --minutes 1",
        "--life 3",
        "--seed 1 --incarnations 2",
        "--hours many",
        "--hours 9223372036854775807",
        "--minutes 999999999999999999",
      })
  void wrongUseIsToldAndNothingIsDone(String arguments) {
    assertThat(simulate(Sabotage.NONE, arguments)).isEqualTo(ExitCode.WRONG_USE);
    assertThat(out.toString()).isEmpty();
  }
}
