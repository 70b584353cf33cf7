package org.waymark.log;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The header of a marker segment: whose it is, where it begins, and what it stands on.
 *
 * <pre>
 *    0  magic "WMSG"                u32      8  incarnation counter         u32
 *    4  version                     u16     12  slots                       u32
 *    6  zero                        u16     16  incarnation random bits     u64
 *   24  first sequence              u64     32  base = first sequence − 1   u64
 *   40  base id                16 bytes     56  base time                   i64
 *   64  isolation level             u32     68  zero                   44 bytes
 *  112  checksum               16 bytes
 *  128  zero, to 2047
 * 2048  close record, or zero
 * 2176  zero, to 4095
 * 4096  slot 0, slot 1 … of 128 bytes: sequence first, first + 1 …
 * </pre>
 *
 * <p>Everything up to the base was committed and durable before this header was written. Immutable.
 *
 * @param incarnation the incarnation that writes this segment
 * @param slots how many markers it has room for, 1 … 2^20
 * @param firstSequence the sequence of slot 0, 1 or more
 * @param baseId the id of the marker of the base; {@link Id128#ZERO} if the base is 0
 * @param baseTime the commit time of the base; 0 if the base is 0
 * @param isolation the level of the log, the same in all its headers
 */
public record MarkerSegmentHeader(
    Incarnation incarnation,
    int slots,
    long firstSequence,
    Id128 baseId,
    long baseTime,
    Isolation isolation) {

  /** Bytes of the header. */
  public static final int SIZE = SegmentHeader.SIZE;

  /** Bytes of the page that holds header and close record; slot 0 follows. */
  public static final int PAGE = SegmentHeader.PAGE;

  /** The largest number of slots. */
  public static final int MAX_SLOTS = 1 << 20;

  private static final int MAGIC = Preamble.magic("WMSG");
  private static final int COUNTER = 8;
  private static final int SLOTS = 12;
  private static final int RANDOM = 16;
  private static final int FIRST = 24;
  private static final int BASE = 32;
  private static final int BASE_ID = 40;
  private static final int BASE_TIME = 56;
  private static final int ISOLATION = 64;
  private static final int ZERO = 68;
  private static final int ZERO_LENGTH = 44;

  /** Returns the last sequence known to be committed when this header was written. */
  public long base() {
    return firstSequence - 1;
  }

  /** Returns the sequence of the last slot. */
  public long lastSequence() {
    return firstSequence + slots - 1;
  }

  /** Returns the size of the whole file in bytes. */
  public long fileSize() {
    return slotOffset(slots);
  }

  /** Returns where slot {@code index} begins in the file; slot 0 is the first. */
  public static long slotOffset(int index) {
    return PAGE + (long) Marker.SIZE * index;
  }

  /** Returns the name of the file that this header belongs into. */
  public SegmentNames.Markers name() {
    return new SegmentNames.Markers(incarnation.counter(), firstSequence);
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
    Bytes.putInt(target, offset + SLOTS, slots);
    Bytes.putLong(target, offset + RANDOM, incarnation.random());
    Bytes.putLong(target, offset + FIRST, firstSequence);
    Bytes.putLong(target, offset + BASE, base());
    baseId.put(target, offset + BASE_ID);
    Bytes.putLong(target, offset + BASE_TIME, baseTime);
    Bytes.putInt(target, offset + ISOLATION, isolation.code());
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
      byte[] bytes, int offset, SegmentNames.Markers name, Digests digests) {
    Flaw flaw = flaw(bytes, offset, digests);
    if (flaw != null) {
      return flaw;
    }
    if (Bytes.getInt(bytes, offset + COUNTER) != name.incarnation()) {
      return Flaw.INCARNATION;
    }
    return Bytes.getLong(bytes, offset + FIRST) == name.firstSequence() ? null : Flaw.SEQUENCE;
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
    long first = Bytes.getLong(bytes, offset + FIRST);
    long base = Bytes.getLong(bytes, offset + BASE);
    if (first < 1 || base != first - 1) {
      return Flaw.SEQUENCE;
    }
    int slots = Bytes.getInt(bytes, offset + SLOTS);
    if (slots < 1 || slots > MAX_SLOTS || first > Long.MAX_VALUE - slots) {
      return Flaw.LENGTH;
    }
    if ((base == 0) != Bytes.isZero(bytes, offset + BASE_ID, Id128.SIZE)) {
      return Flaw.PREVIOUS;
    }
    long time = Bytes.getLong(bytes, offset + BASE_TIME);
    if (time < 0 || (base == 0) != (time == 0)) {
      return Flaw.TIME;
    }
    return isolation(bytes, offset) == null ? Flaw.ISOLATION : null;
  }

  /** Reads the header at {@code bytes[offset .. offset+127]}, in which no flaw was found. */
  public static MarkerSegmentHeader decode(byte[] bytes, int offset) {
    return new MarkerSegmentHeader(
        new Incarnation(
            Bytes.getInt(bytes, offset + COUNTER), Bytes.getLong(bytes, offset + RANDOM)),
        Bytes.getInt(bytes, offset + SLOTS),
        Bytes.getLong(bytes, offset + FIRST),
        Id128.get(bytes, offset + BASE_ID),
        Bytes.getLong(bytes, offset + BASE_TIME),
        Objects.requireNonNull(isolation(bytes, offset)));
  }

  private static @Nullable Isolation isolation(byte[] bytes, int offset) {
    return Isolation.of(Bytes.getInt(bytes, offset + ISOLATION));
  }
}
