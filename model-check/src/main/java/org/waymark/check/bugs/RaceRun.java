package org.waymark.check.bugs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waymark.check.Progress;
import org.waymark.check.lincheck.LincheckJob;
import org.waymark.check.lincheck.LincheckLayer;
import org.waymark.check.lincheck.LincheckMain;
import org.waymark.check.lincheck.LincheckOutcome;
import org.waymark.check.lincheck.LincheckRuns;
import org.waymark.check.lincheck.Mode;
import org.waymark.check.lincheck.Target;
import org.waymark.check.lincheck.Targets;

/**
 * Lets Lincheck check a Waymark with a seeded bug that only two threads can show, in a JVM of its
 * own in which the patched classes stand before the shipped ones. Used by one thread at a time.
 */
final class RaceRun implements AutoCloseable {
  private static final LincheckRuns.Limits LIMITS =
      new LincheckRuns.Limits(Duration.ofSeconds(100), Duration.ofSeconds(150));

  private static final int DEEPER = 3;

  private final PatchedClasses classes;

  /**
   * Prepares a run.
   *
   * @throws IOException if there is no compiler or no source; the message names the mend
   */
  RaceRun() throws IOException {
    this.classes = PatchedClasses.open();
  }

  /**
   * Checks the target of a bug, by model checking first: the scenarios with names, each run as
   * often as in a full run of the layer {@code lincheck}; three times when model checking, where a
   * bug may need one switch among some five hundred places.
   *
   * @return what it saw, or empty if the bug survived
   * @throws IllegalStateException if Lincheck failed itself, which is no evidence
   */
  Optional<LincheckOutcome> kill(SeededBug bug, Path directory)
      throws IOException, InterruptedException {
    Path patched = write(classes.compile(bug), directory);
    Target target = Targets.named(String.valueOf(bug.target()));
    for (Mode mode : List.of(Mode.MODEL_CHECKING, Mode.STRESS)) {
      if (target.modes().contains(mode)) {
        int times = mode == Mode.MODEL_CHECKING ? DEEPER : 1;
        int invocations = LincheckLayer.fullInvocations(mode) * times;
        LincheckJob job = new LincheckJob(target.name(), mode, 1, 0, invocations);
        Path files = Files.createDirectories(directory.resolve(mode.name()));
        for (LincheckOutcome outcome :
            LincheckRuns.run(List.of(job), List.of(patched), files, LIMITS, Progress.NONE)) {
          if (!outcome.held()) {
            return Optional.of(evidence(bug, outcome));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static LincheckOutcome evidence(SeededBug bug, LincheckOutcome outcome) {
    String report = String.valueOf(outcome.failure());
    if (!report.startsWith("= ") && !report.startsWith(LincheckMain.HUNG)) {
      throw new IllegalStateException(bug.name() + ": no evidence, but " + report);
    }
    return outcome;
  }

  private static Path write(Map<String, byte[]> patched, Path directory) throws IOException {
    Path root = directory.resolve("classes");
    for (Map.Entry<String, byte[]> one : patched.entrySet()) {
      Path file = root.resolve(one.getKey().replace('.', '/') + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, one.getValue());
    }
    return root;
  }

  @Override
  public void close() throws IOException {
    classes.close();
  }
}
