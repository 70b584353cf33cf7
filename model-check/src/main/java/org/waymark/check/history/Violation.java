package org.waymark.check.history;

import java.util.List;

/**
 * One property that a history does not have. Immutable.
 *
 * @param property the property's id, as {@link HistoryChecker} lists it
 * @param sentence what is wrong, in one sentence
 * @param evidence the events that show it, one line each
 */
public record Violation(String property, String sentence, List<String> evidence) {

  /** Copies the evidence. */
  public Violation {
    evidence = List.copyOf(evidence);
  }

  /** Returns the paragraph that a failure report shows. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(property + " violated: " + sentence);
    evidence.forEach(line -> text.append("\n  ").append(line));
    return text.toString();
  }
}
