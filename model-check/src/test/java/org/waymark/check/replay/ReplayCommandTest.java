package org.waymark.check.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.check.ChildJvm;
import org.waymark.cli.ExitCode;
import org.waymark.cli.Main;

/** {@code waymark replay} as its users meet it: a process with arguments, output and exit code. */
class ReplayCommandTest {

  @TempDir private Path directory;

  private record Outcome(int code, String out, String err) {}

  @BeforeEach
  void copyTheStory() throws Exception {
    Files.writeString(directory.resolve("story.json"), golden("invariant.json"));
  }

  private static String golden(String name) throws Exception {
    return Files.readString(
        Path.of(
            Objects.requireNonNull(ReplayCommandTest.class.getResource("/relay/golden/" + name))
                .toURI()));
  }

  private Outcome replay(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("replay"));
    all.addAll(List.of(arguments));
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    int code =
        ChildJvm.of(Main.class, all.toArray(String[]::new))
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Outcome(code, Files.readString(out), Files.readString(err));
  }

  @Test
  void showsTheSameTableAgain() throws Exception {
    Outcome outcome = replay("story.json", "--width", "100");

    String golden = golden("invariant.txt").replace("Relay_invariant.json", "story.json");
    assertThat(outcome).isEqualTo(new Outcome(ExitCode.HELD, golden, ""));
  }

  @Test
  void writesTheSamePageAndTheSameJsonAgain() throws Exception {
    Outcome outcome = replay("story.json", "--json", "--html", "story.html");

    assertThat(outcome.code()).isEqualTo(ExitCode.HELD);
    JsonNode json = JsonMapper.builder().build().readTree(outcome.out());
    assertThat(json).isEqualTo(JsonMapper.builder().build().readTree(golden("invariant.json")));
    assertThat(directory.resolve("story.html"))
        .content()
        .isEqualTo(golden("invariant.html").replace("Relay_invariant.json", "story.json"));
  }

  @Test
  void whatTheSpecificationDoesNotHaveAnyMoreCannotBeChecked() throws Exception {
    Outcome outcome = replay("story.json", "--check");

    assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .isEqualTo("waymark: story.json: cannot be checked: there is no module Relay any more\n");
  }

  @Test
  void aFileThatIsMissingIsTheEnvironmentsFault() throws Exception {
    Outcome outcome = replay("nothing.json");

    assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(outcome.err()).hasLineCount(1).contains("nothing.json: there is no such file");
  }

  @Test
  void whatIsNoBundleIsWrongUse() throws Exception {
    refused("not json", "is nothing to replay");
    refused("[1, 2]", "it does not call itself one");
    refused("{\"format\": \"somebody's\"}", "it does not call itself one");
    refused("[".repeat(100_000), "is nothing to replay");
    refused(
        "{\"format\": \"waymark-bundle\", \"kind\": \"sculpture\"}",
        "unknown kind 'sculpture'; known: counterexample");
  }

  private void refused(String content, String why) throws Exception {
    Files.writeString(directory.resolve("odd.json"), content);
    Outcome outcome = replay("odd.json");
    assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).hasLineCount(1).contains("odd.json", why);
  }

  @Test
  void hugeFilesAndDirectoriesAreNotEvenRead() throws Exception {
    try (RandomAccessFile huge =
        new RandomAccessFile(directory.resolve("huge.json").toFile(), "rw")) {
      huge.setLength(1L << 40);
    }
    Outcome outcome = replay("huge.json");
    assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(outcome.err()).hasLineCount(1).contains("huge.json: is larger than 64 MiB");

    assertThat(replay(".").err()).hasLineCount(1).contains("is not a regular file");
  }

  @Test
  void aFileCannotCommandTheTerminal() throws Exception {
    String story = golden("invariant.json").replace("P1: who", "\\u001b]0;owned\\u0007");
    Files.writeString(directory.resolve("story.json"), story);

    assertThat(replay("story.json").out()).contains("owned").doesNotContain("\u001b", "\u0007");
  }

  @Test
  void helpShowsAnExample() throws Exception {
    assertThat(replay("--help").out()).contains("waymark replay WriteCoordinator_small.json");
  }
}
