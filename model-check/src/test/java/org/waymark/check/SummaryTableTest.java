package org.waymark.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The summary, to the letter. */
class SummaryTableTest {

  private static LayerReport report(String layer, Verdict verdict, long millis) {
    return new LayerReport(
        layer,
        "what " + layer + " checks",
        Profile.QUICK,
        42,
        new LayerResult(verdict, "3 things", List.of(), List.of()),
        Duration.ofMillis(millis),
        Duration.ofSeconds(100),
        Instant.parse("2026-11-02T14:02:11Z"),
        false);
  }

  @Test
  void aTakenOverResultSaysSo() {
    List<LayerReport> reports =
        List.of(
            report("spec", Verdict.HELD, 61_040).takenOver(),
            report("vectors", Verdict.HELD, 940),
            report("crash-process", Verdict.UNDER_COVERED, 28_000));
    assertThat(String.join("\n", SummaryTable.lines(reports, ZoneOffset.UTC)))
        .isEqualTo(
            """
            layer          what                       checked   result                              time   budget
            -----------------------------------------------------------------------------------------------------
            spec           what spec checks           3 things  held (from this build, 14:02:11)  61.0 s  100.0 s
            vectors        what vectors checks        3 things  held                               0.9 s  100.0 s
            crash-process  what crash-process checks  3 things  UNDER-COVERED                     28.0 s  100.0 s\
            """);
  }

  @Test
  void aRowThatDoesNotFitIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Table("t", List.of("a", "b"), List.of(List.of("1"))))
        .withMessage("t: [1] does not fit [a, b]");
  }
}
