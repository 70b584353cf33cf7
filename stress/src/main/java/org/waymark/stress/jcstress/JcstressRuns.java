package org.waymark.stress.jcstress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jcstress.infra.Status;
import org.waymark.check.ChildJvm;

/** Runs jcstress tests in a virtual machine of their own, one for each kind of compilation. */
public final class JcstressRuns {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LOOK_MILLIS = 50;

  private JcstressRuns() {}

  /**
   * Runs the tests of a job.
   *
   * @param directory where the outcomes and errors of the child processes are written; each run has
   *     one of its own
   * @param most how long it may take; what has not run by then is left out
   * @param progress hears of each round of each test
   * @return the outcome of each test that has had a round, in the job's order
   * @throws IOException if a child could not be started, or ended by itself before its time
   * @throws InterruptedException if interrupted; no process is left
   */
  public static List<JcstressOutcome> run(
      JcstressJob job, Path directory, Duration most, Consumer<JcstressOutcome> progress)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    Map<JcstressTest, JcstressOutcome> outcomes = new LinkedHashMap<>();
    for (Compilation compilation : job.pace().compilations()) {
      if (System.nanoTime() < deadline) {
        Path lines = directory.resolve(compilation.name() + ".jsonl");
        follow(
            start(job, compilation, lines),
            lines,
            deadline,
            outcome -> {
              outcomes.merge(outcome.test(), outcome, JcstressOutcome::plus);
              progress.accept(outcome);
            });
      }
    }
    return List.copyOf(outcomes.values());
  }

  private static Process start(JcstressJob job, Compilation compilation, Path lines)
      throws IOException {
    Pace pace = job.pace();
    List<String> arguments = new ArrayList<>();
    for (long figure :
        new long[] {
          pace.round().toMillis(),
          pace.leastRounds(),
          pace.mostRounds(),
          pace.samples(),
          pace.schedule().toMillis()
        }) {
      arguments.add(Long.toString(figure));
    }
    job.tests().forEach(test -> arguments.add(test.name()));
    ProcessBuilder child =
        ChildJvm.large(JcstressChild.class, arguments.toArray(String[]::new))
            .redirectOutput(lines.toFile())
            .redirectError(lines.resolveSibling(compilation.name() + ".err").toFile());
    child.command().addAll(child.command().indexOf("-cp"), compilation.options());
    return child.start();
  }

  /** Tells of each round of a test, until the child ends or its time is over. */
  private static void follow(
      Process child, Path lines, long deadline, Consumer<JcstressOutcome> outcomes)
      throws IOException, InterruptedException {
    try {
      int heard = 0;
      boolean ended = false;
      while (!ended && System.nanoTime() < deadline) {
        ended = child.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        heard += hear(lines, heard, outcomes);
      }
      if (ended && child.exitValue() != 0) {
        throw new IOException(
            "the child JVM ended with " + child.exitValue() + "; see the files beside " + lines);
      }
    } finally {
      child.destroyForcibly();
    }
  }

  private static int hear(Path lines, int heard, Consumer<JcstressOutcome> outcomes)
      throws IOException {
    String text = Files.readString(lines, StandardCharsets.UTF_8);
    List<String> fresh = text.substring(0, text.lastIndexOf('\n') + 1).lines().skip(heard).toList();
    for (String line : fresh) {
      outcomes.accept(outcome(JSON.readTree(line)));
    }
    return fresh.size();
  }

  private static JcstressOutcome outcome(JsonNode line) {
    Map<String, Long> counts = new LinkedHashMap<>();
    line.path("seen").properties().forEach(e -> counts.put(e.getKey(), e.getValue().asLong()));
    List<String> troubles = new ArrayList<>();
    String status = line.path("status").asText();
    if (!status.equals(Status.NORMAL.name())) {
      troubles.add(status);
      line.path("messages").forEach(message -> troubles.add(message.asText()));
    }
    return JcstressOutcome.of(JcstressTest.named(line.path("test").asText()), counts, troubles);
  }
}
