package org.waymark.check.serial;

/** Sets of pages as bit masks, of which bit 0 stands for page 1, and as a log takes them. */
public final class Pages {

  private Pages() {}

  /** Returns the numbers of the pages of a mask, ascending. */
  public static long[] of(int mask) {
    long[] pages = new long[Integer.bitCount(mask)];
    int at = 0;
    for (int rest = mask; rest != 0; rest &= rest - 1) {
      pages[at++] = Integer.numberOfTrailingZeros(rest) + 1L;
    }
    return pages;
  }

  /** Returns the mask of some pages, whose numbers are 1 to 32. */
  public static int mask(long[] pages) {
    int mask = 0;
    for (long page : pages) {
      mask |= 1 << (page - 1);
    }
    return mask;
  }
}
