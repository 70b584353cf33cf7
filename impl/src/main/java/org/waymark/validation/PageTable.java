package org.waymark.validation;

import java.util.Arrays;

/**
 * Pages with a few numbers each, found by page, and in the order in which they were last touched.
 *
 * <pre>
 *   oldest                                newest
 *  page 7       ⇄  page 2       ⇄  page 9
 * </pre>
 *
 * <p>An entry is a small number that stands for a page until it is removed. Not thread-safe.
 */
final class PageTable {

  /** Stands for "no entry". */
  static final int NONE = -1;

  private static final int INITIAL_ENTRIES = 64;

  private final int maxPages;

  /** How many longs an entry has: its page, then its words. */
  private final int stride;

  private final HashIndex byPage = new HashIndex();

  /** Entry e stands at e × stride, its page first: one cache line answers a lookup. */
  private long[] entries;

  /** The neighbour touched before; of an entry not in use, the next such entry. */
  private int[] older;

  private int[] newer;
  private int oldest = NONE;
  private int newest = NONE;
  private int unused = NONE;
  private int everUsed;

  /**
   * Creates an empty table.
   *
   * @param words how many numbers each page has
   * @param maxPages the most pages
   */
  PageTable(int words, int maxPages) {
    this.maxPages = maxPages;
    this.stride = 1 + words;
    int capacity = Math.min(maxPages, INITIAL_ENTRIES);
    this.entries = new long[stride * capacity];
    this.older = new int[capacity];
    this.newer = new int[capacity];
  }

  /** Returns the entry of a page, or {@link #NONE}. */
  int find(long page) {
    int hash = HashIndex.hash(page);
    for (int at = byPage.find(hash); at != HashIndex.NONE; at = byPage.findNext(hash, at)) {
      int entry = byPage.entry(at);
      if (entries[stride * entry] == page) {
        return entry;
      }
    }
    return NONE;
  }

  /**
   * Returns the entry of a page, as the newest; made, with words of 0, if there was none.
   *
   * @throws IllegalStateException if there is no room for it
   */
  int touch(long page) {
    int entry = find(page);
    if (entry == NONE) {
      return add(page);
    }
    if (entry != newest) {
      unlink(entry);
      linkAsNewest(entry);
    }
    return entry;
  }

  /** Removes an entry; its number may stand for another page from now on. */
  void remove(int entry) {
    unlink(entry);
    byPage.remove(HashIndex.hash(entries[stride * entry]), entry);
    older[entry] = unused;
    unused = entry;
  }

  /** Returns the entry touched longest ago, or {@link #NONE}. */
  int oldest() {
    return oldest;
  }

  /** Returns how many pages there are. */
  int size() {
    return byPage.size();
  }

  /** Returns a word of an entry, by its number from 0. */
  long word(int entry, int which) {
    return entries[stride * entry + 1 + which];
  }

  /** Sets a word of an entry. */
  void set(int entry, int which, long value) {
    entries[stride * entry + 1 + which] = value;
  }

  private int add(long page) {
    if (size() == maxPages) {
      throw new IllegalStateException("no room for more than " + maxPages + " pages");
    }
    int entry = unused;
    if (entry != NONE) {
      unused = older[entry];
    } else {
      if (everUsed == older.length) {
        grow();
      }
      entry = everUsed++;
    }
    int at = stride * entry;
    entries[at] = page;
    Arrays.fill(entries, at + 1, at + stride, 0);
    byPage.add(HashIndex.hash(page), entry);
    linkAsNewest(entry);
    return entry;
  }

  private void grow() {
    int capacity = (int) Math.min(maxPages, 2L * older.length);
    entries = Arrays.copyOf(entries, Math.multiplyExact(stride, capacity));
    older = Arrays.copyOf(older, capacity);
    newer = Arrays.copyOf(newer, capacity);
  }

  private void linkAsNewest(int entry) {
    older[entry] = newest;
    newer[entry] = NONE;
    if (newest == NONE) {
      oldest = entry;
    } else {
      newer[newest] = entry;
    }
    newest = entry;
  }

  private void unlink(int entry) {
    if (older[entry] == NONE) {
      oldest = newer[entry];
    } else {
      newer[older[entry]] = newer[entry];
    }
    if (newer[entry] == NONE) {
      newest = older[entry];
    } else {
      older[newer[entry]] = older[entry];
    }
  }
}
