package org.waymark.stress.jcstress;

/**
 * An outcome of a test, and how often it was seen.
 *
 * @param outcome the results of the actors and the arbiter, such as {@code 1, 0}
 * @param expectation {@code ACCEPTABLE}, {@code ACCEPTABLE_INTERESTING} or {@code FORBIDDEN}
 * @param meaning the order that explains it
 * @param times how often it was seen, 0 or more
 */
public record Seen(String outcome, String expectation, String meaning, long times) {

  Seen plus(long more) {
    return new Seen(outcome, expectation, meaning, times + more);
  }
}
