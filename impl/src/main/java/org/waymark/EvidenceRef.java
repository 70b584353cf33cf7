package org.waymark;

/**
 * Sixteen opaque bytes by which a client names, in a store of its own, something that it saw: the
 * witness of a read or a write, or an rw-edge. Immutable.
 *
 * <p>The commit proof records the references of a {@linkplain Submission#withEvidence submission}
 * for whoever reads the log. Nothing else looks at them: what they name is not sought, any value is
 * one, and no decision depends on them.
 *
 * @param high the first eight bytes, big-endian
 * @param low the last eight bytes, big-endian
 */
public record EvidenceRef(long high, long low) {

  /**
   * Reads 32 hexadecimal digits.
   *
   * @throws IllegalArgumentException if {@code hex} is anything else
   */
  public static EvidenceRef parse(String hex) {
    return new EvidenceRef(HexDigits.high("evidence reference", hex), HexDigits.low(hex));
  }

  /** Returns 32 hexadecimal digits. */
  @Override
  public String toString() {
    return HexDigits.of(high, low);
  }
}
