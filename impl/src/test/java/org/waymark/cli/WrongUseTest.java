package org.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Options that make no sense are told so on one line, before anything is touched. */
class WrongUseTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path temp;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run                                  | Missing required option: '--dir=D'
          run --dir D --frobnicate             | Unknown option: '--frobnicate'
          run --dir D --writers 0              | --writers must be 1 to 4096
          run --dir D --writers many           | --writers
          run --dir D --seconds 0              | --seconds must be above 0
          run --dir D --seconds NaN            | --seconds must be above 0
          run --dir D --commits 0              | --commits must be 1 or more
          run --dir D --seconds 1 --commits 1  | --seconds and --commits exclude each other
          run --dir D --pages 16385            | --pages must be 1 to 16384
          run --dir D --reads 16385            | --reads must be 0 to 16384
          run --dir D --conflict 1.5           | --conflict must be 0 to 1
          run --dir D --capsule-bytes 0        | --capsule-bytes must be 1 to 67108864
          run --dir D --group-max 0            | groupCommitMax must be 1 to
          run --dir D --group-max 16385        | groupCommitMax must be 1 to 16384
          run --dir D --mode fancy             | native, compatibility, compat
          run --dir D --mode compat            | compatibility mode is not built yet
          run --dir D --input none --seed 3    | --seed shapes the synthetic load
          inspect                              | Missing required parameter: 'D'
          inspect D --at noon                  | neither Unix nanoseconds nor like 2026-
          inspect D --seq 1 --from 1           | exclude each other
          export D                             | Missing required option: '--out=DIR'
          export D --out o --from 0            | --from must be 1 or more
          export D --out o --from 3 --to 2     | --from must be 1 or more
          export D --out o --format zip        | FILES, NDJSON
          export D --out - --format files      | ndjson only
          recover                              | Missing required parameter: 'D'
          """)
  void isToldOnOneLine(String command, String message) {
    String[] arguments = command.replace(" D", " " + temp.resolve("D")).split(" ");
    assertThat(execute(arguments)).as(err.toString()).isEqualTo(ExitCode.WRONG_USE);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString())
        .startsWith("waymark: ")
        .contains(message)
        .contains("; see waymark " + arguments[0] + " --help");
    assertThat(out.toString()).isEmpty();
    assertThat(temp).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "inspect", "recover", "export"})
  void everyCommandHasHelpWithAnExample(String command) {
    assertThat(execute(command, "--help")).isEqualTo(ExitCode.HELD);
    assertThat(out.toString())
        .contains(
            "Usage: waymark " + command, "Example", "waymark " + command + " ", "Exit codes:");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void theLauncherListsTheCommands() {
    assertThat(execute("--help")).isEqualTo(ExitCode.HELD);
    assertThat(out.toString()).contains("run", "inspect", "recover", "export");
  }

  private int execute(String... arguments) {
    CommandLine launcher = Main.commandLine(DiskSource.FILES);
    launcher.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return launcher.execute(arguments);
  }
}
