package org.waymark.check.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.check.Checkout;
import org.waymark.check.ChildJvm;
import org.waymark.cli.ExitCode;
import org.waymark.cli.Main;
import picocli.CommandLine;

/** {@code waymark check-history}, held against the page that describes it and hostile files. */
class CheckHistoryCommandTest {
  private static final String EMPTY = "{\"event\":\"recovered\",\"commits\":[]}";

  @TempDir private Path directory;

  private record Outcome(int code, String out, String err) {}

  /** Runs the command in this process; failures are told as the launcher tells them. */
  private Outcome check(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = Stream.of(arguments).map(String::valueOf).toArray(String[]::new);
    int code =
        new CommandLine(new CheckHistoryCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  line.getErr().println(failure.getMessage());
                  return failure instanceof IOException ? ExitCode.ENVIRONMENT : 99;
                })
            .execute(words);
    return new Outcome(code, out.toString(), err.toString());
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  /** Returns the fenced blocks of the page in this language. */
  private static List<String> blocks(String language) throws IOException {
    Path page = Checkout.find().orElseThrow().root().resolve("spec/history.md");
    return Arrays.stream(Files.readString(page).split("(?m)^```" + language + "\n"))
        .skip(1)
        .map(rest -> rest.substring(0, rest.indexOf("```")))
        .toList();
  }

  @Test
  void thePagesExampleHolds() throws Exception {
    Outcome outcome = check(file("example.ndjson", blocks("json").get(0)));

    assertThat(outcome).isEqualTo(new Outcome(ExitCode.HELD, blocks("text").get(0), ""));
  }

  @Test
  void thePagesExampleIsViolatedAsThePageSays() throws Exception {
    String lost =
        blocks("json").get(0).replaceFirst("(?m)(power loss.*\n.*\"commits\":\\[).*\\]}$", "$1]}");
    lost = lost.lines().limit(7).reduce("", (text, line) -> text + line + "\n");
    Outcome outcome = check(file("example.ndjson", lost));

    assertThat(outcome.code()).isEqualTo(ExitCode.VIOLATED);
    assertThat(outcome.out()).endsWith(blocks("text").get(1));
  }

  @Test
  void thePageHasEveryEventAndEveryRule() throws Exception {
    Path page = Checkout.find().orElseThrow().root().resolve("spec/history.md");
    List<String> rows = Files.readAllLines(page).stream().filter(l -> l.startsWith("| ")).toList();
    for (Class<?> event : HistoryEvent.class.getPermittedSubclasses()) {
      String fields =
          Arrays.stream(event.getRecordComponents())
              .map(component -> "`" + component.getName() + "`")
              .reduce((left, right) -> left + ", " + right)
              .orElse("");
      String name = event.getSimpleName().toLowerCase(Locale.ROOT);
      assertThat(rows).as(name).anyMatch(r -> r.startsWith("| `" + name + "` | " + fields));
    }
    for (int property = 1; property <= 15; property++) {
      String id = "| P" + property + " |";
      assertThat(rows).anyMatch(row -> row.startsWith(id));
    }
  }

  @Test
  void recordersOfOneLifeAreReadTogetherWhateverTheirOrder() throws Exception {
    List<String> example = blocks("json").get(0).lines().toList();
    file("life-0001-writer.ndjson", String.join("\n", example.subList(0, 5)) + "\n");
    file("life-0001-loop.ndjson", example.get(5) + "\n");
    file("life-0002-writer.ndjson", String.join("\n", example.subList(6, 12)));

    Outcome all = check(directory);
    assertThat(all.code()).isEqualTo(ExitCode.HELD);
    assertThat(all.out()).startsWith("12 events in 3 files").endsWith("\nHeld.\n");
    Outcome shuffled =
        check(
            directory.resolve("life-0002-writer.ndjson"),
            directory.resolve("life-0001-loop.ndjson"),
            directory.resolve("life-0001-writer.ndjson"));
    assertThat(shuffled).isEqualTo(all);

    // The end counts when all were heard: a closed log had left two calls without an answer.
    file("life-0001-loop.ndjson", "{\"event\":\"ended\",\"how\":\"closed\"}\n");
    assertThat(check(directory).out()).contains("P12 violated: ").endsWith("Violated: 2 times.\n");
  }

  @Test
  void linesOfTwoLivesAreToldApart() throws Exception {
    String text = blocks("json").get(0).lines().limit(5).reduce("", (a, b) -> a + b + "\n");
    text += "{\"event\":\"usurped\"}\n{\"life\":2,\"event\":\"recovered\",\"commits\":[";
    text += "{\"sequence\":1,\"time\":1000,\"token\":\"a\",\"capsule\":\"ca\",\"reread\":null}]}\n";
    text += "{\"life\":2,\"event\":\"invoked\",\"call\":2,\"token\":\"z\",\"beginSeq\":1,";
    text += "\"pages\":[5],\"capsule\":\"cz\",\"digest\":\"dz\"}\n";
    text += "{\"event\":\"answered\",\"call\":2,\"result\":\"committed\",\"sequence\":2,";
    text += "\"time\":1001,\"pages\":[]}\n";
    Outcome outcome = check(file("two.ndjson", text));

    assertThat(outcome.code()).isEqualTo(ExitCode.VIOLATED);
    assertThat(outcome.out())
        .contains("P11 violated: ")
        .contains("acknowledged: b as 2 at 1001 with capsule cb (life 1, two.ndjson:9)");
  }

  @Test
  void jsonSaysTheSame() throws Exception {
    Outcome outcome = check("--json", file("example.ndjson", blocks("json").get(0)));

    JsonNode json = JsonMapper.builder().build().readTree(outcome.out());
    assertThat(json.path("held").asBoolean()).isTrue();
    assertThat(json.path("seen").path("recovery").asInt()).isEqualTo(2);
    Outcome violated = check("--json", file("no.ndjson", "{\"event\":\"refused\",\"why\":\"x\"}"));
    JsonNode violation = JsonMapper.builder().build().readTree(violated.out()).at("/violations/0");
    assertThat(violation.path("property").asText()).isEqualTo("P8");
    assertThat(violation.path("evidence").get(1).asText()).isEqualTo("life 1, no.ndjson:1");
  }

  @Test
  void aTornLastLineIsLeftOutAndTold() throws Exception {
    Outcome outcome = check(file("torn.ndjson", EMPTY + "\n{\"event\":\"ended\",\"how\":\"ki"));

    assertThat(outcome.code()).isEqualTo(ExitCode.HELD);
    assertThat(outcome.out())
        .contains("1 events in 1 files")
        .contains("torn.ndjson: the last line is torn, and was left out.")
        .contains("Nothing was recovered after a first life, so no crash was judged.");
  }

  @Test
  void readingEndsWhenThereIsEnough() throws Exception {
    Outcome outcome =
        check(file("bad.ndjson", "{\"event\":\"refused\",\"why\":\"x\"}\n".repeat(1000)));

    assertThat(outcome.code()).isEqualTo(ExitCode.VIOLATED);
    assertThat(outcome.out()).contains("Reading ended after 100 violations.");
  }

  @Test
  void hostileLinesAreOneLineErrors() throws Exception {
    String invoked =
        "{\"event\":\"invoked\",\"call\":1,\"token\":null,\"beginSeq\":0,\"pages\":[],";
    List<String> hostile =
        List.of(
            "",
            "null",
            "[]",
            "7",
            "{}",
            "{\"event\":\"invented\"}",
            "{\"event\":\"ended\"}",
            "{\"event\":\"ended\",\"how\":\"closed\"}{}",
            "{\"event\":\"ended\",\"how\":\"closed\",\"more\":1}",
            "{\"event\":\"ended\",\"how\":\"closed\",\"life\":\"x\"}",
            "{\"event\":\"ended\",\"how\":\"Closed\"}",
            "{\"event\":\"failed\",\"what\":\"force\"}",
            "{\"event\":\"failed\",\"what\":\"force\",\"tip\":1.9}",
            "{\"event\":\"failed\",\"what\":\"force\",\"tip\":1,\"tip\":2}",
            "{\"event\":\"observed\",\"commit\":null}",
            "{\"event\":\"recovered\",\"commits\":[null]}",
            "{\"event\":\"recovered\",\"commits\":" + "[".repeat(100_000),
            invoked + "\"capsule\":\"c\",\"digest\":\"d\"}");
    for (String line : hostile) {
      Outcome outcome = check(file("hostile.ndjson", EMPTY + "\n" + line + "\n"));
      assertThat(outcome.code()).as(line).isEqualTo(ExitCode.ENVIRONMENT);
      assertThat(outcome.err().lines())
          .singleElement()
          .asString()
          .contains("life 1, hostile.ndjson:2: no event: ")
          .hasSizeLessThan(600);
    }
  }

  @Test
  void filesWithoutEventsAreErrors() throws Exception {
    assertThat(check(file("empty.ndjson", "")).err()).contains("empty.ndjson]: no event");
    assertThat(check(Files.createDirectory(directory.resolve("none"))).err())
        .contains("no recorded life");
    assertThat(check(directory.resolve("missing")).code()).isEqualTo(ExitCode.ENVIRONMENT);
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    assertThat(check(Files.write(directory.resolve("noise.ndjson"), noise)).code())
        .isEqualTo(ExitCode.ENVIRONMENT);
  }

  /** Many megabytes without a line's end, in a process with little memory. */
  @Test
  void aHugeLineNeedsNoHugeMemory() throws Exception {
    Path huge = directory.resolve("huge.ndjson");
    try (OutputStream out = Files.newOutputStream(huge)) {
      byte[] block = new byte[1 << 20];
      Arrays.fill(block, (byte) '[');
      for (int i = 0; i < 64; i++) {
        out.write(block);
      }
    }
    ProcessBuilder builder = ChildJvm.of(Main.class, "check-history", huge.toString());
    builder.environment().put("JDK_JAVA_OPTIONS", "-Xmx96m");
    Path err = directory.resolve("err");
    int code = builder.redirectError(err.toFile()).start().waitFor();

    assertThat(code).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(Files.readString(err))
        .contains("huge.ndjson:1: no event: longer than 16 MiB")
        .doesNotContain("Exception");
  }

  @Test
  void helpShowsAnExample() {
    Outcome outcome = check("--help");

    assertThat(outcome.out()).contains("waymark check-history recorded.ndjson").contains("0 held");
    assertThat(check().code()).isEqualTo(ExitCode.WRONG_USE);
  }
}
