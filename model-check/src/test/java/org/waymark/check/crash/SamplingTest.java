package org.waymark.check.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.waymark.check.disk.CrashProfile;

/** Sampled crashes: the same seed draws the same, and what it draws is varied and holds. */
class SamplingTest {

  /** Runs with seeds of their own share nothing, so that figures can be compared. */
  private static Tally runs(int first, int count) {
    Tally counts = new Tally();
    List<Failure> failures = new ArrayList<>();
    Sampling.Mixture mixture = Sampling.Mixture.of(7);
    for (int run = first; run < first + count; run++) {
      new Sampling(mixture, run, new Explorer.Seen(), counts, failures::add).run();
    }
    assertThat(failures).isEmpty();
    return counts;
  }

  @Test
  void theSameRunOfTheSameSeedDoesTheSame() {
    Tally once = runs(2, 2);
    Tally again = runs(2, 2);
    assertThat(once.images).isPositive();
    assertThat(again).usingRecursiveComparison().isEqualTo(once);
  }

  @Test
  void twoRunsDiffer() {
    assertThat(runs(2, 1)).usingRecursiveComparison().isNotEqualTo(runs(3, 1));
  }

  @Test
  void aFewRunsSeeWhatThereIsToSee() {
    Tally seen = runs(0, 16);
    assertThat(seen.nested).isPositive();
    assertThat(seen.again).isPositive();
    assertThat(seen.deaths).isPositive();
    assertThat(seen.faults).isPositive();
    assertThat(seen.rotated).isPositive();
    assertThat(seen.setAside).isPositive();
  }

  @Test
  void everyDrawnWorkloadCanBeWrittenDown() throws Exception {
    ObjectMapper json = new ObjectMapper();
    for (int seed = 0; seed < 200; seed++) {
      Set<PlannedFault.Kind> faults = seed % 2 == 0 ? Set.of() : PlannedFault.Kind.PROMISED;
      Workload drawn = RandomWorkload.draw(seed, faults, "drawn");
      String text = json.writeValueAsString(drawn);
      assertThat(json.readValue(text, Workload.class)).isEqualTo(drawn);
    }
  }

  @Test
  void aSearchEndsWhereItIsTold() {
    assertThat(CrashSearch.live(1).until("P1", 5).openings()).isBetween(5L, 20L);
    CrashSearch drops = CrashSearch.powerLosses(1, CrashProfile.DROP);
    assertThat(drops.until("P1", 40)).isEqualTo(drops.until("P1", 40));
    assertThat(drops.until("P1", 40).openings()).isBetween(40L, 50L);
    assertThat(CrashSearch.crashes(1, CrashProfile.DROP).until("P1", 200).failures()).isEmpty();
  }

  /** On a disk that lies about a force, something acknowledged is lost. */
  @Test
  void aSearchFindsWhatALyingDiskBreaks() {
    CrashSearch search =
        CrashSearch.failingDisks(1, CrashProfile.SECTOR512, Set.of(PlannedFault.Kind.IGNORED));
    Failure failure = search.until("P1", 20_000).failures().get("P1");
    assertThat(failure).isNotNull();
    assertThat(failure.violations()).anyMatch(it -> it.property().equals("P1"));
    assertThat(failure.crashCase().run().violations()).isEqualTo(failure.violations());
    assertThat(search.until("P13", 2_000).failures()).isNotEmpty().doesNotContainKey("P13");
  }

  @Test
  void aCaseThatDoesNotFitIsRefused() {
    Workload workload = Workloads.inGroups(1);
    Crash nowhere = Crash.powerLoss(999, CrashProfile.DROP.name(), new int[0]);
    assertThatThrownBy(() -> new CrashCase(workload, List.of(nowhere)).run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("crash point 999 is not reached");
    Crash tooMany = Crash.powerLoss(0, CrashProfile.DROP.name(), new int[] {1, 2, 3});
    assertThatThrownBy(() -> new CrashCase(workload, List.of(tooMany)).run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("choices there, not 3");
  }
}
