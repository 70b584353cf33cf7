package org.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher's frame: help, version, and which failure becomes which exit code. */
class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void versionNamesTheProgramAndItsVersion() {
    assertThat(run(Main.commandLine(DiskSource.FILES), "--version")).isEqualTo(ExitCode.HELD);
    assertThat(out.toString()).matches("waymark \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
  }

  @Test
  void helpExplainsTheExitCodes() {
    assertThat(run(Main.commandLine(DiskSource.FILES), "--help")).isEqualTo(ExitCode.HELD);
    assertThat(out.toString()).contains("Usage: waymark").contains("3 environment");
  }

  @Test
  void nothingAskedForIsWrongUse() {
    assertThat(run(Main.commandLine(DiskSource.FILES))).isEqualTo(ExitCode.WRONG_USE);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("waymark: Missing required subcommand; see waymark --help");
  }

  @Test
  void anUnknownSubcommandIsWrongUse() {
    assertThat(run(Main.commandLine(DiskSource.FILES), "frobnicate")).isEqualTo(ExitCode.WRONG_USE);
    assertThat(err.toString()).contains("frobnicate");
  }

  @Test
  void aSubcommandsOwnAnswerIsTheExitCode() {
    assertThat(runFailing(() -> ExitCode.VIOLATED)).isEqualTo(ExitCode.VIOLATED);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void anInputOutputFailureIsOneLineAndEnvironment() {
    int code =
        runFailing(
            () -> {
              throw new AccessDeniedException("/some/dir");
            });
    assertThat(code).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "waymark: /some/dir: no permission; "
                + "give this user the permission to read and write there");
  }

  @Test
  void anUncheckedInputOutputFailureIsToldByItsCause() {
    int code =
        runFailing(
            () -> {
              throw new UncheckedIOException(new IOException("the disk is full"));
            });
    assertThat(code).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(err.toString()).isEqualToIgnoringNewLines("waymark: the disk is full");
  }

  @Test
  void aDefectShowsItsStackTrace() {
    int code =
        runFailing(
            () -> {
              throw new IllegalStateException("a defect");
            });
    assertThat(code).isEqualTo(ExitCode.VIOLATED);
    assertThat(err.toString()).contains("a defect").contains("at " + MainTest.class.getName());
  }

  private int runFailing(Subcommand body) {
    CommandLine launcher = Main.commandLine(DiskSource.FILES);
    launcher.addSubcommand("probe", new Probe(body));
    return run(launcher, "probe");
  }

  private int run(CommandLine launcher, String... args) {
    launcher.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return launcher.execute(args);
  }

  /** A subcommand that ends as the test wants it to. */
  @Command(name = "probe")
  private record Probe(Subcommand body) implements Subcommand {

    @Override
    public Integer call() throws Exception {
      return body.call();
    }
  }
}
