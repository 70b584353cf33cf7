package org.waymark.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A recorded result is taken over only if it held and nothing it depends on has changed. */
class BuildRecordsTest {
  @TempDir private Path root;
  private Path classes;
  private Path output;

  @BeforeEach
  void checkout() throws IOException {
    classes = root.resolve("model-check/target/classes");
    output = root.resolve("model-check/target/waymark-verify");
    for (String file :
        List.of(
            "pom.xml",
            ".mvn/maven.config",
            "impl/pom.xml",
            "impl/src/main/java/A.java",
            "impl/src/test/java/ATest.java",
            "model-check/pom.xml",
            "model-check/src/main/java/B.java",
            "model-check/src/test/java/BTest.java",
            "model-check/target/classes/B.class",
            "stress/pom.xml",
            "spec/C.tla",
            "README.md")) {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, file);
    }
  }

  private BuildRecords records(String java) throws IOException {
    return new BuildRecords(output, Fingerprint.of(root, List.of(classes), java));
  }

  private BuildRecords records() throws IOException {
    return records("17");
  }

  private static LayerReport report(Verdict verdict) {
    return new LayerReport(
        "probe",
        "what the test wants",
        Profile.QUICK,
        42,
        new LayerResult(verdict, "3 things", List.of(new Count("things", 3, 2)), List.of("why"))
            .with(
                List.of(new Check("thing › whole", true, "seen"), new Check("b", false, "why")),
                List.of(new Table("Things", List.of("a", "b"), List.of(List.of("1", "2"))))),
        Duration.ofMillis(1234),
        Duration.ofSeconds(5),
        Instant.parse("2026-11-02T14:02:11Z"),
        false);
  }

  private void recordHeld() throws IOException {
    records().record(report(Verdict.HELD), "abc");
    assertThat(records().find("probe", Profile.QUICK)).contains(report(Verdict.HELD).takenOver());
  }

  private void notTakenOver() throws IOException {
    assertThat(records().find("probe", Profile.QUICK)).isEmpty();
  }

  @Test
  void whatHeldIsTakenOverForTheSameSources() throws IOException {
    recordHeld();
    assertThat(output).isDirectoryContaining("glob:**/probe-quick.json");
    assertThat(output.resolve("probe-quick.json")).content().contains("\"commit\" : \"abc\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pom.xml",
        ".mvn/maven.config",
        "impl/pom.xml",
        "impl/src/main/java/A.java",
        "impl/src/test/java/ATest.java",
        "model-check/pom.xml",
        "model-check/src/main/java/B.java",
        "model-check/src/test/java/BTest.java",
        "model-check/target/classes/B.class",
        "stress/pom.xml",
        "spec/C.tla"
      })
  void anyChangeAsksForAnotherRun(String file) throws IOException {
    recordHeld();
    Path changed = root.resolve(file);
    String before = Files.readString(changed);
    Files.writeString(changed, before + " ");
    notTakenOver();
    Files.delete(changed);
    notTakenOver();
    Files.writeString(changed, before);
    assertThat(records().find("probe", Profile.QUICK)).isPresent();
    Files.writeString(changed.resolveSibling("added"), "");
    if (!file.endsWith("pom.xml")) {
      notTakenOver();
    }
  }

  @Test
  void aChangeElsewhereDoesNotMatter() throws IOException {
    recordHeld();
    Files.writeString(root.resolve("README.md"), "other words");
    assertThat(records().find("probe", Profile.QUICK)).isPresent();
  }

  @Test
  void anotherJdkAsksForAnotherRun() throws IOException {
    recordHeld();
    assertThat(records("25").find("probe", Profile.QUICK)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"VIOLATED", "UNDER_COVERED", "COULD_NOT_RUN"})
  void onlyWhatHeldIsTakenOver(Verdict verdict) throws IOException {
    recordHeld();
    records().record(report(verdict), "abc");
    notTakenOver();
  }

  @Test
  void anotherProfileOrLayerIsAnotherResult() throws IOException {
    recordHeld();
    assertThat(records().find("probe", Profile.FULL)).isEmpty();
    assertThat(records().find("other", Profile.QUICK)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"layer\":\"probe\"}"})
  void anUnreadableRecordIsNone(String text) throws IOException {
    recordHeld();
    Files.writeString(output.resolve("probe-quick.json"), text);
    notTakenOver();
  }

  @Test
  void aJarHasTheFingerprintOfItsClasses() throws IOException {
    Path jar = root.resolve("model-check/target/b.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String name : List.of("META-INF/MANIFEST.MF", "META-INF/maven/pom.xml", "B.class")) {
        out.putNextEntry(new ZipEntry(name));
        out.write("model-check/target/classes/B.class".getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(Fingerprint.of(root, List.of(jar), "17"))
        .isEqualTo(Fingerprint.of(root, List.of(classes), "17"));
  }
}
