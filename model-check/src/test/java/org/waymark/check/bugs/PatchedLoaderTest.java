package org.waymark.check.bugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.CapsuleId;
import org.waymark.Limits;
import org.waymark.check.bugs.SeededBug.Replacement;

/** Goal: a patched class is met by all classes behind the wall, and by none on this side of it. */
class PatchedLoaderTest {
  private static final String FILE = "impl/src/main/java/org/waymark/Limits.java";
  private static final String OLD = "static final long CLOCK_AHEAD_NANOS = ";

  /** Behind the wall: asks a class of impl. */
  static final class Asks implements Supplier<String> {
    Asks() {}

    @Override
    public String get() {
      return Limits.class.getClassLoader().getName() + " " + new Prober().ask();
    }
  }

  /** Another class behind the wall, between the entry and the patched one. */
  static final class Prober {
    String ask() {
      return new CapsuleId(1, 2).toString();
    }
  }

  private static SeededBug bug(Replacement... patch) {
    return new SeededBug(0, "probe", "…", List.of(patch), "P1", null, null, null, null);
  }

  private static Replacement inCapsuleId() {
    return new Replacement(
        "impl/src/main/java/org/waymark/CapsuleId.java",
        List.of("public String toString() {"),
        List.of("public String toString() {", "    if (high == 1) {return \"patched\";}"));
  }

  @Test
  @SuppressWarnings("unchecked")
  void allClassesBehindTheWallMeetThePatchedOne() throws Exception {
    try (PatchedClasses classes = PatchedClasses.open()) {
      PatchedLoader loader = new PatchedLoader(classes.compile(bug(inCapsuleId())));
      Supplier<String> entry = loader.entry(Asks.class, Supplier.class);
      assertThat(entry.get()).isEqualTo("patched patched");
      assertThat(new CapsuleId(1, 2).toString()).isNotEqualTo("patched");
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void withoutABugItIsTheShippedWaymark() throws Exception {
    Supplier<String> entry = new PatchedLoader(Map.of()).entry(Asks.class, Supplier.class);
    assertThat(entry.get()).isEqualTo("patched " + new CapsuleId(1, 2));
  }

  @Test
  void theNextBugTakesSeconds() throws Exception {
    try (PatchedClasses classes = PatchedClasses.open()) {
      classes.compile(bug(inCapsuleId()));
      long began = System.nanoTime();
      PatchedLoader loader = new PatchedLoader(classes.compile(bug(inCapsuleId())));
      assertThat(loader.entry(Asks.class, Supplier.class).get()).isNotNull();
      assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(10));
    }
  }

  @Test
  void aPatchThatDoesNotCompileIsSaidSo() throws IOException {
    try (PatchedClasses classes = PatchedClasses.open()) {
      SeededBug broken = bug(new Replacement(FILE, List.of(OLD), List.of("nonsense")));
      assertThatThrownBy(() -> classes.compile(broken))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("probe does not compile");
    }
  }

  @Test
  void withoutACompilerOrSourcesItSaysWhatToDo(@TempDir Path empty) throws IOException {
    assertThatThrownBy(() -> PatchedClasses.of(empty, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("this Java has no compiler; run a JDK");
    try (PatchedClasses nowhere = PatchedClasses.of(empty, ToolProvider.getSystemJavaCompiler())) {
      assertThatThrownBy(() -> nowhere.compile(bug(inCapsuleId())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("CapsuleId.java is not in the checkout");
    }
  }
}
