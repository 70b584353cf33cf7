package org.waymark.check.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.waymark.check.serial.Rules.Rule;

/** Goal: all histories are gone through, each once up to the names of pages. */
class EnumeratorTest {
  private static final Rules NONE = new Rules(Set.of(Rule.values()));

  private static List<History> all(int transactions, int pages, int part, int parts) {
    List<History> all = new ArrayList<>();
    new Enumerator(
            transactions,
            pages,
            Judge.of(NONE),
            history -> {
              if (history.size() == transactions) {
                all.add(history.copy());
              }
              return true;
            },
            new Tally())
        .share(part, parts)
        .run();
    return all;
  }

  /** A history with its pages renamed, in words. */
  private static String renamed(History history, boolean swapped) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < history.size(); i++) {
      text.append(history.begin(i)).append(' ');
      text.append(swapped ? swap(history.read(i)) : history.read(i)).append(' ');
      text.append(swapped ? swap(history.written(i)) : history.written(i)).append("; ");
    }
    return text.toString();
  }

  private static int swap(int mask) {
    return (mask & 1) << 1 | (mask >> 1 & 1);
  }

  @Test
  void withBothNamesOfItsPagesEachHistoryIsThereOnce() {
    Set<String> seen = new HashSet<>();
    for (History history : all(2, 2, 0, 1)) {
      String one = renamed(history, false);
      String other = renamed(history, true);
      assertThat(seen.add(one)).as(one).isTrue();
      if (!other.equals(one)) {
        assertThat(seen.add(other)).as(other).isTrue();
      }
    }
    // 15 uses of two pages; 12 of them write, and then the second may begin at 0 or 1.
    assertThat(seen).hasSize(12 * 2 * 15 + 3 * 15);
  }

  @Test
  void sharesAreDisjointAndMakeTheWhole() {
    Set<String> whole = new HashSet<>();
    all(3, 2, 0, 1).forEach(history -> whole.add(renamed(history, false)));
    Set<String> parts = new HashSet<>();
    for (int part = 0; part < 3; part++) {
      for (History history : all(3, 2, part, 3)) {
        assertThat(parts.add(renamed(history, false))).isTrue();
      }
    }
    assertThat(parts).isEqualTo(whole);
  }
}
