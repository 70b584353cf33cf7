package org.waymark;

import java.util.random.RandomGenerator;

/**
 * Sixteen opaque bytes, chosen by the client, that name a transaction for safe retry. Immutable.
 *
 * @param high the first eight bytes, big-endian
 * @param low the last eight bytes, big-endian
 */
public record TxnToken(long high, long low) {

  /** Draws a token; 128 random bits do not meet again in practice. */
  public static TxnToken random(RandomGenerator random) {
    return new TxnToken(random.nextLong(), random.nextLong());
  }

  /**
   * Reads 32 hexadecimal digits.
   *
   * @throws IllegalArgumentException if {@code hex} is anything else
   */
  public static TxnToken parse(String hex) {
    return new TxnToken(HexDigits.high("token", hex), HexDigits.low(hex));
  }

  /** Returns 32 hexadecimal digits. */
  @Override
  public String toString() {
    return HexDigits.of(high, low);
  }
}
