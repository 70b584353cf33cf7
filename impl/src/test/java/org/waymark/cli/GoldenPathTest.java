package org.waymark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.waymark.cli.Child.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as a user runs them one after the other, each a process, when all is well. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GoldenPathTest {

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path temp;

  @Test
  void aLoadIsRunInspectedRecoveredAndExported() throws Exception {
    Child.Ended run =
        Child.run("run", "--dir", log(), "--commits", 50, "--writers", 4, "--seed", 7, "--json");
    JsonNode summary = JSON.readTree(run.held().text());
    assertThat(summary.get("commits").asLong()).isEqualTo(50);
    assertThat(summary.get("tip").asLong()).isEqualTo(50);
    assertThat(summary.get("fsync1").asLong()).isBetween(1L, 50L);
    assertThat(summary.get("latencyNanos").get("p99").asLong()).isPositive();
    assertThat(run.err()).contains("seed 7").contains("case A");

    JsonNode survey = JSON.readTree(Child.run("inspect", log(), "--json", "--deep").held().text());
    assertThat(survey.get("state").asText()).isEqualTo("closed in order");
    assertThat(survey.get("proven").asLong()).isEqualTo(50);
    assertThat(survey.get("content").get("whole").asLong()).isEqualTo(50);
    assertThat(survey.get("content").get("bytes").asLong()).isEqualTo(50 * 4096);
    assertThat(survey.get("damage")).isEmpty();

    JsonNode recovered = JSON.readTree(Child.run("recover", log(), "--json").held().text());
    assertThat(recovered.get("case").asText()).isEqualTo("F");
    assertThat(recovered.get("tip").asLong()).isEqualTo(50);

    Path out = temp.resolve("out");
    Child.run("export", log(), "--out", out).held();
    assertThat(out).isDirectoryContaining("glob:**/00000000000000000050.capsule");
    assertThat(Files.size(out.resolve("00000000000000000001.capsule"))).isEqualTo(4096);
    assertThat(Files.readAllLines(out.resolve("index.ndjson"))).hasSize(50);
  }

  @Test
  void theSameSeedOnTheSameLogMakesNewTransactions() throws Exception {
    Object[] command = {"run", "--dir", log(), "--commits", 20, "--seed", 7};
    Child.run(command).held();
    assertThat(Child.run(command).held().text()).contains("20, all durable; the tip is 40");
  }

  @Test
  void aHotPageMakesConflicts() throws Exception {
    Child.Ended run =
        Child.run("run", "--dir", log(), "--commits", 300, "--writers", 8, "--conflict", 1);
    assertThat(run.held().text()).containsPattern("refused +[1-9][0-9]*, fcw_conflict");
  }

  @Test
  void hotPagesThatAreReadMakeSerializationConflicts() throws Exception {
    Object[] command = {
      "run", "--dir", log(), "--commits", 300, "--pages", 1, "--reads", 4, "--conflict", 1
    };
    Child.Ended run = Child.run(command);
    assertThat(run.held().text()).containsPattern("refused +[1-9][0-9]*.*ssi_conflict");
  }

  @Test
  void exportGivesThePagesBack() throws Exception {
    Child.fed(write("a", 3) + write("b", 4), "run", "--dir", log(), "--input", "-").held();
    Path out = temp.resolve("out");
    Child.run("export", log(), "--out", out).held();
    assertThat(out.resolve("00000000000000000002.capsule")).hasContent("{\"4\":\"aGk=\"}");
    JsonNode index = JSON.readTree(Files.readAllLines(out.resolve("index.ndjson")).get(1));
    assertThat(index.get("seq").asLong()).isEqualTo(2);
    assertThat(index.get("writes")).hasToString("[4]");
    assertThat(index.get("file").asText()).isEqualTo("00000000000000000002.capsule");

    List<String> lines = Child.run("export", log(), "--out", "-", "--from", 2).held().out();
    assertThat(lines).hasSize(1);
    byte[] capsule =
        Base64.getDecoder().decode(JSON.readTree(lines.get(0)).get("capsule").asText());
    assertThat(new String(capsule, UTF_8)).isEqualTo("{\"4\":\"aGk=\"}");

    Path ndjson = temp.resolve("ndjson");
    Child.run("export", log(), "--out", ndjson, "--format", "ndjson", "--from", 2).held();
    assertThat(Files.readAllLines(ndjson.resolve("capsules.ndjson"))).isEqualTo(lines);
  }

  @Test
  void evidenceIsRecordedInspectedAndExported() throws Exception {
    String one = "0123456789abcdef0123456789abcdef";
    String two = "f".repeat(32);
    String wrote =
        "{\"txn\":\"a\",\"writes\":{\"1\":\"aGk=\"},\"evidence\":[\"%s\",\"%s\"]}\n"
            .formatted(one, two);
    String read = "{\"txn\":\"r\",\"reads\":[1],\"evidence\":[\"%s\"]}\n".formatted(one);
    Child.Ended run = Child.fed(wrote + read, "run", "--dir", log(), "--input", "-");
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(run.out().get(0)).contains("committed");
    assertThat(run.out().get(1)).contains("error", "evidence references need a capsule");

    assertThat(Child.run("inspect", log(), "--seq", 1).held().out())
        .containsSubsequence("evidence    " + one, "evidence    " + two);
    for (Object[] command :
        new Object[][] {
          {"inspect", log(), "--seq", 1, "--json"}, {"export", log(), "--out", "-"}
        }) {
      JsonNode commit = JSON.readTree(Child.run(command).held().out().get(0));
      assertThat(commit.get("evidence")).extracting(JsonNode::asText).containsExactly(one, two);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"files", "ndjson"})
  void exportOverwritesNothing(String format) throws Exception {
    Child.fed(write("a", 3), "run", "--dir", log(), "--input", "-").held();
    Path out = temp.resolve("out");
    Object[] command = {"export", log(), "--out", out, "--format", format};
    Child.run(command).held();
    Directory before = Directory.of(out);
    Child.run(command).failed(ExitCode.ENVIRONMENT, "exists already", "name another path");
    assertThat(Directory.of(out)).isEqualTo(before);
  }

  @Test
  void inspectFindsCommitsBySequenceAndByTime() throws Exception {
    String input = write("a", 3) + write("b", 4) + write("c", 18);
    List<String> answers = Child.fed(input, "run", "--dir", log(), "--input", "-").held().out();
    long time = JSON.readTree(answers.get(1)).get("time").asLong();

    assertThat(Child.run("inspect", log(), "--seq", 3).held().text())
        .contains(Moments.format(JSON.readTree(answers.get(2)).get("time").asLong()), " 18");
    assertThat(sequences("--at", time)).containsExactly(2L);
    assertThat(sequences("--at", time - 1)).containsExactly(1L);
    assertThat(sequences("--at", Moments.format(time))).containsExactly(2L);
    assertThat(sequences("--from", 2)).containsExactly(2L, 3L);
    assertThat(sequences("--from", 1, "--to", 2)).containsExactly(1L, 2L);
    assertThat(Child.run("inspect", log(), "--seq", 4).code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(Child.run("inspect", log(), "--at", 1).code()).isEqualTo(ExitCode.WRONG_USE);
  }

  @Test
  void aLiveLogCanBeInspectedExportedAndExamined() throws Exception {
    try (Child writer = Child.start("run", "--dir", log(), "--input", "-")) {
      for (int i = 1; i <= 3; i++) {
        writer.send(write("t" + i, i));
        assertThat(writer.line()).contains("committed");
      }
      assertThat(Child.run("inspect", log(), "--deep").held().text())
          .contains("in use, or not closed in order", "2 proven durable, 3 readable");
      assertThat(Child.run("export", log(), "--out", "-").held().out()).hasSize(2);
      assertThat(Child.run("recover", log(), "--dry-run").held().text()).contains("case H");
      writer.end().held();
    }
  }

  private List<Long> sequences(Object... which) throws Exception {
    Object[] command = new Object[which.length + 3];
    command[0] = "inspect";
    command[1] = log();
    command[2] = "--json";
    System.arraycopy(which, 0, command, 3, which.length);
    List<Long> found = new ArrayList<>();
    for (String line : Child.run(command).held().out()) {
      found.add(JSON.readTree(line).get("seq").asLong());
    }
    return found;
  }

  private Path log() {
    return temp.resolve("log");
  }
}
