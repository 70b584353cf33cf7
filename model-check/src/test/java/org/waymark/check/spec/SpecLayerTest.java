package org.waymark.check.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.waymark.check.Check;
import org.waymark.check.LayerResult;
import org.waymark.check.Verdict;
import org.waymark.check.spec.SpecResult.Taken;
import org.waymark.check.spec.Verdict.Kind;

/** How the layer sums up what came of its models. */
class SpecLayerTest {

  private static final SpecModel HOLDS = Models.quick("'states': 9, 'depth': 2");
  private static final SpecModel BUG =
      Models.of("{'cfg': 'bug', 'module': 'M', 'profile': 'quick', 'violates': 'P'}");

  private static SpecResult result(SpecModel model, Kind kind, String explanation) {
    return new SpecResult(
        model,
        List.of("P", "Q"),
        new org.waymark.check.spec.Verdict(kind, explanation),
        10,
        3,
        Duration.ofMillis(1230),
        Map.of(),
        "all that TLC said",
        kind == Kind.OTHER_PROPERTY ? "what happened" : "");
  }

  private static LayerResult judge(SpecResult... results) {
    return SpecLayer.judge(List.of(HOLDS, BUG), List.of(results));
  }

  @Test
  void everyPropertyOfEveryModelIsACheckOfItsOwn() {
    LayerResult layer =
        judge(
            result(HOLDS, Kind.HELD, "held in 9 distinct states"),
            result(BUG, Kind.VIOLATED_AS_EXPECTED, "P is violated, as it should be"));

    assertThat(layer.verdict()).isEqualTo(Verdict.HELD);
    assertThat(layer.checked()).isEqualTo("2 models, 10 states");
    assertThat(layer.checks())
        .containsExactly(
            new Check("m › P", true, "held in 9 distinct states"),
            new Check("m › Q", true, "held in 9 distinct states"),
            new Check("m › as recorded", true, "held in 9 distinct states"),
            new Check("bug › violates P", true, "P is violated, as it should be"));
    assertThat(layer.tables().get(0).rows().get(0))
        .containsExactly("m", "held in 9 distinct states", "9", "10", "3", "1.2 s");
  }

  @Test
  void driftFailsTheRecordAndNotTheProperties() {
    LayerResult layer =
        judge(
            result(HOLDS, Kind.DRIFTED, "expected 9 distinct states, found 10"),
            result(BUG, Kind.LOST_TEETH, "P should be violated, but held"));

    assertThat(layer.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(layer.checks().stream().filter(check -> !check.held()).map(Check::name))
        .containsExactly("m › as recorded", "bug › violates P");
    assertThat(layer.details().get(0))
        .startsWith("m: expected 9 distinct states, found 10\n")
        .contains("waymark spec run m\n")
        .doesNotContain("all that TLC said");
  }

  @Test
  void aViolationLeavesNoPropertyOfTheModelKnown() {
    LayerResult layer =
        judge(result(HOLDS, Kind.OTHER_PROPERTY, "Q is violated; expected none to be"));

    assertThat(layer.checks()).hasSize(3).noneMatch(Check::held);
    assertThat(layer.details().get(0))
        .startsWith("m: Q is violated; expected none to be\nwhat happened\n")
        .doesNotContain("all that TLC said");
  }

  @Test
  void whatTlcSaidIsShownWhereItDidNotEnd() {
    LayerResult layer = judge(result(BUG, Kind.NOT_ENDED_CLEANLY, "TLC ended with code 150"));

    assertThat(layer.details().get(0)).contains("TLC ended with code 150\nall that TLC said\n");
  }

  @Test
  void aModelThatWasNotRunIsMissed() {
    LayerResult layer = judge(result(HOLDS, Kind.HELD, "held in 9 distinct states"));

    assertThat(layer.verdict()).isEqualTo(Verdict.UNDER_COVERED);
    assertThat(layer.details())
        .containsExactly(
            "saw only 1 models judged, fewer than 2",
            "saw only 0 seeded bugs and probes caught, fewer than 1");
  }

  @Test
  void countedActionsBecomeATable() {
    SpecResult counted =
        new SpecResult(
            HOLDS,
            List.of("P"),
            new org.waymark.check.spec.Verdict(Kind.HELD, "held"),
            9,
            2,
            Duration.ZERO,
            new TreeMap<>(Map.of("Submit", new Taken(4, 7), "Crash", new Taken(0, 3))),
            "",
            "");

    assertThat(judge(counted).tables().get(1).title()).isEqualTo("Actions of m");
    assertThat(judge(counted).tables().get(1).rows())
        .containsExactly(List.of("Crash", "0", "3"), List.of("Submit", "4", "7"));
  }
}
