package org.waymark;

/**
 * The identity of a capsule's content: a 128-bit digest, equal for equal bytes in every
 * incarnation. Immutable.
 *
 * @param high the first eight bytes, big-endian
 * @param low the last eight bytes, big-endian
 */
public record CapsuleId(long high, long low) {

  /** Returns 32 hexadecimal digits. */
  @Override
  public String toString() {
    return HexDigits.of(high, low);
  }
}
