package org.waymark.stress.storm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a storm did and what was found. Immutable.
 *
 * @param storm its name
 * @param seed where its choices came from
 * @param took how long it went on, the last reopening included
 * @param counts every figure, also those that stayed 0
 * @param latency of commits, from the call until the answer
 * @param pinned where virtual threads were pinned, and how often
 * @param violations what was wrong, in paragraphs; none if the log withstood it
 * @param notes what a reader should know, in sentences
 */
public record StormOutcome(
    String storm,
    long seed,
    Duration took,
    Map<Figure, Long> counts,
    Latency latency,
    SortedMap<String, Long> pinned,
    List<String> violations,
    List<String> notes) {

  /** Copies the collections. */
  public StormOutcome {
    counts = Map.copyOf(counts);
    pinned = new TreeMap<>(pinned);
    violations = List.copyOf(violations);
    notes = List.copyOf(notes);
  }

  static Map<Figure, Long> counts(Tallies tallies) {
    Map<Figure, Long> counts = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      counts.put(figure, tallies.get(figure));
    }
    return counts;
  }

  /** Returns how often something was seen. */
  public long count(Figure figure) {
    return counts.getOrDefault(figure, 0L);
  }

  /** Returns the figures that are not 0, one a line, and the latencies. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Figure figure : Figure.values()) {
      if (count(figure) != 0) {
        lines.add(String.format(Locale.ROOT, "%,14d %s", count(figure), figure));
      }
    }
    lines.add(latency.toString());
    pinned.forEach((place, times) -> lines.add(times + " pinned at " + place));
    lines.addAll(notes);
    return lines;
  }
}
