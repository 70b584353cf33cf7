package org.waymark.check.spec;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.waymark.check.Profile;

/**
 * One run of TLC over one model, in a JVM of its own.
 *
 * @param exitCode how the child ended: 0 no violation, 12 safety, 13 liveness or refinement, {@link
 *     #TIMED_OUT} if it was killed, anything else an error
 * @param output what it said
 * @param took how long it ran
 */
record TlcRun(int exitCode, TlcOutput output, Duration took) {

  /** The exit code that stands for a child killed at the time limit. */
  static final int TIMED_OUT = -1;

  /**
   * Runs TLC and waits for its end. The child does not outlive this call, whichever way it ends.
   *
   * @param directory holds the modules, and {@code models/}; the child writes only below it
   * @throws IOException if the child could not be started or its output not be read
   * @throws InterruptedException if this thread was interrupted; the child has been killed
   */
  static TlcRun of(SpecModel model, Path directory) throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory(directory, "tlc-");
    Path log = scratch.resolve("output.txt");
    long start = System.nanoTime();
    Process child =
        new ProcessBuilder(command(model, scratch))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended;
    try {
      ended = child.waitFor(limit(model.profile()).toSeconds(), TimeUnit.SECONDS);
    } finally {
      child.destroyForcibly().waitFor();
    }
    TlcOutput output = new TlcOutput();
    try (Stream<String> lines = Files.lines(log)) {
      lines.forEach(output::add);
    }
    return new TlcRun(
        ended ? child.exitValue() : TIMED_OUT, output, Duration.ofNanos(System.nanoTime() - start));
  }

  private static List<String> command(SpecModel model, Path scratch) throws IOException {
    boolean stopsEarly = model.violates() != null;
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                model.profile() == Profile.NIGHTLY ? "-Xmx3g" : "-Xmx1g",
                // A run that is to stop early spends its time on start-up, so that is kept small.
                stopsEarly ? "-XX:TieredStopAtLevel=1" : "-XX:+TieredCompilation",
                stopsEarly ? "-XX:+UseSerialGC" : "-XX:+UseParallelGC",
                // TLC unpacks its standard modules here; two runs must not share the place.
                "-Djava.io.tmpdir=" + scratch,
                "-cp",
                jar().toString(),
                "tlc2.TLC",
                "-tool",
                "-metadir",
                scratch.toString(),
                "-workers",
                // One worker searches strictly breadth first: always the same counterexample.
                stopsEarly ? "1" : "2",
                "-config",
                SpecFiles.cfg(model)));
    if (model.everyActionTaken()) {
      command.add("-coverage");
      command.add("1");
    }
    command.add(model.module());
    return command;
  }

  private static Duration limit(Profile profile) {
    return switch (profile) {
      case QUICK -> Duration.ofMinutes(5);
      case FULL -> Duration.ofMinutes(20);
      case NIGHTLY -> Duration.ofHours(4);
    };
  }

  /** The jar on this JVM's class path that holds TLC. */
  private static Path jar() throws IOException {
    URL tlc = TlcRun.class.getResource("/tlc2/TLC.class");
    if (tlc == null || !(tlc.openConnection() instanceof JarURLConnection connection)) {
      throw new IOException("TLC is not on the class path as a jar");
    }
    try {
      return Path.of(connection.getJarFileURL().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("TLC's jar has no usable path: " + tlc, e);
    }
  }
}
