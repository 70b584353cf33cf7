package org.waymark.check.spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One run of TLC in a JVM of its own.
 *
 * @param exitCode how the child ended: 0 no violation, 12 safety, 13 liveness or refinement, {@link
 *     #TIMED_OUT} if it was killed, anything else an error
 * @param output what it said
 * @param progress how far it had come when it ended
 * @param took how long it ran
 */
record TlcRun(int exitCode, TlcOutput output, TlcProgress progress, Duration took) {

  /** The exit code that stands for a child killed at the time limit. */
  static final int TIMED_OUT = -1;

  /**
   * Runs TLC and waits for its end. The child does not outlive this call, whichever way it ends,
   * nor this JVM.
   *
   * @param command what starts it; see {@link TlcCommand}
   * @param directory where it runs
   * @param limit how long it may run
   * @param listener hears every second how far it has come, from another thread
   * @throws IOException if the child could not be started or its output not be read
   * @throws InterruptedException if this thread was interrupted; the child has been killed
   */
  static TlcRun of(
      List<String> command, Path directory, Duration limit, Consumer<TlcProgress> listener)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process child =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    FutureTask<Heard> hearing = new FutureTask<>(() -> listen(child, listener));
    boolean ended;
    try {
      Thread listening = new Thread(hearing, "listening to TLC");
      listening.setDaemon(true);
      listening.start();
      ended = child.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
    } finally {
      // By its handle: ended by its process object, the pipe would be closed with its last lines.
      child.toHandle().destroyForcibly();
      child.waitFor();
    }
    Heard heard = await(hearing);
    return new TlcRun(
        ended ? child.exitValue() : TIMED_OUT,
        heard.output(),
        heard.progress(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private record Heard(TlcOutput output, TlcProgress progress) {}

  private static Heard listen(Process child, Consumer<TlcProgress> listener) throws IOException {
    TlcOutput output = new TlcOutput();
    TlcProgress last = TlcProgress.NONE;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Optional<TlcProgress> progress = TlcProgress.parse(line);
        if (progress.isEmpty()) {
          output.add(line);
          continue;
        }
        last = progress.get();
        listener.accept(last);
      }
    }
    return new Heard(output, last);
  }

  private static Heard await(FutureTask<Heard> hearing) throws IOException, InterruptedException {
    try {
      return hearing.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof IOException unreadable) {
        throw unreadable;
      }
      throw new IllegalStateException("listening to TLC failed", failure);
    }
  }
}
