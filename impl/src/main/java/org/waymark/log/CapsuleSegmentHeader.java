package org.waymark.log;

import org.jspecify.annotations.Nullable;

/**
 * The header of a capsule segment, behind which symbols and proofs lie.
 *
 * <pre>
 *    0  magic "WMCS"                u32      8  incarnation counter         u32
 *    4  version                     u16     12  segment number              u32
 *    6  zero                        u16     16  incarnation random bits     u64
 *   24  file size                   u64     32  zero                   80 bytes
 *  112  checksum               16 bytes    128  zero, to 4095
 * 4096  records, each at a multiple of 8
 * </pre>
 *
 * <p>Immutable.
 *
 * @param incarnation the incarnation that writes this segment
 * @param number 1, 2, 3 … within the incarnation
 * @param fileSize bytes of the whole file, 8 KiB … 1 GiB
 */
public record CapsuleSegmentHeader(Incarnation incarnation, int number, long fileSize) {

  /** Bytes of the header. */
  public static final int SIZE = SegmentHeader.SIZE;

  /** Bytes of the page that holds the header; the first record follows. */
  public static final int PAGE = SegmentHeader.PAGE;

  /** The smallest capsule segment in bytes. */
  public static final int MIN_FILE_SIZE = 8 << 10;

  /** The largest capsule segment in bytes. */
  public static final int MAX_FILE_SIZE = 1 << 30;

  private static final int MAGIC = Preamble.magic("WMCS");
  private static final int COUNTER = 8;
  private static final int NUMBER = 12;
  private static final int RANDOM = 16;
  private static final int FILE_SIZE = 24;
  private static final int ZERO = 32;
  private static final int ZERO_LENGTH = 80;

  /** Returns the name of the file that this header belongs into. */
  public SegmentNames.Capsules name() {
    return new SegmentNames.Capsules(incarnation.counter(), number);
  }

  /**
   * Writes this header to {@code target[offset .. offset+127]}.
   *
   * @throws IllegalArgumentException if a field is outside its range
   */
  public void encode(byte[] target, int offset, Digests digests) {
    Bytes.zero(target, offset, SIZE);
    Preamble.encode(target, offset, MAGIC);
    Bytes.putInt(target, offset + COUNTER, incarnation.counter());
    Bytes.putInt(target, offset + NUMBER, number);
    Bytes.putLong(target, offset + RANDOM, incarnation.random());
    Bytes.putLong(target, offset + FILE_SIZE, fileSize);
    SegmentHeader.seal(target, offset, digests);
    Flaw flaw = flaw(target, offset, digests);
    if (flaw != null) {
      Bytes.zero(target, offset, SIZE);
      throw new IllegalArgumentException("no such header: " + flaw.words() + ": " + this);
    }
  }

  /**
   * Judges {@code bytes[offset .. offset+127]} as the header of the file {@code name}.
   *
   * @return the first flaw, or null if there is none
   */
  public static @Nullable Flaw flaw(
      byte[] bytes, int offset, SegmentNames.Capsules name, Digests digests) {
    Flaw flaw = flaw(bytes, offset, digests);
    if (flaw != null) {
      return flaw;
    }
    if (Bytes.getInt(bytes, offset + COUNTER) != name.incarnation()) {
      return Flaw.INCARNATION;
    }
    return Bytes.getInt(bytes, offset + NUMBER) == name.number() ? null : Flaw.SEQUENCE;
  }

  private static @Nullable Flaw flaw(byte[] bytes, int offset, Digests digests) {
    Flaw flaw = Preamble.segmentFlaw(bytes, offset, MAGIC, digests);
    if (flaw != null) {
      return flaw;
    }
    if (!Bytes.isZero(bytes, offset + ZERO, ZERO_LENGTH)) {
      return Flaw.RESERVED;
    }
    if (!SegmentHeader.checksumHolds(bytes, offset, digests)) {
      return Flaw.CHECKSUM;
    }
    if (Bytes.getInt(bytes, offset + NUMBER) < 1) {
      return Flaw.SEQUENCE;
    }
    long fileSize = Bytes.getLong(bytes, offset + FILE_SIZE);
    return fileSize < MIN_FILE_SIZE || fileSize > MAX_FILE_SIZE ? Flaw.LENGTH : null;
  }

  /** Reads the header at {@code bytes[offset .. offset+127]}, in which no flaw was found. */
  public static CapsuleSegmentHeader decode(byte[] bytes, int offset) {
    return new CapsuleSegmentHeader(
        new Incarnation(
            Bytes.getInt(bytes, offset + COUNTER), Bytes.getLong(bytes, offset + RANDOM)),
        Bytes.getInt(bytes, offset + NUMBER),
        Bytes.getLong(bytes, offset + FILE_SIZE));
  }
}
