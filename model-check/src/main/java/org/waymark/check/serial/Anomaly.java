package org.waymark.check.serial;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.check.serial.Rules.Rule;

/** The smallest history that is admitted without one of the rules, and that no order explains. */
final class Anomaly {
  private static final int MOST_TRANSACTIONS = 3;
  private static final int PAGES = 3;

  private Anomaly() {}

  /** Returns the story of each rule's anomaly; a rule without one is missing. */
  static Map<Rule, String> stories() {
    Map<Rule, String> stories = new EnumMap<>(Rule.class);
    for (Rule rule : Rule.values()) {
      History found = without(rule);
      if (found != null) {
        stories.put(rule, Story.of(found, PAGES));
      }
    }
    return stories;
  }

  /** Returns the smallest history, or null if there is none. */
  static @Nullable History without(Rule rule) {
    Rules others = new Rules(Set.of(rule));
    SerializationGraph graph = new SerializationGraph();
    for (int transactions = 2; transactions <= MOST_TRANSACTIONS; transactions++) {
      History found =
          Enumerator.find(
              transactions,
              PAGES,
              Judge.of(others),
              history -> {
                graph.of(history, PAGES);
                return !graph.isAcyclic();
              });
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
