package org.waymark.stress.jcstress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.waymark.check.Checkout;

/** The page of outcomes says what was recorded, of the tests that there are. */
class OutcomesPageTest {

  private static Path root() {
    return Checkout.find().orElseThrow().root();
  }

  @Test
  void theCommittedPageIsTheGeneratedOne() throws IOException {
    assertThat(Files.readString(root().resolve(OutcomesPage.FILE)))
        .isEqualTo(OutcomesPage.of(root()));
  }

  @Test
  void everyTableHasEveryTestWithTheOutcomesItNames() throws IOException {
    SortedMap<String, List<String>> tests = new TreeMap<>();
    for (JcstressTest test : JcstressTest.all()) {
      tests.put(
          test.name(), JcstressOutcome.named(test).stream().map(Seen::outcome).sorted().toList());
    }
    List<OutcomeTable> tables = OutcomeTable.all(root());
    assertThat(tables).extracting(OutcomeTable::java).contains(17, 25);
    // The head of the page says so.
    assertThat(tables).extracting(OutcomeTable::architecture).containsOnly("amd64");
    for (OutcomeTable table : tables) {
      SortedMap<String, List<String>> recorded = new TreeMap<>();
      table.tests().forEach((test, counts) -> recorded.put(test, List.copyOf(counts.keySet())));
      assertThat(recorded).as(table.column()).isEqualTo(tests);
    }
  }

  @Test
  void recordedTwinsWereCaughtAndNothingForbiddenWasSeen() throws IOException {
    for (OutcomeTable table : OutcomeTable.all(root())) {
      for (JcstressTest test : JcstressTest.all()) {
        JcstressOutcome recorded =
            JcstressOutcome.of(
                test, table.tests().getOrDefault(test.name(), new TreeMap<>()), List.of());
        assertThat(recorded.violations()).as(table.column()).isEmpty();
        assertThat(recorded.bad() > 0)
            .as("%s: bad outcomes of %s", table.column(), test.name())
            .isEqualTo(test.role() == Role.TWIN);
      }
    }
  }

  @Test
  void triplesAreWhole() {
    assertThat(
            JcstressTest.all().stream()
                .collect(
                    Collectors.groupingBy(
                        JcstressTest::triple,
                        Collectors.mapping(
                            JcstressTest::role, Collectors.toCollection(TreeSet::new)))))
        .hasSizeGreaterThanOrEqualTo(17)
        .allSatisfy((triple, roles) -> assertThat(roles).containsExactly(Role.values()));
  }

  @Test
  void noExpectationIsAWildcard() {
    for (JcstressTest test : JcstressTest.all()) {
      assertThat(JcstressOutcome.named(test))
          .as(test.name())
          .isNotEmpty()
          .allSatisfy(seen -> assertThat(seen.outcome()).matches("-?\\d+(, -?\\d+)*"))
          .allSatisfy(seen -> assertThat(seen.meaning()).hasSizeGreaterThan(10));
    }
  }

  @Test
  void theArgumentIsTheCommentOfTheClass() {
    assertThat(
            OutcomesPage.argument(
                """
                package p;

                /**
                 * Triple: one thing.
                 *
                 * <p>Because of {@link A#b} and {@code c}.
                 */
                final class T {}
                """))
        .isEqualTo("**Claim:** one thing.\n\nBecause of `A.b` and `c`.\n");
  }
}
