package org.waymark.check.bugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.check.lincheck.LincheckOutcome;
import org.waymark.check.lincheck.Mode;
import org.waymark.check.lincheck.Target;
import org.waymark.check.lincheck.Targets;

/** Goal: Lincheck meets the patched classes, and nothing else counts as having seen a bug. */
class RaceRunTest {
  @TempDir private Path directory;

  private static SeededBug bug(String name) throws IOException {
    return BugCatalogue.ofImplementation().named(name).orElseThrow();
  }

  private static SeededBug patched(SeededBug original, String old, String now) {
    List<SeededBug.Replacement> patch =
        List.of(
            new SeededBug.Replacement(original.patch().get(0).file(), List.of(old), List.of(now)));
    return new SeededBug(0, "other", "…", patch, null, original.target(), null, null, null);
  }

  @Test
  void aLostWakeUpIsSeenByModelChecking() throws Exception {
    try (RaceRun run = new RaceRun()) {
      LincheckOutcome seen = run.kill(bug("place_wake_up_lost"), directory).orElseThrow();
      assertThat(seen.job().mode()).isEqualTo(Mode.MODEL_CHECKING);
      assertThat(seen.failure()).contains("The execution has hung");
    }
  }

  @Test
  void aPatchThatChangesNothingSurvives() throws Exception {
    SeededBug harmless =
        patched(
            bug("range_handed_out_under_a_lock"),
            "package org.waymark.log;",
            "package org.waymark.log; // !");
    try (RaceRun run = new RaceRun()) {
      assertThat(run.kill(harmless, directory)).isEmpty();
    }
  }

  @Test
  void everyBugForLincheckNamesATarget() throws IOException {
    assertThat(BugCatalogue.ofImplementation().races())
        .isNotEmpty()
        .allSatisfy(bug -> assertThat(Targets.named(String.valueOf(bug.target()))).isNotNull());
  }

  @Test
  void everyTargetIsShownToSeeABug() throws IOException {
    assertThat(BugCatalogue.ofImplementation().races())
        .extracting(SeededBug::target)
        .containsAll(Targets.all().stream().map(Target::name).toList());
  }

  @Test
  void aPatchThatBreaksTheSourceIsNoEvidence() throws Exception {
    SeededBug broken = patched(bug("place_wake_up_lost"), "waiters.remove(me);", "nonsense");
    try (RaceRun run = new RaceRun()) {
      assertThatThrownBy(() -> run.kill(broken, directory))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("does not compile");
    }
  }
}
