package org.waymark.check.crash.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.check.crash.CrashCase;

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
  void theReportEndsWithTheCommandThatReplaysTheFileItWrote(@TempDir Path directory)
      throws IOException {
    String text = Failures.report(Samples.found(7, "P8"), directory);
    Path file = directory.resolve("crash-P8.json");
    assertThat(text.strip()).endsWith("waymark replay " + file);
    assertThat(file).isNotEmptyFile();
    assertThat(directory.resolve("crash-P8.html")).content().contains("<svg", "the power fails");
  }

  private static void compare(String name, String actual) throws IOException {
    Path golden = GOLDEN.resolve(name);
    String expected = Files.exists(golden) ? Files.readString(golden) : "";
    if (!actual.equals(expected)) {
      Path made = Path.of("target", "golden", name);
      Files.createDirectories(made.getParent());
      Files.writeString(made, actual);
    }
    assertThat(actual).as("what a reader sees, against golden/" + name).isEqualTo(expected);
  }
}
