package org.waymark.log;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The eight bytes with which every record and header begins.
 *
 * <pre>
 *  0               4       6       8
 * +---------------+-------+-------+
 * | magic u32     | ver-  | 0     |
 * |               | sion  |       |
 * +---------------+-------+-------+
 * </pre>
 */
final class Preamble {

  static final int SIZE = 8;

  /** The version that this code writes, and the highest it reads. */
  static final int VERSION = 1;

  private Preamble() {}

  /** Returns the magic number whose bytes on disk are these four characters. */
  static int magic(String characters) {
    return characters.charAt(0)
        | characters.charAt(1) << 8
        | characters.charAt(2) << 16
        | characters.charAt(3) << 24;
  }

  static void encode(byte[] target, int offset, int magic) {
    Bytes.putInt(target, offset, magic);
    Bytes.putU16(target, offset + 4, VERSION);
    Bytes.putU16(target, offset + 6, 0);
  }

  /**
   * Judges the first eight bytes of a record whose fixed part has {@code length} bytes: {@link
   * Flaw#BLANK}, {@link Flaw#MAGIC}, {@link Flaw#VERSION}, {@link Flaw#RESERVED} or none.
   *
   * @throws IndexOutOfBoundsException if the array does not have that many
   */
  static @Nullable Flaw flaw(byte[] bytes, int offset, int length, int magic) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (Bytes.getInt(bytes, offset) != magic) {
      return Bytes.isZero(bytes, offset, length) ? Flaw.BLANK : Flaw.MAGIC;
    }
    int version = Bytes.getU16(bytes, offset + 4);
    if (version != VERSION) {
      return version == 0 ? Flaw.MAGIC : Flaw.VERSION;
    }
    return Bytes.getU16(bytes, offset + 6) == 0 ? null : Flaw.RESERVED;
  }

  /**
   * Judges the first eight bytes of a segment header. A newer version counts only when the header's
   * checksum holds; every version keeps it in the same place.
   */
  static @Nullable Flaw segmentFlaw(byte[] bytes, int offset, int magic, Digests digests) {
    Flaw flaw = flaw(bytes, offset, SegmentHeader.SIZE, magic);
    if (flaw == Flaw.VERSION && !SegmentHeader.checksumHolds(bytes, offset, digests)) {
      return Flaw.CHECKSUM;
    }
    return flaw;
  }
}
