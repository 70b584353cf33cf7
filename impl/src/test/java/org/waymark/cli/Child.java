package org.waymark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The command line as a process of its own, the way a user meets it. */
final class Child implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path errors;
  private final BufferedReader out;

  private Child(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /** How a process ended. */
  record Ended(int code, List<String> out, String err) {

    /** What was printed, as one text. */
    String text() {
      return String.join("\n", out);
    }

    /** Asserts that it ended with one line on standard error that names what went wrong. */
    Ended failed(int expectedCode, String... parts) {
      assertThat(code).as(err).isEqualTo(expectedCode);
      List<String> complaints = err.lines().filter(line -> line.startsWith("waymark: ")).toList();
      assertThat(complaints).as(err).hasSize(1);
      assertThat(complaints.get(0)).contains(parts);
      assertThat(err).doesNotContain("\tat ").doesNotContain("Exception");
      return this;
    }

    Ended held() {
      assertThat(code).as(err).isEqualTo(ExitCode.HELD);
      return this;
    }
  }

  /** Runs a command to its end, without input. */
  static Ended run(Object... arguments) throws Exception {
    return fed("", arguments);
  }

  /** Runs a command to its end with this on its standard input. */
  static Ended fed(String input, Object... arguments) throws Exception {
    try (Child child = startFed(input, arguments)) {
      return child.await();
    }
  }

  /** Starts a command with this on its standard input. */
  static Child startFed(String input, Object... arguments) throws IOException {
    // From a file: written to a pipe, it would wait for a child that waits for its output's reader.
    Path file = Files.createTempFile("waymark-", ".in");
    Files.writeString(file, input);
    try {
      return start(ProcessBuilder.Redirect.from(file.toFile()), arguments);
    } finally {
      // The child has it open.
      Files.delete(file);
    }
  }

  /** Starts a command whose standard input comes from {@link #send}. */
  static Child start(Object... arguments) throws IOException {
    return start(ProcessBuilder.Redirect.PIPE, arguments);
  }

  /** Runs a command whose standard output goes to this file or device; nothing of it is read. */
  static Ended into(Path output, Object... arguments) throws Exception {
    ProcessBuilder.Redirect none = ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile());
    ProcessBuilder.Redirect target = ProcessBuilder.Redirect.to(output.toFile());
    try (Child child = start(none, target, arguments)) {
      return child.awaitSilently(List.of());
    }
  }

  private static Child start(ProcessBuilder.Redirect input, Object... arguments)
      throws IOException {
    return start(input, ProcessBuilder.Redirect.PIPE, arguments);
  }

  private static Child start(
      ProcessBuilder.Redirect input, ProcessBuilder.Redirect output, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    // A build in the background may ignore SIGINT, and would hand that down.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Path errors = Files.createTempFile("waymark-", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectInput(input).redirectOutput(output);
    return new Child(builder.redirectError(errors.toFile()).start(), errors);
  }

  void send(String text) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write(text.getBytes(UTF_8));
    in.flush();
  }

  /** Returns the next line printed; null if there is none any more. */
  @Nullable String line() throws IOException {
    return out.readLine();
  }

  /** Nobody reads what it prints any more. */
  void closeOutput() throws IOException {
    process.getInputStream().close();
  }

  /** Sends a signal by its name, such as {@code TERM}. */
  void signal(String name) throws Exception {
    int code =
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    assertThat(code).isZero();
  }

  /** Ends its input, reads what it still prints, and waits for its end. */
  Ended end() throws Exception {
    process.getOutputStream().close();
    return await();
  }

  /** Reads what it still prints, and waits for its end. */
  Ended await() throws Exception {
    List<String> rest = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      rest.add(line);
    }
    return awaitSilently(rest);
  }

  /** Waits for its end without reading what it prints. */
  Ended awaitSilently(List<String> printed) throws Exception {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .as("ended within %d s", PATIENCE_SECONDS)
        .isTrue();
    return new Ended(process.exitValue(), printed, Files.readString(errors));
  }

  /** Kills it as SIGKILL does, if it has not ended, and forgets it. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(errors);
  }

  /** A transaction that writes one page, as a line of input. */
  static String write(String txn, long page) {
    return String.format(Locale.ROOT, "{\"txn\":\"%s\",\"writes\":{\"%d\":\"aGk=\"}}%n", txn, page);
  }
}
