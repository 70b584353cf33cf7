package org.waymark.check.crash.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.check.Golden;
import org.waymark.check.crash.CrashCase;
import org.waymark.check.crash.Step;
import org.waymark.check.crash.Step.Act;
import org.waymark.check.crash.Tale;
import org.waymark.check.crash.Workload;
import org.waymark.check.crash.Workload.Transaction;

/**
 * What a reader gets to see, compared to the letter with committed texts.
 *
 * <p>If a text is to change, the new one lies in {@code target/golden/} after a failure, to be
 * looked at and copied to {@code src/test/resources/org/waymark/check/crash/golden/}.
 */
class StoryTest {
  private static final Path GOLDEN =
      Path.of("src", "test", "resources", "org", "waymark", "check", "crash", "golden");
  private static final String COMMAND = "waymark replay crash-P1.json";

  private final CrashCase failing = Samples.lostMarker();
  private final CrashBundle bundle = CrashBundle.of(failing, failing.run());

  @Test
  void theStory() throws IOException {
    compare("lost-marker.txt", bundle.text(100, COMMAND));
  }

  @Test
  void theTimeline() throws IOException {
    compare("lost-marker.html", bundle.html(COMMAND));
  }

  @Test
  void aFailedForceMakesNothingDurable() throws IOException {
    Tale tale = Samples.failedForce().run();
    compare("failed-force.txt", Story.of(tale, 100));
    compare("failed-force.html", Timeline.of(tale, "A force fails", COMMAND));
  }

  @Test
  void whatTheDiskDidWrongInAnOpeningIsTold() {
    CrashCase refused = Samples.found(7, "P8").crashCase();
    assertThat(Story.of(refused.run(), 100))
        .startsWith("life 1: force the directory returned, ignored by the disk → a new log");
  }

  @Test
  void aProcessThatDiesDuringAForceNeverSeesItReturn() {
    Workload workload =
        new Workload(
            "dies during a force",
            8,
            8192,
            8,
            List.of(new Transaction(1, List.of())),
            List.of(Step.of(Act.SUBMIT, 1), Step.of(Act.FSYNC1).during(Step.of(Act.DIE))),
            List.of(),
            List.of());
    assertThat(Story.of(new CrashCase(workload, List.of()).run(), 500))
        .contains("barrier 1: force capsules 1/1 → the process dies")
        .doesNotContain("force capsules 1/1 returned");
  }

  @Test
  void theReportEndsWithTheCommandThatReplaysTheFileItWrote(@TempDir Path directory)
      throws IOException {
    String text = Failures.report(Samples.found(7, "P8"), directory);
    Path file = directory.resolve("crash-P8.json");
    assertThat(text.strip()).endsWith("waymark replay " + file);
    assertThat(file).isNotEmptyFile();
    assertThat(directory.resolve("crash-P8.html")).content().contains("<svg", "the power fails");
  }

  private static void compare(String name, String actual) throws IOException {
    Golden.compare(GOLDEN, name, actual);
  }
}
