package org.waymark.stress.campaign;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of a job. Immutable.
 *
 * @param counts how much was done, by what was counted, in the plural, such as {@code scenarios};
 *     summed over jobs
 * @param seen rows of outcome tables; empty if the tool has none
 * @param findings what was found; empty if all held
 */
public record Outcome(SortedMap<String, Long> counts, List<Seen> seen, List<Finding> findings) {

  /** Copies the collections. */
  public Outcome {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    seen = List.copyOf(seen);
    findings = List.copyOf(findings);
  }
}
