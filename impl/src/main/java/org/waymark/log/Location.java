package org.waymark.log;

/**
 * A place in the capsule log of one incarnation, packed into a {@code long}.
 *
 * <pre>
 *  63                            32 31                             0
 * +--------------------------------+--------------------------------+
 * | capsule segment number (1, 2…) | byte offset in the file        |
 * +--------------------------------+--------------------------------+
 * </pre>
 *
 * <p>Locations of one incarnation order as the places they name. 0 is no place.
 */
public final class Location {

  /** What every record in a capsule segment is aligned to, in bytes. */
  public static final int ALIGNMENT = 8;

  private Location() {}

  /**
   * Packs a place.
   *
   * @throws IllegalArgumentException unless the result {@link #isValid(long)}
   */
  public static long of(int segment, int offset) {
    long location = ((long) segment << 32) | Integer.toUnsignedLong(offset);
    if (!isValid(location)) {
      throw new IllegalArgumentException("no record can be at " + toString(location));
    }
    return location;
  }

  /** Returns the number of the capsule segment. */
  public static int segment(long location) {
    return (int) (location >>> 32);
  }

  /** Returns the byte offset in the segment's file. */
  public static int offset(long location) {
    return (int) location;
  }

  /**
   * Returns whether a record can begin there: the segment number is 1 or more, the offset behind
   * the header page, aligned, and below the largest segment size.
   */
  public static boolean isValid(long location) {
    int offset = offset(location);
    return segment(location) >= 1
        && offset >= CapsuleSegmentHeader.PAGE
        && offset < CapsuleSegmentHeader.MAX_FILE_SIZE
        && offset % ALIGNMENT == 0;
  }

  /** Returns the place as {@code segment:offset}, for messages. */
  public static String toString(long location) {
    return Integer.toUnsignedString(segment(location))
        + ":"
        + Integer.toUnsignedString(offset(location));
  }
}
