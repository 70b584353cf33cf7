package org.waymark.check.lives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Goal: a search lives what it says, ends where it is told, and repeats itself. */
class LifeSearchTest {

  @Test
  void livesHaveTheTraitThatIsSearchedIn() {
    for (long seed = 1; seed <= 3; seed++) {
      // A life with crash loops has a hundred incarnations or more, and one is all it takes.
      assertThat(LifeSearch.crashLoops(seed).until("P1", 1).incarnations()).isGreaterThan(50);
      assertThat(LifeSearch.usurpers(seed).until("P1", 1).incarnations()).isPositive();
    }
  }

  @Test
  void theShippedLogHoldsAndTheSearchEnds() {
    LifeSearch search = LifeSearch.usurpers(5);
    LifeSearch.Found found = search.until("P11", 150);
    assertThat(found.violations()).isEmpty();
    assertThat(found.incarnations()).isGreaterThanOrEqualTo(150);
    assertThat(search.until("P11", 150)).isEqualTo(found);
  }
}
