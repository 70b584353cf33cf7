package org.waymark.check.history;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a judge of a history found and saw, in order. Evidence is put into words only when there is
 * a violation. Not thread-safe.
 */
abstract class Findings {
  private final List<Violation> violations = new ArrayList<>();
  private final Map<Sight, Long> sights = new EnumMap<>(Sight.class);

  /** Returns what was found so far, in the order of the events that showed it. */
  public final List<Violation> violations() {
    return List.copyOf(violations);
  }

  /** Returns how often something was seen so far. */
  public final long seen(Sight sight) {
    return sights.getOrDefault(sight, 0L);
  }

  final void copyFindings(Findings from) {
    violations.addAll(from.violations);
    sights.putAll(from.sights);
  }

  final void violated(String property, String sentence, @Nullable Object... evidence) {
    List<String> lines = new ArrayList<>();
    for (Object one : evidence) {
      if (one instanceof List<?> several) {
        several.forEach(each -> lines.add(words(each)));
      } else {
        lines.add(words(one));
      }
    }
    violations.add(new Violation(property, sentence, lines));
  }

  final void saw(Sight sight, boolean indeed) {
    if (indeed) {
      sights.merge(sight, 1L, Long::sum);
    }
  }

  private static String words(@Nullable Object evidence) {
    if (evidence instanceof Told told) {
      Commit.Content content = told.commit().reread();
      String read = content == null ? "" : ", " + content;
      return told.how() + ": " + told.commit().words() + read + " (" + told.place() + ")";
    } else if (evidence instanceof Transaction submitted) {
      return "submitted: " + submitted.invoked() + " (" + submitted.place() + ")";
    } else if (evidence instanceof Out out) {
      return out.how() + " (" + out.place() + ")";
    } else if (evidence instanceof Map.Entry<?, ?> entry) {
      return words(entry.getValue());
    }
    return String.valueOf(evidence);
  }
}
