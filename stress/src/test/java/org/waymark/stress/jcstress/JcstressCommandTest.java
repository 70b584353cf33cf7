package org.waymark.stress.jcstress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.cli.ExitCode;
import picocli.CommandLine;

/** {@code waymark jcstress} tells people, and machines, the same. */
class JcstressCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int jcstress(String... arguments) {
    return new CommandLine(new JcstressCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void machinesGetALineForEachTest() throws Exception {
    assertThat(jcstress("--quick", "--json", "PlaceCounting")).isEqualTo(ExitCode.HELD);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines)
        .extracting(line -> line.path("role").asText())
        .containsExactly("idea", "real", "twin");
    assertThat(lines).allMatch(line -> line.path("samples").asLong() > 0);
    assertThat(lines).allMatch(line -> line.path("violations").isEmpty());
    assertThat(err.toString()).contains("jcstress: started").contains("jcstress: ended");
  }

  @Test
  void peopleGetASummary() {
    assertThat(jcstress("--quick", "PlaceCounting")).isEqualTo(ExitCode.HELD);
    assertThat(out.toString()).endsWith("3 tests; every twin caught\n");
  }

  @Test
  void anUnknownTripleIsWrongUse() {
    assertThat(jcstress("NoSuchTriple")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("No triple 'NoSuchTriple'");
  }
}
