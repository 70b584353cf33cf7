package org.waymark.check.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.waymark.check.LayerResult;
import org.waymark.check.Verdict;

/** What the layer concludes from the outcomes of its jobs. */
class LincheckFiguresTest {
  private static final LincheckJob TURN = new LincheckJob("turn", Mode.MODEL_CHECKING, 1, 0, 10);
  private static final LincheckJob PLACES = new LincheckJob("places", Mode.STRESS, 1, 0, 10);
  private static final LincheckJob RACY =
      new LincheckJob("racy-lost-update", Mode.STRESS, 1, 0, 10);

  private static LincheckFigures figures(int share) {
    LincheckFigures figures = new LincheckFigures(Targets.calibration(), share);
    figures.planned(List.of(TURN, PLACES, RACY));
    return figures;
  }

  private static LincheckOutcome outcome(
      LincheckJob job, boolean cutShort, @Nullable String failure) {
    return new LincheckOutcome(job, 3, 30, 2, Duration.ofSeconds(1), cutShort, failure);
  }

  private static LincheckOutcome done(LincheckJob job) {
    return outcome(job, false, null);
  }

  private static LincheckOutcome found(LincheckJob job) {
    return outcome(job, false, "= Invalid execution results =");
  }

  private static Verdict verdict(LincheckFigures figures) {
    return figures.result().verdict();
  }

  @Test
  void allDoneAndTheKnownRaceFoundHolds() {
    LincheckFigures figures = figures(1);
    figures.add(done(TURN));
    figures.add(done(PLACES));
    figures.add(found(RACY));
    assertThat(figures.asExpected()).isTrue();
    assertThat(verdict(figures)).isEqualTo(Verdict.HELD);
  }

  @Test
  void whatIsNotLinearizableIsAViolationAndToldWithItsStory() {
    LincheckFigures figures = figures(1);
    figures.add(found(TURN));
    figures.add(done(PLACES));
    figures.add(found(RACY));
    assertThat(figures.asExpected()).isFalse();
    assertThat(verdict(figures)).isEqualTo(Verdict.VIOLATED);
    assertThat(figures.result().details())
        .singleElement()
        .asString()
        .contains("turn, model checking", "= Invalid execution results =");
  }

  @Test
  void aKnownRaceThatIsMissedUndercovers() {
    LincheckFigures figures = figures(1);
    figures.add(done(TURN));
    figures.add(done(PLACES));
    figures.add(done(RACY));
    assertThat(figures.asExpected()).isFalse();
    assertThat(verdict(figures)).isEqualTo(Verdict.UNDER_COVERED);
  }

  @Test
  void aJobThatWasCutShortIsNotDoneAndSaysSo() {
    LincheckFigures figures = figures(1);
    figures.add(outcome(TURN, true, null));
    figures.add(done(PLACES));
    figures.add(found(RACY));
    LayerResult result = figures.result();
    assertThat(result.verdict()).isEqualTo(Verdict.UNDER_COVERED);
    assertThat(result.checked()).contains("1 jobs cut short");
    assertThat(result.checks())
        .anyMatch(check -> check.toString().contains("3 scenarios, 30 runs, cut short"));
  }

  @Test
  void aQuickRunNeedsHalfOfTheJobsAndEveryKnownRace() {
    LincheckFigures half = figures(2);
    half.add(done(PLACES));
    half.add(found(RACY));
    assertThat(half.result().counts())
        .filteredOn(count -> count.what().equals("jobs"))
        .singleElement()
        .satisfies(count -> assertThat(count.floor()).isEqualTo(1));
    LincheckFigures none = figures(2);
    none.add(found(RACY));
    assertThat(verdict(none)).isEqualTo(Verdict.UNDER_COVERED);
  }
}
