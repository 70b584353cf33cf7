package org.waymark.stress.storm;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.waymark.check.Count;

/**
 * What a soak did and what was found. Immutable.
 *
 * @param seed where its choices came from
 * @param took how long it went on
 * @param lives how many processes opened the log
 * @param kills how many of them were killed
 * @param mostBytes the largest that a log and its record became, in bytes
 * @param counts what the clients counted, killed ones included
 * @param seen what the oracle and the loop saw
 * @param latency of commits, from the call until the answer
 * @param violations what was wrong, in paragraphs; none if the log withstood it
 */
public record SoakOutcome(
    long seed,
    Duration took,
    long lives,
    long kills,
    long mostBytes,
    Map<Figure, Long> counts,
    List<Count> seen,
    Latency latency,
    List<String> violations) {

  /** Copies the collections. */
  public SoakOutcome {
    counts = Map.copyOf(counts);
    seen = List.copyOf(seen);
    violations = List.copyOf(violations);
  }

  /** Returns how often something was seen. */
  public long count(Figure figure) {
    return counts.getOrDefault(figure, 0L);
  }
}
