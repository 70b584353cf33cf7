package org.waymark;

import java.util.HexFormat;

/** The 32 hexadecimal digits by which sixteen opaque bytes are written down. */
final class HexDigits {
  private static final int COUNT = 32;

  private HexDigits() {}

  /** Returns 32 lower-case digits, the bytes of {@code high} first. */
  static String of(long high, long low) {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }

  /**
   * Reads the first eight bytes of 32 digits in either case.
   *
   * @param argument what the digits stand for, for the message
   * @throws IllegalArgumentException if {@code hex} is anything else
   */
  static long high(String argument, String hex) {
    if (hex.length() != COUNT) {
      throw new IllegalArgumentException(
          argument + " must be 32 hexadecimal digits, not '" + hex + "'");
    }
    return HexFormat.fromHexDigitsToLong(hex, 0, COUNT / 2);
  }

  /** Reads the last eight bytes of 32 digits, which {@link #high} has counted. */
  static long low(String hex) {
    return HexFormat.fromHexDigitsToLong(hex, COUNT / 2, COUNT);
  }
}
