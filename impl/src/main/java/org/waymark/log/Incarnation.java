package org.waymark.log;

import java.util.HexFormat;

/**
 * One life of the log between open and close or crash.
 *
 * <p>The counter orders the lives of one log and appears in file names; the random bits make a
 * record of one life invalid in another even where counters coincide, as in a restored backup.
 *
 * @param counter 1, 2, 3 …
 * @param random 64 random bits, drawn when the incarnation began
 */
public record Incarnation(int counter, long random) {

  /** Refuses a counter below 1. */
  public Incarnation {
    if (counter < 1) {
      throw new IllegalArgumentException("incarnation counter must be at least 1: " + counter);
    }
  }

  /** Returns the counter and the random bits, such as {@code 3/00c0ffee00c0ffee}. */
  @Override
  public String toString() {
    return counter + "/" + HexFormat.of().toHexDigits(random);
  }
}
