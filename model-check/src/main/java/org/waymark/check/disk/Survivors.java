package org.waymark.check.disk;

/**
 * Which of the dirty pages had reached the medium when writing them back failed.
 *
 * <p>Of a file: bit <i>i</i> of {@code bits} speaks for the <i>i</i>-th of its dirty 4 KiB pages,
 * counted from the front and modulo 63, and bit 63 for its size. Of the directory: bit <i>i</i>
 * speaks for the <i>i</i>-th of its changed names, sorted, modulo 63. What reached the medium is
 * what was cached when the force began.
 *
 * @param bits 0 for none, -1 for all
 * @param undecided whether the bits mean nothing, and a power loss may leave each version of each
 *     sector still, although no force will ever write it. Bounded by the first force after the page
 *     is written again
 */
public record Survivors(long bits, boolean undecided) {

  /** The medium is old. */
  public static final Survivors NONE = new Survivors(0, false);

  /** Each version may be on the medium; nobody knows before the power is off. */
  public static final Survivors UNDECIDED = new Survivors(0, true);

  private static final int SIZE_BIT = 63;

  /** Returns those of the pages whose bits are set, see above. */
  public static Survivors pages(long bits) {
    return new Survivors(bits, false);
  }

  boolean page(int ordinal) {
    return (bits >>> (ordinal % SIZE_BIT) & 1) != 0;
  }

  boolean size() {
    return bits < 0;
  }
}
