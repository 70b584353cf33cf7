package org.waymark.check.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** Goal: what is counted is what the page of the specification says, to the last submission. */
class ExhaustiveTest {
  private static final Path PAGE = Path.of("..", "spec", "README.md");

  private static Tally all(int transactions, int pages) {
    Seen seen = new Exhaustive(transactions, pages, new AtomicLong()).run(0, 1);
    assertThat(seen.violations()).isEmpty();
    return seen.tally();
  }

  @Test
  void theShippedValidatorAndTheRulesRuleAlike() {
    assertThat(all(3, 2).submissions()).isPositive();
  }

  /** Every number of spec/README.md, What is refused needlessly. */
  @Test
  void thePageHasTheseFigures() throws IOException {
    Tally three = all(3, 3);
    Tally four = all(4, 3);
    String page = Files.readString(PAGE).replaceAll("\\s+", " ");
    String section = page.substring(page.indexOf("### What is refused needlessly"));
    for (String row : rows(three, four)) {
      assertThat(section).contains(row);
    }
    long needless = four.needlessRefusals();
    long spared = four.sparedByOrder();
    long byPivot = four.needlessRefusals(Verdict.PIVOT);
    assertThat(section)
        .contains(percent(needless, four.dangers(), 1) + " of the refusals for a dangerous")
        .contains(grouped(spared) + " more behind the same histories")
        .contains("spares " + percent(spared, spared + needless, 0) + " of the needless refusals")
        .contains(percent(spared, spared + byPivot, 0) + " of those by rule (b) itself");
  }

  private static List<String> rows(Tally... tallies) {
    List<String> rows = new ArrayList<>();
    rows.add(row("judged", tallies, Tally::submissions, Tally::submissionsByName));
    Map<Verdict, String> names =
        Map.of(
            Verdict.ADMITTED, "admitted; no cycle",
            Verdict.FCW_CONFLICT, "refused, first committer wins",
            Verdict.PIVOT, "refused as the pivot",
            Verdict.COMMITTED_PIVOT, "refused for a committed pivot");
    names.forEach(
        (verdict, name) ->
            rows.add(
                row(name, tallies, all -> all.count(verdict), all -> all.countByName(verdict))));
    rows.add(
        row(
            "of the last two needlessly",
            tallies,
            Tally::needlessRefusals,
            Tally::needlessRefusalsByName));
    rows.add(
        row(
            "needlessly, if rule (b) did not ask who ended first",
            tallies,
            all -> all.needlessRefusals() + all.sparedByOrder(),
            all -> all.needlessRefusalsByName() + all.sparedByOrderByName()));
    return rows;
  }

  private static String row(
      String name, Tally[] tallies, ToLongFunction<Tally> once, ToLongFunction<Tally> byName) {
    StringBuilder row = new StringBuilder("| ").append(name).append(" |");
    for (Tally tally : tallies) {
      row.append(' ').append(grouped(once.applyAsLong(tally))).append(" |");
      row.append(' ').append(grouped(byName.applyAsLong(tally))).append(" |");
    }
    return row.toString();
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String percent(long part, long whole, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f %%", 100.0 * part / whole);
  }

  /** Me between a reader that ended at 1 and a writer that ended at 2: no cycle comes of it. */
  @Test
  void withoutAnOrderAnyPivotIsRefused() {
    History history = new History();
    history.add(0, 0b001, 0b100);
    history.add(0, 0b000, 0b010);
    assertThat(Rules.ALL.judge(history, 0, 0b010, 0b001)).isEqualTo(Ruling.ADMITTED);
    assertThat(Rules.UNORDERED.judge(history, 0, 0b010, 0b001))
        .isEqualTo(Ruling.pivot(1, false, 2));
    assertThat(Rules.UNORDERED.judge(history, 1, 0b010, 0b001))
        .as("the reader had ended when I began")
        .isEqualTo(Ruling.ADMITTED);
  }
}
