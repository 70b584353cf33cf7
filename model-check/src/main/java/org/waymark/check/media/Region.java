package org.waymark.check.media;

/**
 * What the format keeps at a place, the most telling first: a sector is named after the first of
 * these that it holds.
 */
enum Region {
  /** A segment header. */
  HEADER("segment header"),
  /** A close record of the newest incarnation. */
  CLOSE_RECORD("close record"),
  /** A close record of an earlier incarnation, which proves nothing any more. */
  OLD_CLOSE_RECORD("close record, earlier life"),
  /** A marker of the last group. */
  LAST_MARKERS("marker, last group"),
  /** Another marker of the newest incarnation. */
  MARKERS("marker, newest life"),
  /** A marker of an earlier incarnation. */
  OLD_MARKERS("marker, earlier life"),
  /** A proof of a committed transaction. */
  PROOF("proof"),
  /** A symbol's header. */
  SYMBOL_HEADER("symbol header"),
  /** Payload of a committed transaction. */
  PAYLOAD("payload"),
  /** A slot behind the history that is not zero. */
  DEAD_SLOT("slot behind the history"),
  /** A slot that was never written. */
  EMPTY_SLOT("empty slot"),
  /** A part of a capsule segment that no committed transaction uses. */
  UNUSED("unused capsule space"),
  /** The rest of a header page. */
  SLACK("rest of a header page"),
  /** What recovery set aside. */
  SET_ASIDE("quarantine"),
  /** A file as a whole. */
  FILE("whole file");

  private final String words;

  Region(String words) {
    this.words = words;
  }

  /** Returns the words for tables. */
  String words() {
    return words;
  }
}
