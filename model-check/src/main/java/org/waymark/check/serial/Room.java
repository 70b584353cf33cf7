package org.waymark.check.serial;

import java.util.Arrays;

/**
 * How much of what a coordinator may remember is taken, by the words of the protocol: the pages
 * that somebody touched above the floor, and the writers of pages there. Sets of pages are masks.
 * For one thread.
 */
public final class Room {
  private static final int MOST_PAGES = 8;

  private final History history;

  /** Of each page the highest sequence when it was touched last; 0 if it never was. */
  private final int[] touched = new int[MOST_PAGES];

  /** Begins empty; the history is the caller's, who adds to it. */
  public Room(History history) {
    this.history = history;
  }

  /** Forgets who touched what. */
  public void clear() {
    Arrays.fill(touched, 0);
  }

  /**
   * Tells whether a transaction can be remembered above the floor.
   *
   * @param limit how many pages, and how many writers of pages
   */
  public boolean isEnoughFor(int begin, int read, int written, int floor, int limit) {
    if (!isRemembered(begin, written, floor)) {
      return true;
    }
    int pages = read | written;
    for (int page = 0; page < MOST_PAGES; page++) {
      pages |= touched[page] > floor ? 1 << page : 0;
    }
    int writers = Integer.bitCount(written);
    for (int i = 0; i < history.size(); i++) {
      writers += history.end(i) > floor ? Integer.bitCount(history.written(i)) : 0;
    }
    return Integer.bitCount(pages) <= limit && writers <= limit;
  }

  /** Takes note of the transaction that was added to the history last. */
  public void take(int begin, int read, int written, int floor) {
    if (isRemembered(begin, written, floor)) {
      for (int rest = read | written; rest != 0; rest &= rest - 1) {
        touched[Integer.numberOfTrailingZeros(rest)] = history.last();
      }
    }
  }

  /** Who only read, and ended at the floor, matters to nobody. */
  private static boolean isRemembered(int begin, int written, int floor) {
    return written != 0 || begin > floor;
  }
}
