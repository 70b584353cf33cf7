package org.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waymark.cli.Child.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a command ends when somebody else wants it to: by signals, and by a closed pipe. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SignalTest {

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path temp;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aLoadThatIsEndedPrintsItsTableAndClosesInOrder(String signal, int code) throws Exception {
    try (Child load = Child.start("run", "--dir", log(), "--seconds", 600, "--json")) {
      awaitCommits(10);
      load.signal(signal);
      Child.Ended ended = load.await();
      assertThat(ended.code()).as(ended.err()).isEqualTo(code);
      long tip = JSON.readTree(ended.text()).get("tip").asLong();
      JsonNode survey = JSON.readTree(Child.run("inspect", log(), "--json").held().text());
      assertThat(survey.get("state").asText()).isEqualTo("closed in order");
      assertThat(survey.get("proven").asLong()).isEqualTo(tip).isGreaterThanOrEqualTo(10);
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void anInputThatIsEndedKeepsWhatItAnswered(String signal, int code) throws Exception {
    try (Child run = Child.start("run", "--dir", log(), "--input", "-")) {
      for (int i = 1; i <= 5; i++) {
        run.send(write("t" + i, i));
        assertThat(run.line()).contains("\"seq\":" + i);
      }
      run.signal(signal);
      Child.Ended ended = run.await();
      assertThat(ended.code()).as(ended.err()).isEqualTo(code);
      assertThat(ended.err()).contains("answered {committed=5}; the tip is 5");
    }
    assertThat(Child.run("inspect", log()).held().text()).contains("closed in order", "5 proven");
  }

  @Test
  void aKilledInputIsRunAgainWithTheSameAnswers() throws Exception {
    int lines = 5_000;
    StringBuilder input = new StringBuilder();
    for (int i = 1; i <= lines; i++) {
      input.append(write("t" + i, 1 + i % 997));
    }
    Map<String, String> before = new LinkedHashMap<>();
    for (int enough : new int[] {1, 700, 2_500}) {
      before.putAll(killedAfter(enough, input.toString(), before));
    }
    assertThat(before).hasSizeGreaterThanOrEqualTo(2_500);

    List<String> answers =
        Child.fed(input.toString(), "run", "--dir", log(), "--input", "-").held().out();
    assertThat(answers).hasSize(lines);
    Set<Long> sequences = new HashSet<>();
    for (String answer : answers) {
      JsonNode read = JSON.readTree(answer);
      sequences.add(read.get("seq").asLong());
      String txn = read.get("txn").asText();
      assertThat(before.getOrDefault(txn, answer)).isEqualTo(answer);
    }
    assertThat(sequences).as("no transaction committed twice").hasSize(lines);
    assertThat(Child.run("inspect", log(), "--deep").held().text())
        .contains(lines + " proven durable, " + lines + " readable");
  }

  @Test
  void aReaderThatHasSeenEnoughEndsItQuietly() throws Exception {
    Child.run("run", "--dir", log(), "--commits", 200).held();
    try (Child export = Child.start("export", log(), "--out", "-")) {
      assertThat(export.line()).contains("\"seq\":1,");
      export.closeOutput();
      Child.Ended ended = export.awaitSilently(List.of());
      assertThat(ended.code()).isEqualTo(Trouble.OUTPUT_CLOSED);
      assertThat(ended.err()).isEmpty();
    }
  }

  /** Runs the input, kills the process after so many answers; returns all that it printed. */
  private Map<String, String> killedAfter(int enough, String input, Map<String, String> known)
      throws Exception {
    Map<String, String> answers = new LinkedHashMap<>();
    try (Child run = Child.startFed(input, "run", "--dir", log(), "--input", "-")) {
      for (int i = 0; i < enough; i++) {
        keep(Objects.requireNonNull(run.line()), answers);
      }
      run.signal("KILL");
      List<String> rest = new ArrayList<>(run.await().out());
      for (String line : rest) {
        // The last one may have been cut off.
        if (line.endsWith("}")) {
          keep(line, answers);
        }
      }
    }
    answers.forEach((txn, answer) -> assertThat(known.getOrDefault(txn, answer)).isEqualTo(answer));
    return answers;
  }

  private static void keep(String line, Map<String, String> answers) throws Exception {
    assertThat(line).contains("\"committed\"");
    answers.put(JSON.readTree(line).get("txn").asText(), line);
  }

  private void awaitCommits(long enough) throws Exception {
    long readable = 0;
    for (int attempt = 0; readable < enough; attempt++) {
      assertThat(attempt).as("looks at the log").isLessThan(100);
      Child.Ended survey = Child.run("inspect", log(), "--json");
      if (survey.code() == ExitCode.HELD) {
        readable = JSON.readTree(survey.text()).get("readable").asLong();
      }
    }
  }

  private Path log() {
    return temp.resolve("log");
  }
}
