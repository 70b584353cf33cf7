package org.waymark.check.lives;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.waymark.check.history.Violation;

/**
 * Looks for a violation of one property, in one life after another, and ends with the first. No
 * state outlives it, so it can be loaded together with a log that has been tampered with. One
 * thread.
 */
public final class LifeSearch {
  private final long seed;
  private final Predicate<Set<Trait>> chosen;

  private LifeSearch(long seed, Predicate<Set<Trait>> chosen) {
    this.seed = seed;
    this.chosen = chosen;
  }

  /** Lives lives in which openings crash, dozens in a row; nobody removes a lock. */
  public static LifeSearch crashLoops(long seed) {
    return new LifeSearch(
        seed, traits -> traits.contains(Trait.CRASH_LOOPS) && !traits.contains(Trait.USURPERS));
  }

  /** Lives lives in which locks are removed by force, and others open the log beside its writer. */
  public static LifeSearch usurpers(long seed) {
    return new LifeSearch(seed, traits -> traits.contains(Trait.USURPERS));
  }

  /**
   * What a search came to.
   *
   * @param incarnations how often the log was opened
   * @param violations the first violation of each property, in the order found
   */
  public record Found(long incarnations, Map<String, Violation> violations) {}

  /**
   * Searches.
   *
   * @param property the one whose violation ends the search, such as {@code P1}; others are noted
   * @param most how often the log may be opened before the search gives up, 1 or more
   */
  public Found until(String property, long most) {
    Tally tally = new Tally();
    Map<String, Violation> violations = new LinkedHashMap<>();
    for (long life = 1; tally.incarnations() < most && !violations.containsKey(property); life++) {
      long own = Seeds.of(seed, life);
      if (chosen.test(Life.traits(own))) {
        Life.live(own, all -> true, tally, Sabotage.NONE)
            .violations()
            .forEach(violation -> violations.putIfAbsent(violation.property(), violation));
      }
    }
    return new Found(tally.incarnations(), violations);
  }
}
