package org.waymark.check.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a checker found and saw, in order. Used by its one thread. */
final class Findings {
  private final List<Violation> violations = new ArrayList<>();
  private final Map<Sight, Long> sights = new EnumMap<>(Sight.class);

  void violated(String property, String sentence, String... evidence) {
    violations.add(new Violation(property, sentence, List.of(evidence)));
  }

  void saw(Sight sight) {
    sights.merge(sight, 1L, Long::sum);
  }

  List<Violation> violations() {
    return Collections.unmodifiableList(violations);
  }

  long seen(Sight sight) {
    return sights.getOrDefault(sight, 0L);
  }
}
