package org.waymark.check.kill;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.waymark.check.ChildJvm;

/**
 * A {@link Writer} in a process of its own, as the kill loop sees it. Started ahead of its turn, it
 * waits for its plan, so that its JVM's start-up costs no time. Used by one thread.
 */
final class WriterProcess implements Closeable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedReader out;
  private final BufferedWriter in;

  private WriterProcess(Process process) {
    this.process = process;
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    in =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts a process that waits for its plan.
   *
   * @param main the writer's main class
   * @param directory where it works
   * @param errors the file that its standard error is appended to
   */
  static WriterProcess start(Class<? extends Writer> main, Path directory, Path errors)
      throws IOException {
    return new WriterProcess(
        ChildJvm.of(main, directory.toString())
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
            .start());
  }

  /** Hands it its plan and returns once it is about to open the log. */
  void live(LifePlan plan) throws IOException {
    order(JSON.writeValueAsString(plan));
    if (!await(Writer.OPENING)) {
      throw new IOException("a writer process did not start; see what it printed");
    }
  }

  /** Waits until it says {@code word}; returns false if it ended before it did. */
  boolean await(String word) throws IOException {
    String line;
    while ((line = out.readLine()) != null) {
      if (line.equals(word)) {
        return true;
      }
    }
    return false;
  }

  /** Lets it live on for a while; returns false if it ended by itself before. */
  boolean leave(Duration time) throws InterruptedException {
    return !process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Asks for a clean close. */
  void askToClose() throws IOException {
    order("close");
  }

  /** Kills it with SIGKILL. */
  void kill() {
    process.destroyForcibly();
  }

  /** Waits for its end and returns its exit code. */
  int end() throws InterruptedException {
    return process.waitFor();
  }

  private void order(String line) throws IOException {
    in.write(line);
    in.write('\n');
    in.flush();
  }

  /** Kills it if it lives, and gives the pipes back. */
  @Override
  public void close() throws IOException {
    kill();
    process.getInputStream().close();
    process.getErrorStream().close();
  }
}
