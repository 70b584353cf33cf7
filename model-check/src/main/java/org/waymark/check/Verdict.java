package org.waymark.check;

/** How a layer ended. Only {@link #HELD} is a success. */
public enum Verdict {
  /** Everything was checked, and all of it held. */
  HELD("held"),
  /** A property was violated, or the layer itself failed in a way it should not. */
  VIOLATED("VIOLATED"),
  /** Nothing was violated, but too little was seen to say that it held. */
  UNDER_COVERED("UNDER-COVERED"),
  /** The machine stood in the way, so nothing is known. */
  COULD_NOT_RUN("could not run");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** Returns the word that tables and reports show. */
  @Override
  public String toString() {
    return words;
  }
}
