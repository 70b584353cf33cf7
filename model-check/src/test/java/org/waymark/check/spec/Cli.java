package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.waymark.check.ChildJvm;
import org.waymark.cli.Main;

/** A {@code waymark} process with its own directory for temporary files. */
final class Cli implements AutoCloseable {

  private static final long MINUTES = 3;

  private final Path out;
  private final Path err;
  private final Path temporary;
  private final Process process;

  /** What a process left behind. */
  record Outcome(int code, String out, String err) {
    String lastLine() {
      List<String> lines = out.lines().toList();
      return lines.get(lines.size() - 1);
    }
  }

  private Cli(Path directory, String... arguments) throws IOException {
    Path own = Files.createTempDirectory(directory, "cli");
    out = own.resolve("out");
    err = own.resolve("err");
    temporary = Files.createDirectory(own.resolve("tmp"));
    ProcessBuilder builder = ChildJvm.of(Main.class, arguments);
    // Whoever starts the build in the background has SIGINT ignored, and children inherit that.
    builder.command().addAll(0, List.of("env", "--default-signal=INT"));
    builder.environment().put("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    process =
        builder
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
  }

  /** Starts a process in {@code directory}. */
  static Cli start(Path directory, String... arguments) throws IOException {
    return new Cli(directory, arguments);
  }

  /** Runs a process to its end; it has then left no temporary file. */
  static Outcome run(Path directory, String... arguments) throws Exception {
    try (Cli cli = start(directory, arguments)) {
      Outcome outcome = cli.await();
      assertThat(cli.temporary()).isEmptyDirectory();
      return outcome;
    }
  }

  Process process() {
    return process;
  }

  /** Where it and its children keep temporary files. */
  Path temporary() {
    return temporary;
  }

  /** Waits until its standard error contains something like this. */
  void awaitError(String pattern) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
    Pattern text = Pattern.compile(pattern);
    while (!text.matcher(Files.readString(err)).find()) {
      assertThat(System.nanoTime()).as(pattern).isLessThan(deadline);
      assertThat(process.waitFor(100, TimeUnit.MILLISECONDS)).as(Files.readString(err)).isFalse();
    }
  }

  /** Waits for its end. */
  Outcome await() throws Exception {
    assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("ends in time").isTrue();
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
