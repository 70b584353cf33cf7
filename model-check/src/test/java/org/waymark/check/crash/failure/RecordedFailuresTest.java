package org.waymark.check.crash.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.waymark.check.replay.Bundle.Outcome;
import org.waymark.check.replay.Bundle.Recheck;

/**
 * Failures that were found once and mended: none of them comes back.
 *
 * <p>A bundle that {@code waymark crash} wrote becomes a test by being copied into {@code
 * src/test/resources/org/waymark/check/crash/bundles/}.
 */
class RecordedFailuresTest {
  private static final Path BUNDLES =
      Path.of("src", "test", "resources", "org", "waymark", "check", "crash", "bundles");

  @TestFactory
  Stream<DynamicTest> noRecordedFailureComesBack() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(BUNDLES)) {
      files = all.sorted().toList();
    }
    assertThat(files).isNotEmpty();
    return files.stream()
        .map(
            file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> holds(file)));
  }

  private static void holds(Path file) throws IOException {
    Recheck recheck =
        CrashBundle.read(JsonMapper.builder().build().readTree(Files.readAllBytes(file))).check();
    assertThat(recheck.outcome()).as("%s", recheck.findings()).isEqualTo(Outcome.HOLDS_NOW);
    assertThat(recheck.findings())
        .as("the history that was recorded is judged as it was")
        .anyMatch(finding -> finding.startsWith("the recorded history: P"));
  }
}
