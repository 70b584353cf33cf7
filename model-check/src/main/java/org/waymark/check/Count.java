package org.waymark.check;

/**
 * How often a layer saw something, and how often it must see it for its verdict to mean anything.
 *
 * @param what what was counted, in the plural
 * @param seen how often it was seen, 0 or more
 * @param floor the least number that counts as covered; 0 if none is demanded
 */
public record Count(String what, long seen, long floor) {

  /** Counts something of which any number will do. */
  public static Count of(String what, long seen) {
    return new Count(what, seen, 0);
  }

  /** Returns whether enough was seen. */
  public boolean covered() {
    return seen >= floor;
  }

  @Override
  public String toString() {
    String text = seen + " " + what;
    return floor == 0 ? text : text + " (floor " + floor + ")";
  }
}
