package org.waymark.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * Sixteen bytes that name something: the first half of a SHA-256, or a client's token.
 *
 * <p>{@code high} holds bytes 0–7 and {@code low} bytes 8–15, most significant byte first, so that
 * the bytes on disk, the hexadecimal form and the digest read alike. Immutable.
 *
 * @param high bytes 0–7, big-endian
 * @param low bytes 8–15, big-endian
 */
public record Id128(long high, long low) {

  /** How many bytes an id takes. */
  public static final int SIZE = 16;

  /** Sixteen zero bytes: the id of "nothing before", never of a record. */
  public static final Id128 ZERO = new Id128(0, 0);

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Reads the id at {@code bytes[offset .. offset+15]}. */
  public static Id128 get(byte[] bytes, int offset) {
    return new Id128((long) LONG.get(bytes, offset), (long) LONG.get(bytes, offset + 8));
  }

  /**
   * Reads an id from its 32 lower-case hexadecimal digits.
   *
   * @throws IllegalArgumentException if {@code hex} is anything else
   */
  public static Id128 parse(String hex) {
    if (hex.length() != 2 * SIZE) {
      throw new IllegalArgumentException("an id has 32 hexadecimal digits, not " + hex.length());
    }
    Id128 id = get(HexFormat.of().parseHex(hex), 0);
    if (!id.toString().equals(hex)) {
      throw new IllegalArgumentException("an id is written in lower case: " + hex);
    }
    return id;
  }

  /** Writes this id to {@code bytes[offset .. offset+15]}. */
  public void put(byte[] bytes, int offset) {
    LONG.set(bytes, offset, high);
    LONG.set(bytes, offset + 8, low);
  }

  /** Returns whether {@code bytes[offset .. offset+15]} hold this id; allocates nothing. */
  public boolean isAt(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset) == high && (long) LONG.get(bytes, offset + 8) == low;
  }

  /** Returns whether all sixteen bytes are zero. */
  public boolean isZero() {
    return (high | low) == 0;
  }

  /** Returns the 32 lower-case hexadecimal digits of the bytes in order. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }
}
