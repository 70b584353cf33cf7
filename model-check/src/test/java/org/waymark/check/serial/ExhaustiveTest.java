package org.waymark.check.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.waymark.check.serial.Rules.Verdict;

/** Goal: what is counted is what the page of the specification says, to the last submission. */
class ExhaustiveTest {
  private static Seen all(int transactions, int pages) {
    return new Exhaustive(transactions, pages, new AtomicLong()).run(0, 1);
  }

  @Test
  void theShippedValidatorAndTheRulesAdmitTheSame() {
    assertThat(all(3, 2).violations()).isEmpty();
  }

  @Test
  void threeOverThree() {
    Tally tally = all(3, 3).tally();
    assertThat(tally.submissions()).isEqualTo(147_595);
    assertThat(tally.submissionsByName()).isEqualTo(851_319);
    assertThat(tally.dangers()).isEqualTo(5_488);
    assertThat(tally.needlessRefusals()).isEqualTo(168);
    assertThat(tally.sparedByOrder()).isEqualTo(80);
  }

  /** The figures of spec/README.md, What is refused needlessly. */
  @Test
  void fourOverThree() {
    Seen seen = all(4, 3);
    assertThat(seen.violations()).isEmpty();
    Tally tally = seen.tally();
    assertThat(tally.submissions()).isEqualTo(16_062_680);
    assertThat(tally.submissionsByName()).isEqualTo(95_424_336);
    assertThat(tally.count(Verdict.ADMITTED)).isEqualTo(6_734_440);
    assertThat(tally.dangers()).isEqualTo(585_540);
    assertThat(tally.needlessRefusals()).isEqualTo(26_728);
    assertThat(tally.sparedByOrder()).isEqualTo(12_080);
  }

  /** Me between a reader that ended at 1 and a writer that ended at 2: no cycle comes of it. */
  @Test
  void withoutAnOrderAnyPivotIsRefused() {
    History history = new History();
    history.add(0, 0b001, 0b100);
    history.add(0, 0b000, 0b010);
    assertThat(Rules.ALL.judge(history, 0, 0b010, 0b001)).isEqualTo(Verdict.ADMITTED);
    assertThat(Rules.UNORDERED.judge(history, 0, 0b010, 0b001)).isEqualTo(Verdict.PIVOT);
    assertThat(Rules.UNORDERED.judge(history, 1, 0b010, 0b001))
        .as("the reader had ended when I began")
        .isEqualTo(Verdict.ADMITTED);
  }
}
