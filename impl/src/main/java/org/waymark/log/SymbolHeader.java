package org.waymark.log;

import org.jspecify.annotations.Nullable;

/**
 * The header of a symbol: one chunk of a capsule's payload, which follows at once.
 *
 * <pre>
 *    0  magic "WMSY"                u32      8  index 0, 1, 2 …             u32
 *    4  version                     u16     12  payload length              u32
 *    6  zero                        u16     16  own location                u64
 *   24  next symbol's location      u64     32  symbol digest          16 bytes
 *   48  header checksum        16 bytes     64  payload
 * </pre>
 *
 * <p>The symbol digest covers index, length and payload; the header checksum the incarnation's
 * random bits and bytes 0..47. Every symbol but the last is full. Immutable.
 *
 * @param index the place in the capsule, 0 … 16,383
 * @param length payload bytes, 1 … 65,536; exactly 65,536 if a symbol follows
 * @param location where this header is
 * @param next where the next symbol's header is, behind this symbol; 0 if this is the last
 * @param digest the symbol digest
 */
public record SymbolHeader(int index, int length, long location, long next, Id128 digest) {

  /** Bytes of the header. */
  public static final int SIZE = 64;

  /** The payload of every symbol but the last, in bytes. */
  public static final int MAX_PAYLOAD = 1 << 16;

  /** The largest number of symbols in a capsule. */
  public static final int MAX_SYMBOLS = (int) (CapsuleHash.MAX_LENGTH / MAX_PAYLOAD);

  private static final int MAGIC = Preamble.magic("WMSY");
  private static final int INDEX = 8;
  private static final int LENGTH = 12;
  private static final int LOCATION = 16;
  private static final int NEXT = 24;
  private static final int DIGEST = 32;
  private static final int CHECKSUM = 48;

  /** Returns the digest of a symbol with this index and payload. */
  public static Id128 digest(int index, byte[] payload, int offset, int length, Digests digests) {
    return hash(index, payload, offset, length, digests).end();
  }

  /**
   * Writes this header to {@code target[offset .. offset+63]}.
   *
   * @throws IllegalArgumentException if a field is outside its range
   */
  public void encode(byte[] target, int offset, Incarnation incarnation, Digests digests) {
    Preamble.encode(target, offset, MAGIC);
    Bytes.putInt(target, offset + INDEX, index);
    Bytes.putInt(target, offset + LENGTH, length);
    Bytes.putLong(target, offset + LOCATION, location);
    Bytes.putLong(target, offset + NEXT, next);
    digest.put(target, offset + DIGEST);
    seal(target, offset, incarnation, digests).end(target, offset + CHECKSUM);
    Flaw flaw = flaw(target, offset, incarnation, index, location, digests);
    if (flaw != null) {
      Bytes.zero(target, offset, SIZE);
      throw new IllegalArgumentException("no such symbol: " + flaw.words() + ": " + this);
    }
  }

  /**
   * Judges {@code bytes[offset .. offset+63]} as the header of symbol {@code index} at {@code
   * location}.
   *
   * @return the first flaw, or null if there is none
   */
  public static @Nullable Flaw flaw(
      byte[] bytes,
      int offset,
      Incarnation incarnation,
      int index,
      long location,
      Digests digests) {
    Flaw flaw = Preamble.flaw(bytes, offset, SIZE, MAGIC);
    if (flaw != null) {
      return flaw;
    }
    if (!seal(bytes, offset, incarnation, digests).endsAs(bytes, offset + CHECKSUM)) {
      return Flaw.CHECKSUM;
    }
    int storedIndex = Bytes.getInt(bytes, offset + INDEX);
    if (storedIndex != index || index < 0 || index >= MAX_SYMBOLS) {
      return Flaw.SEQUENCE;
    }
    int length = Bytes.getInt(bytes, offset + LENGTH);
    long next = Bytes.getLong(bytes, offset + NEXT);
    if (length < 1 || length > MAX_PAYLOAD || (next != 0 && length != MAX_PAYLOAD)) {
      return Flaw.LENGTH;
    }
    long end = location + SIZE + length;
    if (Bytes.getLong(bytes, offset + LOCATION) != location
        || !Location.isValid(location)
        || Location.offset(end) > CapsuleSegmentHeader.MAX_FILE_SIZE
        || (next != 0 && (next < end || !Location.isValid(next)))) {
      return Flaw.LOCATION;
    }
    return null;
  }

  /** Reads the header at {@code bytes[offset .. offset+63]}, in which no flaw was found. */
  public static SymbolHeader decode(byte[] bytes, int offset) {
    return new SymbolHeader(
        Bytes.getInt(bytes, offset + INDEX),
        Bytes.getInt(bytes, offset + LENGTH),
        Bytes.getLong(bytes, offset + LOCATION),
        Bytes.getLong(bytes, offset + NEXT),
        Id128.get(bytes, offset + DIGEST));
  }

  /**
   * Judges the {@link #length} bytes at {@code payload[offset ..]}: {@link Flaw#CONTENT}, or null.
   */
  public @Nullable Flaw payloadFlaw(byte[] payload, int offset, Digests digests) {
    Id128 actual = digest(index, payload, offset, length, digests);
    return actual.equals(digest) ? null : Flaw.CONTENT;
  }

  /** Returns whether no symbol follows. */
  public boolean isLast() {
    return next == 0;
  }

  private static Digests hash(int index, byte[] payload, int offset, int length, Digests digests) {
    return digests
        .start(Digests.Domain.SYMBOL)
        .addInt(index)
        .addInt(length)
        .add(payload, offset, length);
  }

  private static Digests seal(byte[] bytes, int offset, Incarnation incarnation, Digests digests) {
    return digests
        .start(Digests.Domain.HEADER)
        .addLong(incarnation.random())
        .add(bytes, offset, CHECKSUM);
  }
}
