package org.waymark.check.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.waymark.check.Table;
import org.waymark.check.disk.CrashProfile;
import org.waymark.cli.ExitCode;
import picocli.CommandLine;

/** {@code waymark crash} as a user meets it. */
class CrashCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new CrashCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void exploresAWorkload() {
    assertThat(run("--workload", "groups-1", "--depth", "0")).isEqualTo(ExitCode.HELD);
    assertThat(out.toString()).contains("images recovered").endsWith("all held\n");
  }

  /** What was not looked at has not held. */
  @Test
  void doesNotSayThatNothingHeld() throws Exception {
    assertThat(run("--minutes", "1e-9")).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(out.toString()).endsWith("nothing was recovered: more --minutes are needed\n");
    out.getBuffer().setLength(0);
    assertThat(run("--minutes", "1e-9", "--json")).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(new ObjectMapper().readTree(out.toString()).get("held").asBoolean()).isFalse();
  }

  @Test
  void samplesOneRunAsJson() throws Exception {
    assertThat(run("--seed", "1", "--run", "2", "--profile", "drop", "--json"))
        .isEqualTo(ExitCode.HELD);
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("held").asBoolean()).isTrue();
    assertThat(json.get("images").asLong()).isPositive();
    assertThat(json.get("failures")).isEmpty();
  }

  @Test
  void listsWhatItCanExplore() {
    assertThat(run("--list")).isEqualTo(ExitCode.HELD);
    assertThat(out.toString().lines()).contains("groups-2+1", "overlap-1+1-1-in-2", "conflict");
  }

  /** Each row does more than the one before; what it takes is this machine's own affair. */
  @Test
  void measuresItsRates() throws Exception {
    Table rates = Rates.measure(Workloads.inGroups(1), CrashProfile.SECTOR512, 1);
    assertThat(rates.title()).matches("\\d{2,} images of groups-1, sector512");
    assertThat(rates.rows()).hasSize(4);
    assertThat(Double.parseDouble(rates.rows().get(3).get(1)))
        .isGreaterThan(Double.parseDouble(rates.rows().get(0).get(1)));
  }

  @Test
  void namesWhatIsWrong() {
    assertThat(run("--workload", "nonsense")).isEqualTo(ExitCode.WRONG_USE);
    assertThat(run("--workload", "groups-1", "--profile", "kind")).isEqualTo(ExitCode.WRONG_USE);
    assertThat(run("--workload", "groups-1", "--depth", "9")).isEqualTo(ExitCode.WRONG_USE);
    assertThat(run("--workload", "groups-1", "--seed", "9")).isEqualTo(ExitCode.WRONG_USE);
    assertThat(run("--rates")).isEqualTo(ExitCode.WRONG_USE);
    assertThat(run("--run", "9")).isEqualTo(ExitCode.WRONG_USE);
    assertThat(run("--minutes", "0")).isEqualTo(ExitCode.WRONG_USE);
    assertThat(run("--minutes", "NaN")).isEqualTo(ExitCode.WRONG_USE);
    assertThat(run("--minutes", "1e12")).isEqualTo(ExitCode.WRONG_USE);
    assertThat(run("--seed", "1", "--run", "2147483647")).isEqualTo(ExitCode.WRONG_USE);
    assertThat(err.toString())
        .contains("No workload 'nonsense'", "there is no 'kind'", "--depth must be 0 to 3");
  }
}
