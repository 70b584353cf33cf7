package org.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waymark.cli.Child.write;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code waymark run --input} as a process: what a line is answered, in which order. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunInputTest {

  @TempDir private Path temp;

  @Test
  void linesAreAnsweredInOrderAsIfRunOneAfterTheOther() throws Exception {
    String input =
        write("a", 1)
            + write("b", 1)
            + "{\"txn\":\"r\",\"reads\":[1]}\n"
            + "{\"txn\":\"late\",\"begin\":1,\"writes\":{\"1\":\"\"}}\n"
            + "{\"txn\":\"other\",\"begin\":1,\"writes\":{\"2\":\"\"}}\n"
            + "{\"txn\":\"now\",\"begin\":3,\"writes\":{\"1\":\"\",\"2\":\"\"}}\n"
            + "{\"txn\":\"future\",\"begin\":9,\"writes\":{\"3\":\"\"}}\n"
            + "{\"txn\":\"r2\",\"begin\":2,\"reads\":[1]}\n";
    Child.Ended ended = Child.fed(input, "run", "--dir", log(), "--input", "-").held();
    assertThat(withoutTimes(ended.out()))
        .containsExactly(
            "{\"txn\":\"a\",\"result\":\"committed\",\"seq\":1}",
            "{\"txn\":\"b\",\"result\":\"committed\",\"seq\":2}",
            "{\"txn\":\"r\",\"result\":\"serializable_at\",\"begin\":2}",
            "{\"txn\":\"late\",\"result\":\"fcw_conflict\",\"pages\":[1]}",
            "{\"txn\":\"other\",\"result\":\"committed\",\"seq\":3}",
            "{\"txn\":\"now\",\"result\":\"committed\",\"seq\":4}",
            "{\"txn\":\"future\",\"result\":\"snapshot_in_the_future\",\"tip\":4}",
            "{\"txn\":\"r2\",\"result\":\"serializable_at\",\"begin\":2}");
  }

  @Test
  void aDangerousStructureIsToldWithWhomAndByWhichRule() throws Exception {
    String input =
        """
        {"txn":"deposit","begin":0,"reads":[2],"writes":{"2":""}}
        {"txn":"statement","reads":[1,2]}
        {"txn":"withdrawal","begin":0,"reads":[1,2],"writes":{"1":""}}
        {"txn":"one","begin":1,"reads":[1,2],"writes":{"1":""}}
        {"txn":"two","begin":1,"reads":[1,2],"writes":{"2":""}}
        {"txn":"first","begin":2,"writes":{"3":""}}
        {"txn":"pivot","begin":2,"reads":[3],"writes":{"4":""}}
        {"txn":"reader","begin":3,"reads":[4]}
        """;
    Child.Ended ended = Child.fed(input, "run", "--dir", log(), "--input", "-").held();
    assertThat(withoutTimes(ended.out()))
        .containsExactly(
            "{\"txn\":\"deposit\",\"result\":\"committed\",\"seq\":1}",
            "{\"txn\":\"statement\",\"result\":\"serializable_at\",\"begin\":1}",
            "{\"txn\":\"withdrawal\",\"result\":\"ssi_conflict\",\"structure\":\"pivot\","
                + "\"with\":1,\"with_only_read\":true,\"out\":1}",
            "{\"txn\":\"one\",\"result\":\"committed\",\"seq\":2}",
            "{\"txn\":\"two\",\"result\":\"ssi_conflict\",\"structure\":\"pivot\","
                + "\"with\":2,\"with_only_read\":false,\"out\":2}",
            "{\"txn\":\"first\",\"result\":\"committed\",\"seq\":3}",
            "{\"txn\":\"pivot\",\"result\":\"committed\",\"seq\":4}",
            "{\"txn\":\"reader\",\"result\":\"ssi_conflict\",\"structure\":\"committed_pivot\","
                + "\"with\":4,\"with_only_read\":false,\"out\":3}");
  }

  @Test
  void aLineRefusedAtOnceHidesNoPendingOneBeforeIt() throws Exception {
    String refused = "{\"txn\":\"b\",\"begin\":0,\"writes\":{\"1\":\"\"}}\n";
    String input =
        write("a", 1) + refused + "{\"txn\":\"r\",\"reads\":[1]}\n" + refused + write("c", 1);
    Child.Ended ended = Child.fed(input, "run", "--dir", log(), "--input", "-").held();
    assertThat(withoutTimes(ended.out()))
        .containsExactly(
            "{\"txn\":\"a\",\"result\":\"committed\",\"seq\":1}",
            "{\"txn\":\"b\",\"result\":\"fcw_conflict\",\"pages\":[1]}",
            "{\"txn\":\"r\",\"result\":\"serializable_at\",\"begin\":1}",
            "{\"txn\":\"b\",\"result\":\"fcw_conflict\",\"pages\":[1]}",
            "{\"txn\":\"c\",\"result\":\"committed\",\"seq\":2}");
  }

  @Test
  void theSameInputAgainIsARetry() throws Exception {
    Path input = temp.resolve("input");
    Files.writeString(input, lines(200));
    List<String> first = Child.run("run", "--dir", log(), "--input", input).held().out();
    List<String> again = Child.run("run", "--dir", log(), "--input", input).held().out();
    assertThat(first).hasSize(200).allMatch(line -> line.contains("\"committed\""));
    assertThat(again).isEqualTo(first);
    assertThat(Child.run("inspect", log()).held().text()).contains("200 proven durable");
  }

  @Test
  void aSnapshotOfAnEarlierLifeIsTooOld() throws Exception {
    Child.fed(write("a", 1) + write("b", 2), "run", "--dir", log(), "--input", "-").held();
    String old = "{\"txn\":\"old\",\"begin\":1,\"writes\":{\"9\":\"\"}}\n";
    assertThat(Child.fed(old, "run", "--dir", log(), "--input", "-").held().out())
        .containsExactly("{\"txn\":\"old\",\"result\":\"snapshot_too_old\",\"floor\":2}");
  }

  @Test
  void badLinesAreAnsweredInTheirPlaceAndTheNextOnesAreRun() throws Exception {
    String input =
        write("a", 1)
            + "nonsense\n\n"
            + "{\"txn\":\"b\",\"writes\":{\"0\":\"\"}}\n"
            + "{\"txn\":\"a\",\"writes\":{\"1\":\"AAAA\"}}\n"
            + "x".repeat(InputRun.MAX_LINE_BYTES + 1)
            + "\n"
            + write("c", 1);
    Child.Ended ended = Child.fed(input, "run", "--dir", log(), "--input", "-");
    assertThat(ended.code()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(ended.out()).hasSize(6);
    assertThat(ended.out().get(1)).startsWith("{\"line\":2,\"result\":\"error\",\"message\":\"not");
    assertThat(ended.out().get(2)).startsWith("{\"line\":4,\"txn\":\"b\",\"result\":\"error\"");
    assertThat(ended.out().get(3))
        .startsWith("{\"line\":5,\"txn\":\"a\",\"result\":\"error\"")
        .contains("already names the transaction with sequence 1");
    assertThat(ended.out().get(4))
        .startsWith("{\"line\":6,\"result\":\"error\",\"message\":\"longer");
    assertThat(ended.out().get(5)).contains("\"txn\":\"c\"", "\"committed\"", "\"seq\":2");
  }

  @Test
  void anAnswerDoesNotWaitForTheNextLine() throws Exception {
    try (Child child = Child.start("run", "--dir", log(), "--input", "-")) {
      for (int i = 1; i <= 3; i++) {
        child.send(write("t" + i, 1));
        assertThat(child.line()).contains("\"t" + i + "\"", "\"seq\":" + i);
      }
      child.end().held();
    }
  }

  @Test
  void linesThatDoNotDependOnEachOtherShareTheirForces() throws Exception {
    Child.Ended ended = Child.fed(lines(5_000), "run", "--dir", log(), "--input", "-").held();
    assertThat(ended.out()).hasSize(5_000);
    assertThat(ended.out().get(4_999)).contains("\"seq\":5000");
    Matcher groups =
        Pattern.compile(
                "answered \\{committed=5000}; the tip is 5000; 5000 commits in (\\d+) groups")
            .matcher(ended.err());
    assertThat(groups.find()).as(ended.err()).isTrue();
    assertThat(Integer.parseInt(groups.group(1))).isLessThan(2_500);
  }

  @Test
  void aMissingInputMakesNoLog() throws Exception {
    Child.run("run", "--dir", log(), "--input", temp.resolve("none"))
        .failed(ExitCode.ENVIRONMENT, "none: there is no such file");
    assertThat(log()).doesNotExist();
  }

  private Path log() {
    return temp.resolve("log");
  }

  private static String lines(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> write("t" + i, i))
        .collect(Collectors.joining());
  }

  private static List<String> withoutTimes(List<String> lines) {
    return lines.stream().map(line -> line.replaceAll(",\"time\":[0-9]+", "")).toList();
  }
}
