package org.waymark.check.bugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.waymark.check.bugs.SeededBug.Replacement;
import org.waymark.check.spec.SpecManifest;
import org.waymark.check.spec.SpecModel;

/**
 * Goal: the catalogue follows the source. Each old text is in its file exactly once, and each bug
 * compiles; a change of the source that a bug stands on breaks here, with the bug's name.
 */
class BugCatalogueTest {
  private static final int NUMBERS_IN_THE_FAULT_MODEL = 67;
  private static final int LEAST_TO_KILL = 50;

  private static final PatchedClasses CLASSES = open();

  private static PatchedClasses open() {
    try {
      return PatchedClasses.open();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterAll
  static void close() throws IOException {
    CLASSES.close();
  }

  @TestFactory
  Stream<DynamicTest> everyPatchFitsTheSourceAndCompiles() throws IOException {
    return BugCatalogue.ofImplementation().bugs().stream()
        .filter(bug -> !bug.patch().isEmpty())
        .map(bug -> DynamicTest.dynamicTest(bug.id(), () -> compiles(bug)));
  }

  private static void compiles(SeededBug bug) throws IOException {
    assertThat(CLASSES.compile(bug)).isNotEmpty();
  }

  @Test
  void noBugOfTheFaultModelIsMissing() throws IOException {
    TreeSet<Integer> numbers =
        BugCatalogue.ofImplementation().bugs().stream()
            .map(SeededBug::number)
            .filter(number -> number != 0)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(numbers)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, NUMBERS_IN_THE_FAULT_MODEL).boxed().toList());
  }

  @Test
  void enoughBugsMustBeKilled() throws IOException {
    assertThat(BugCatalogue.ofImplementation().toKill()).hasSizeGreaterThan(LEAST_TO_KILL);
  }

  /** Whoever reads of a bug in the specification finds it here under the same name. */
  @Test
  void theProtocolsSeededBugsAreHereByTheirNames() throws IOException {
    BugCatalogue catalogue = BugCatalogue.ofImplementation();
    Pattern name = Pattern.compile("WriteCoordinator_bug_([a-z0-9_]+?)(_[A-Z].*)?");
    TreeSet<String> missing = new TreeSet<>();
    for (SpecModel model : manifest().models()) {
      Matcher matcher = name.matcher(model.cfg());
      if (matcher.matches() && catalogue.named(matcher.group(1)).isEmpty()) {
        missing.add(matcher.group(1));
      }
    }
    assertThat(missing).isEmpty();
  }

  private static SpecManifest manifest() throws IOException {
    try (InputStream json = SpecModel.class.getResourceAsStream("/spec/models/manifest.json")) {
      return SpecManifest.read(json);
    }
  }

  @Test
  void anOldTextThatIsNotThereOnceIsRefused() {
    Replacement replacement = new Replacement("A.java", List.of("x();", "y();"), List.of("z();"));
    assertThat(replacement.in("{ x();\ny(); }")).isEqualTo("{ z(); }");
    assertThatThrownBy(() -> replacement.in("{ x(); }"))
        .hasMessageContaining("A.java has no text 'x();\ny();'");
    assertThatThrownBy(() -> replacement.in("x();\ny();x();\ny();"))
        .hasMessageContaining("more than once");
  }

  @Test
  void whatComesOfABugIsSaidOnce() {
    List<Replacement> patch = List.of(new Replacement("A.java", List.of("a"), List.of("b")));
    assertThatThrownBy(() -> new SeededBug(0, "both", "…", patch, "P1", null, "none", null, null))
        .hasMessageContaining("exactly one");
    assertThatThrownBy(() -> new SeededBug(0, "neither", "…", patch, null, null, null, null, null))
        .hasMessageContaining("exactly one");
    assertThatThrownBy(() -> new SeededBug(0, "bare", "…", List.of(), "P1", null, null, null, null))
        .hasMessageContaining("no patch");
    SeededBug bug = new SeededBug(7, "fine", "…", patch, "P1", null, null, null, null);
    assertThatThrownBy(() -> new BugCatalogue(List.of(bug, bug)))
        .hasMessageContaining("two bugs are named fine");
  }
}
