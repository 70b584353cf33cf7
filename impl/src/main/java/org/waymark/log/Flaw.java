package org.waymark.log;

/**
 * Why bytes are not a valid record at their place.
 *
 * <p>A judge names the first flaw that it meets, in the order that {@code spec/format.md} gives for
 * the record: what needs no digest, then the checksum, then what the fields say. A segment header
 * of a newer version must first prove itself by its checksum, so that {@link #VERSION} of a segment
 * header always means a newer format and never a flipped bit.
 */
public enum Flaw {
  /** All bytes are zero: nothing was ever written here. */
  BLANK("blank"),
  /** The magic number is another, or the version is 0. */
  MAGIC("wrong magic number"),
  /** The version is newer than this reader. Only in a segment header: a newer format. */
  VERSION("newer version"),
  /** A reserved byte is not zero. */
  RESERVED("reserved bytes are not zero"),
  /** The record belongs to another incarnation, or its counter is outside the range. */
  INCARNATION("another incarnation"),
  /** The checksum does not hold under this incarnation. */
  CHECKSUM("checksum does not hold"),
  /** A sequence or index is not the one that belongs at this place. */
  SEQUENCE("sequence does not belong here"),
  /** A length or count is outside its range or disagrees with another. */
  LENGTH("impossible length"),
  /** A location names no possible place, or the record says it is elsewhere. */
  LOCATION("impossible or wrong location"),
  /** The chain is broken: the previous id is not the id of the predecessor. */
  PREVIOUS("does not name its predecessor"),
  /** The time does not lie behind the predecessor's. */
  TIME("time does not lie behind the predecessor's"),
  /** The isolation level is none that this version knows. */
  ISOLATION("unknown isolation level"),
  /** The durable-up-to watermark is not below the sequence, or fell back. */
  WATERMARK("impossible durable-up-to"),
  /** A page set is not strictly ascending or contains page 0. */
  PAGES("page set not strictly ascending"),
  /** An id, token or length is not the one that the record pointing here names. */
  IDENTITY("not the record that was pointed to"),
  /** The payload is not the one whose digest the header holds. */
  CONTENT("payload does not match its digest");

  private final String words;

  Flaw(String words) {
    this.words = words;
  }

  /** Returns the flaw in a few words, for messages. */
  public String words() {
    return words;
  }
}
