package org.waymark.stress.campaign;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a plan that one machine does: every N-th job. Immutable.
 *
 * @param index which part, from 1
 * @param of how many parts there are, at least {@code index}
 */
record Shard(int index, int of) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  /** All of the plan. */
  static final Shard WHOLE = new Shard(1, 1);

  /** Refuses a part that there is not. */
  Shard {
    if (index < 1 || index > of) {
      throw new IllegalArgumentException("I/N with I from 1 to N, not " + index + "/" + of);
    }
  }

  /**
   * Reads {@code I/N}.
   *
   * @throws IllegalArgumentException if it is none; the message says what is wanted
   */
  static Shard parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("I/N with I from 1 to N, not " + text);
    }
    return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** Returns whether a job of the plan is in this part. */
  boolean has(long number) {
    return number % of == index - 1;
  }

  /** Returns the number of this part's job that has so many others of it before it. */
  long number(long before) {
    return before * of + index - 1;
  }

  @Override
  public String toString() {
    return index + "/" + of;
  }
}
