package org.waymark.check.crash.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.check.crash.Failure;
import org.waymark.check.crash.Workload.Transaction;

/** A failure becomes as small as the sentence that tells it. */
class ShrinkerTest {

  @Test
  void twoGroupsOfTwoBecomeOneCommit() {
    Failure small = Shrinker.shrink(Samples.found(25, "P1"));

    assertThat(small.violations().get(0).property()).isEqualTo("P1");
    assertThat(small.crashCase().workload().steps())
        .hasToString("[submit 1, fsync1, fsync2, drain]");
    assertThat(small.crashCase().workload().transactions())
        .allSatisfy(transaction -> assertThat(transaction).isEqualTo(Transaction.of(1)));
    assertThat(small.crashCase().crashes())
        .singleElement()
        .satisfies(crash -> assertThat(crash.profile()).isEqualTo("drop"));
    assertThat(Story.of(small.crashCase().run(), 200))
        .contains("barrier 2: force markers 1/1 returned, ignored by the disk")
        .contains("A is told: committed as 1 → the power fails")
        .contains("recovery finds nothing");
  }

  @ParameterizedTest
  @CsvSource({"5, P8", "7, P8"})
  void whatFailsInTheFirstOpeningNeedsNoCommit(int lie, String property) {
    Failure small = Shrinker.shrink(Samples.found(lie, property));

    assertThat(small.violations().get(0).property()).isEqualTo(property);
    assertThat(small.crashCase().workload().steps()).isEmpty();
    assertThat(small.crashCase().run().violations()).isEqualTo(small.violations());
  }

  @Test
  void theSameFailureBecomesTheSame() {
    Failure failure = Samples.found(7, "P8");
    assertThat(Shrinker.shrink(failure)).isEqualTo(Shrinker.shrink(failure));
  }
}
