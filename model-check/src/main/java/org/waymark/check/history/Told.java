package org.waymark.check.history;

/**
 * That somebody was told of a commit: how, and where that is recorded. Immutable.
 *
 * @param how by what it became known
 * @param commit as it was told
 * @param place where the history says so
 */
record Told(How how, Commit commit, Place place) {

  /** How a commit becomes known. */
  enum How {
    ACKNOWLEDGED("P1", "acknowledged"),
    OBSERVED("P1", "observed"),
    RECOVERED("P5", "recovered"),
    USURPED("P11", "acknowledged by a writer that had lost its lock");

    /** The property that is violated if the commit changes or goes away. */
    final String property;

    final String words;

    How(String property, String words) {
      this.property = property;
      this.words = words;
    }
  }

  long sequence() {
    return commit.sequence();
  }

  @Override
  public String toString() {
    Commit.Content content = commit.reread();
    String read = content == null ? "" : ", " + content;
    return how.words + ": " + commit.words() + " (" + place + ")" + read;
  }
}
