package org.waymark.check.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.check.LayerContext;
import org.waymark.check.LayerResult;
import org.waymark.check.Profile;
import org.waymark.check.Progress;
import org.waymark.check.Verdict;
import org.waymark.check.bugs.KillTable.Kill;

/** Goal: the layer fails if a bug survives, and if the table says something else than is seen. */
class BugsLayerTest {
  @TempDir private Path directory;

  private LayerResult run(List<SeededBug> bugs, List<SeededBug> disks, Kill... rows)
      throws Exception {
    BugsLayer.Material material =
        new BugsLayer.Material(
            new BugCatalogue(bugs),
            new BugCatalogue(disks),
            new KillTable(List.of(rows), List.of()));
    LayerContext context =
        new LayerContext(Profile.QUICK, 7, directory, Duration.ofSeconds(60), System.nanoTime());
    return new BugsLayer(() -> material).run(context, Progress.NONE);
  }

  private static SeededBug bug(String name) throws IOException {
    return BugCatalogue.ofImplementation().named(name).orElseThrow();
  }

  private static SeededBug disk(String name) throws IOException {
    return BugCatalogue.ofSimulator().named(name).orElseThrow();
  }

  private static Kill row(String property, KillProfile profile) {
    return new Kill("skip_fsync2", property, profile, List.of(20L));
  }

  @Test
  void aBugThatIsKilledAsTheTableSaysHolds() throws Exception {
    LayerResult result =
        run(
            List.of(bug("skip_fsync2")),
            List.of(disk("power_loss_keeps_the_cache")),
            row("P1", KillProfile.DROP));
    assertThat(result.checks()).hasSize(2).allMatch(check -> check.held());
    // One bug is not what a verification wants.
    assertThat(result.verdict()).isEqualTo(Verdict.UNDER_COVERED);
  }

  @Test
  void aBugThatSurvivesFails() throws Exception {
    LayerResult result = run(List.of(bug("skip_fsync2")), List.of(), row("P1", KillProfile.LIVE));
    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(result.details().get(0))
        .contains("skip_fsync2")
        .contains("P1 was never violated")
        .endsWith("waymark bugs --run skip_fsync2");
  }

  @Test
  void aTableThatNamesAnotherPropertyFails() throws Exception {
    LayerResult result = run(List.of(bug("skip_fsync2")), List.of(), row("P2", KillProfile.DROP));
    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(result.details().get(0)).contains("the table says P2, the catalogue P1");
  }

  @Test
  void aBugWithoutARowFails() throws Exception {
    LayerResult result = run(List.of(bug("skip_fsync2")), List.of());
    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(result.details().get(0)).contains("no row");
  }

  @Test
  void aBugOfTheDiskThatHidesNothingFails() throws Exception {
    SeededBug harmless =
        new SeededBug(
            0, "no_tears", "…", disk("no_tears").patch(), null, null, null, null, "skip_fsync2");
    LayerResult result =
        run(List.of(bug("skip_fsync2")), List.of(harmless), row("P1", KillProfile.DROP));
    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(result.details().get(0)).contains("skip_fsync2 is killed all the same");
  }
}
