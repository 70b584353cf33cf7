package org.waymark.check.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a checker found and saw, in order. Used by its one thread. */
final class Findings {
  /** What is a loss or a change: after damage by the medium, P9 says that it may not be silent. */
  private static final Set<String> LOSSES = Set.of("P1", "P2", "P3", "P5", "P6", "P7");

  private final List<Violation> violations = new ArrayList<>();
  private final Map<Sight, Long> sights = new EnumMap<>(Sight.class);

  /** Whether the medium has been damaged. */
  boolean damaged;

  Findings copy() {
    Findings copy = new Findings();
    copy.violations.addAll(violations);
    copy.sights.putAll(sights);
    copy.damaged = damaged;
    return copy;
  }

  void violated(String property, String sentence, @Nullable Object... evidence) {
    String named = damaged && LOSSES.contains(property) ? "P9" : property;
    violations.add(
        new Violation(named, sentence, Arrays.stream(evidence).map(String::valueOf).toList()));
  }

  void saw(Sight sight) {
    sights.merge(sight, 1L, Long::sum);
  }

  List<Violation> violations() {
    return List.copyOf(violations);
  }

  long seen(Sight sight) {
    return sights.getOrDefault(sight, 0L);
  }
}
