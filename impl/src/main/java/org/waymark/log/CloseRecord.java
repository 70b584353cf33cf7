package org.waymark.log;

import org.jspecify.annotations.Nullable;

/**
 * The record that a clean close leaves in the header page of the newest marker segment.
 *
 * <pre>
 *    0  magic "WMCL"                u32      8  incarnation counter         u32
 *    4  version                     u16     12  zero                        u32
 *    6  zero                        u16     16  incarnation random bits     u64
 *   24  last sequence               u64     32  last marker's id       16 bytes
 *   48  closing time                i64     56  zero                   56 bytes
 *  112  checksum               16 bytes
 * </pre>
 *
 * <p>It stands at offset {@value #OFFSET} of the file, in a page of markers that nobody writes any
 * more. Immutable.
 *
 * @param incarnation the incarnation that closed
 * @param last the last committed sequence: the segment's base, or one of its markers
 * @param lastId the id of that marker; {@link Id128#ZERO} if there is none
 * @param time when it closed, in Unix nanoseconds; any value
 */
public record CloseRecord(Incarnation incarnation, long last, Id128 lastId, long time) {

  /** Bytes of the record. */
  public static final int SIZE = 128;

  /** Where it stands in the file. */
  public static final int OFFSET = 2048;

  private static final int MAGIC = Preamble.magic("WMCL");
  private static final int COUNTER = 8;
  private static final int ZERO_WORD = 12;
  private static final int RANDOM = 16;
  private static final int LAST = 24;
  private static final int LAST_ID = 32;
  private static final int TIME = 48;
  private static final int ZERO = 56;
  private static final int ZERO_LENGTH = 56;
  private static final int CHECKSUM = 112;

  /**
   * Writes this record to {@code target[offset .. offset+127]}, for the segment of {@code header}.
   *
   * @throws IllegalArgumentException if it does not belong into that segment
   */
  public void encode(byte[] target, int offset, MarkerSegmentHeader header, Digests digests) {
    Bytes.zero(target, offset, SIZE);
    Preamble.encode(target, offset, MAGIC);
    Bytes.putInt(target, offset + COUNTER, incarnation.counter());
    Bytes.putLong(target, offset + RANDOM, incarnation.random());
    Bytes.putLong(target, offset + LAST, last);
    lastId.put(target, offset + LAST_ID);
    Bytes.putLong(target, offset + TIME, time);
    digests
        .start(Digests.Domain.CLOSE)
        .add(target, offset, CHECKSUM)
        .end(target, offset + CHECKSUM);
    Flaw flaw = flaw(target, offset, header, digests);
    if (flaw != null) {
      Bytes.zero(target, offset, SIZE);
      throw new IllegalArgumentException("no such close record: " + flaw.words() + ": " + this);
    }
  }

  /**
   * Judges {@code bytes[offset .. offset+127]} as the close record of the segment of {@code
   * header}. That the last id is the id of the last marker is left to who has read that marker.
   *
   * @return the first flaw, or null if there is none
   */
  public static @Nullable Flaw flaw(
      byte[] bytes, int offset, MarkerSegmentHeader header, Digests digests) {
    Flaw flaw = Preamble.flaw(bytes, offset, SIZE, MAGIC);
    if (flaw != null) {
      return flaw;
    }
    if (Bytes.getInt(bytes, offset + ZERO_WORD) != 0
        || !Bytes.isZero(bytes, offset + ZERO, ZERO_LENGTH)) {
      return Flaw.RESERVED;
    }
    Incarnation incarnation = header.incarnation();
    if (Bytes.getInt(bytes, offset + COUNTER) != incarnation.counter()
        || Bytes.getLong(bytes, offset + RANDOM) != incarnation.random()) {
      return Flaw.INCARNATION;
    }
    if (!digests
        .start(Digests.Domain.CLOSE)
        .add(bytes, offset, CHECKSUM)
        .endsAs(bytes, offset + CHECKSUM)) {
      return Flaw.CHECKSUM;
    }
    long last = Bytes.getLong(bytes, offset + LAST);
    if (last < header.base() || last > header.lastSequence()) {
      return Flaw.SEQUENCE;
    }
    boolean rightId =
        last == header.base()
            ? header.baseId().isAt(bytes, offset + LAST_ID)
            : !Bytes.isZero(bytes, offset + LAST_ID, Id128.SIZE);
    return rightId ? null : Flaw.PREVIOUS;
  }

  /** Reads the record at {@code bytes[offset .. offset+127]}, in which no flaw was found. */
  public static CloseRecord decode(byte[] bytes, int offset) {
    return new CloseRecord(
        new Incarnation(
            Bytes.getInt(bytes, offset + COUNTER), Bytes.getLong(bytes, offset + RANDOM)),
        Bytes.getLong(bytes, offset + LAST),
        Id128.get(bytes, offset + LAST_ID),
        Bytes.getLong(bytes, offset + TIME));
  }
}
