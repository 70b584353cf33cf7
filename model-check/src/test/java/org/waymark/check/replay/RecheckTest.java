package org.waymark.check.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.check.replay.Bundle.Outcome;
import org.waymark.check.replay.Bundle.Recheck;
import org.waymark.cli.ExitCode;
import picocli.CommandLine;

/** What {@code waymark replay --check} makes of each outcome, for a kind of bundle of its own. */
class RecheckTest {

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();

  /** A failure that ends as its file says. */
  private static final class Canned implements BundleKind, Bundle {

    private Outcome outcome = Outcome.STALE;

    @Override
    public String name() {
      return "canned";
    }

    @Override
    public Bundle open(JsonNode json) {
      outcome = Outcome.valueOf(json.required("ends").asText());
      return this;
    }

    @Override
    public String text(int width, String command) {
      return "it failed, on " + width + "\n" + command + "\n";
    }

    @Override
    public String html(String command) {
      return "<p>" + command + "</p>";
    }

    @Override
    public ObjectNode json() {
      return JsonNodeFactory.instance.objectNode().put("it", "failed");
    }

    @Override
    public Recheck check() {
      return new Recheck(outcome, List.of("Looked at it."));
    }
  }

  private int replay(Outcome ends, String... options) throws Exception {
    Path file = directory.resolve("canned.json");
    Files.writeString(
        file, "{\"format\": \"waymark-bundle\", \"kind\": \"canned\", \"ends\": \"" + ends + "\"}");
    List<String> arguments = new ArrayList<>(List.of(file.toString(), "--width", "80"));
    arguments.addAll(List.of(options));
    return new CommandLine(new ReplayCommand(List.of(new Canned())))
        .setOut(new PrintWriter(out))
        .execute(arguments.toArray(String[]::new));
  }

  @BeforeEach
  void empty() {
    out.getBuffer().setLength(0);
  }

  @Test
  void aFailureThatStillHappensIsAViolation() throws Exception {
    assertThat(replay(Outcome.STILL_FAILS, "--check")).isEqualTo(ExitCode.VIOLATED);
    assertThat(out.toString())
        .startsWith("Still a failure.\nLooked at it.\n\nit failed, on 80\n")
        .endsWith("canned.json --check\n");
  }

  @Test
  void whatHoldsNowAndWhatIsStaleIsNone() throws Exception {
    assertThat(replay(Outcome.HOLDS_NOW, "--check")).isEqualTo(ExitCode.HELD);
    assertThat(out.toString()).startsWith("No failure any more.\n");
    empty();
    assertThat(replay(Outcome.STALE, "--check")).isEqualTo(ExitCode.HELD);
    assertThat(out.toString()).startsWith("Stale: this cannot happen any more.\n");
  }

  @Test
  void withoutCheckItIsOnlyShown() throws Exception {
    assertThat(replay(Outcome.STILL_FAILS)).isEqualTo(ExitCode.HELD);
    assertThat(out.toString()).startsWith("it failed, on 80\nwaymark replay ");
  }

  @Test
  void jsonHoldsTheOutcomeToo() throws Exception {
    assertThat(replay(Outcome.STILL_FAILS, "--check", "--json")).isEqualTo(ExitCode.VIOLATED);
    JsonNode json = JsonMapper.builder().build().readTree(out.toString());
    assertThat(json.required("it").asText()).isEqualTo("failed");
    assertThat(json.required("check").required("outcome").asText()).isEqualTo("STILL_FAILS");
    assertThat(json.required("check").required("findings")).hasSize(1);
  }
}
