package org.waymark.stress.campaign;

import java.util.Objects;

/**
 * A row of an outcome table; rows that differ in {@code times} alone are summed over jobs and
 * shards.
 *
 * @param target what was run, such as a jcstress test
 * @param outcome what it came to, such as {@code 1, 0}
 * @param expectation what is thought of that, such as {@code ACCEPTABLE}
 * @param meaning why: the order that explains it
 * @param times how often it was seen, 0 or more
 */
public record Seen(String target, String outcome, String expectation, String meaning, long times) {

  /** Refuses a negative number of times. */
  public Seen {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(expectation, "expectation");
    Objects.requireNonNull(meaning, "meaning");
    if (times < 0) {
      throw new IllegalArgumentException(target + " came to " + outcome + " " + times + " times");
    }
  }
}
