package org.waymark.check.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.waymark.check.Checkout;

/**
 * The oracle stays small enough to be read in a sitting: all rules are in one file, and no other
 * file of the package names a property.
 */
class HistoryCheckerSizeTest {
  private static final int MOST_LINES = 300;
  private static final Pattern PROPERTY = Pattern.compile("\"P\\d+\"");

  private final Path sources =
      Checkout.find()
          .orElseThrow()
          .root()
          .resolve("model-check/src/main/java/org/waymark/check/history");

  @Test
  void whatJudgesHasFewerThanThreeHundredLines() throws IOException {
    assertThat(Files.readAllLines(sources.resolve("HistoryChecker.java")))
        .hasSizeLessThan(MOST_LINES)
        .allMatch(line -> line.length() <= 100);
  }

  @Test
  void nothingElseJudges() throws IOException {
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.filter(f -> !f.endsWith("HistoryChecker.java")).toList()) {
        assertThat(Files.readString(file)).as("%s", file).doesNotContainPattern(PROPERTY);
      }
    }
  }
}
