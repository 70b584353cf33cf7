package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a run is ended, TLC ends with it. */
class SpecSignalTest {

  @TempDir private Path directory;

  /** More states than any machine will see during a test. */
  @BeforeEach
  void writeEndlessModel() throws Exception {
    Files.writeString(
        directory.resolve("endless.cfg"),
        """
        CONSTANT Txn = {t1, t2, t3, t4, t5, t6, t7, t8}
        SPECIFICATION Spec
        CHECK_DEADLOCK FALSE
        INVARIANT TypeOK
        """);
  }

  private Cli start() throws Exception {
    return Cli.start(
        directory,
        "spec",
        "run",
        "--cfg",
        "endless.cfg",
        "--module",
        "CommitLog",
        "--workers",
        "1",
        "--memory",
        "256m");
  }

  private static List<ProcessHandle> children(Cli cli) {
    List<ProcessHandle> children = cli.process().descendants().toList();
    assertThat(children).as("TLC runs").isNotEmpty();
    return children;
  }

  private static void assertEnd(List<ProcessHandle> children) throws Exception {
    try {
      for (ProcessHandle child : children) {
        child.onExit().get(30, TimeUnit.SECONDS);
      }
    } finally {
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalLeavesNoProcessAndNoFile(String signal, int code) throws Exception {
    try (Cli cli = start()) {
      assertLeavesNothing(cli, "endless: ", signal, code);
    }
  }

  @Test
  void aSignalEndsAVerificationAsWell() throws Exception {
    try (Cli cli = Cli.start(directory, "verify", "--only", "spec", "--rerun")) {
      assertLeavesNothing(cli, "spec: \\d+ of \\d+,", "INT", 130);
    }
  }

  private static void assertLeavesNothing(Cli cli, String running, String signal, int code)
      throws Exception {
    cli.awaitError(running);
    List<ProcessHandle> children = children(cli);
    assertThat(cli.temporary()).isNotEmptyDirectory();
    String[] kill = {"kill", "-" + signal, Long.toString(cli.process().pid())};
    assertThat(new ProcessBuilder(kill).start().waitFor()).isZero();

    Cli.Outcome outcome = cli.await();
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(code);
    assertEnd(children);
    assertThat(cli.temporary()).isEmptyDirectory();
    assertThat(outcome.err()).doesNotContain("Exception");
  }

  @Test
  void tlcEndsByItselfWhenItsParentIsKilled() throws Exception {
    try (Cli cli = start()) {
      cli.awaitError("endless: ");
      List<ProcessHandle> children = children(cli);
      cli.process().destroyForcibly();

      assertEnd(children);
    }
  }
}
