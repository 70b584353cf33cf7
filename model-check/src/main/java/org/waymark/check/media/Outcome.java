package org.waymark.check.media;

/** What became of a damaged log. */
enum Outcome {
  /** The opening refused, and changed nothing. */
  REFUSED("refused"),
  /** The log opened with its whole history, and reading what is damaged was refused. */
  FOUND("found on reading"),
  /** The whole history was read, now and after another commit, a close and an opening. */
  HARMLESS("harmless"),
  /** The history ends earlier, and nothing undamaged proves that it went on. */
  EXEMPT("exempt loss"),
  /** None of these. */
  VIOLATED("violated");

  private final String words;

  Outcome(String words) {
    this.words = words;
  }

  /** Returns the words for tables. */
  String words() {
    return words;
  }
}
