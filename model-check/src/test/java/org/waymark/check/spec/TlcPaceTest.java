package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is told of a run while it goes on. */
class TlcPaceTest {

  private static final long SECOND = 1_000_000_000;

  @Test
  void tellsHowFarASearchIsAndHowLongItMayTake() {
    TlcPace pace = new TlcPace(TlcPace.total(Models.quick("'states': 10000, 'depth': 5")), 0);
    pace.at(new TlcProgress(2000, 1000, 300, 4, 2, 0), SECOND);
    pace.at(new TlcProgress(4000, 2000, 280, 6, 2, 0), 2 * SECOND);

    assertThat(pace.tell())
        .isEqualTo(
            "4,000 generated, 2,000 of 10,000 distinct states (20 %), queue 280, depth 6,"
                + " 2,000 states/s, about 8 s left");
  }

  @Test
  void theLatestSecondsWeighMore() {
    TlcPace pace = new TlcPace(100_000, 0);
    pace.at(new TlcProgress(1000, 1000, 1, 1, 2, 0), SECOND);
    pace.at(new TlcProgress(1000, 1000, 1, 1, 2, 0), 2 * SECOND);

    assertThat(pace.tell()).contains(" 800 states/s", "about 2 min left");
  }

  @Test
  void whereNobodyKnowsTheEndNoneIsForetold() {
    TlcPace pace = new TlcPace(TlcPace.total(SpecModel.open("mine", "M")), 0);
    pace.at(new TlcProgress(2000, 1000, 300, 4, 12, 0), SECOND);

    assertThat(pace.tell())
        .isEqualTo(
            "2,000 generated, 1,000 distinct states, queue 300, depth 4, 2,000 states/s,"
                + " 12 workers");
  }

  @Test
  void aSimulationCountsBehaviours() {
    SpecModel random = Models.quick("'simulate': {'traces': 36000, 'depth': 9}");
    TlcPace pace = new TlcPace(TlcPace.total(random), 0);
    pace.at(new TlcProgress(90, 0, 0, 0, 1, 2), SECOND);

    assertThat(pace.tell())
        .isEqualTo("90 generated, 2 of 36,000 behaviours (0 %), 90 states/s, about 5 h left");
  }

  @Test
  void nothingYetIsTold() {
    assertThat(new TlcPace(0, 0).tell())
        .isEqualTo("0 generated, 0 distinct states, queue 0, depth 0, 0 states/s");
  }
}
