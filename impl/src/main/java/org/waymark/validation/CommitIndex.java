package org.waymark.validation;

import java.util.Arrays;

/**
 * The latest admitted writer of each page: the memory behind <em>first committer wins</em>.
 *
 * <p>A transaction that began at {@code beginSeq} loses if a page it writes has a writer with a
 * higher sequence. The index therefore keeps one number per page, the latest, and it is told of a
 * writer when that is <em>admitted</em>, not when it is durable: two transactions that wait for the
 * same barrier must already see one another.
 *
 * <p>Nothing may ask about a snapshot below the floor, so a writer at or below the floor can never
 * again be a conflict and may be forgotten. Pages stand in a list ordered by their latest writer,
 * so that forgetting takes from its old end and touches nothing else. A page written again moves to
 * the new end; memory is bounded by the distinct pages, however often one of them is written.
 *
 * <pre>
 *   oldest                                newest
 *  page 7 @ 41  ⇄  page 2 @ 57  ⇄  page 9 @ 57          prune(56) forgets page 7
 * </pre>
 *
 * <p>When a lease that held the floor down for long is released, millions of writers fall below the
 * floor at once. To forget them all there and then would stop every commit for as long as that
 * takes, so {@link #prune} forgets a few and later calls some more, each in proportion to its own
 * work. No answer depends on how far that has come: a writer at or below the floor conflicts with
 * nothing, and it gives up its place as soon as that is needed.
 *
 * <p>Pages are unsigned 64-bit numbers greater than 0. Page sets come strictly ascending (as
 * unsigned numbers) and are neither changed nor kept. Not thread-safe: guarded by the coordinator's
 * state lock.
 */
public final class CommitIndex {

  /** The largest limit: what one array can hold. */
  public static final int MAX_PAGES = 1 << 29;

  private static final long[] NO_PAGES = {};
  private static final int NONE = -1;
  private static final int INITIAL_ENTRIES = 64;

  /** How many writers one {@link #prune} forgets. */
  private static final int PRUNE_STEP = 256;

  /** How many writers are forgotten per page recorded: more than one, so as to catch up. */
  private static final int FORGET_PER_PAGE = 2;

  private final int maxPages;
  private final HashIndex byPage = new HashIndex();

  /** Entry e is a page at 2e and its latest writer at 2e + 1: one cache line answers a lookup. */
  private long[] entries;

  /** The neighbour with the next older writer; of an entry not in use, the next such entry. */
  private int[] older;

  private int[] newer;
  private int oldest = NONE;
  private int newest = NONE;
  private int unused = NONE;
  private int everUsed;
  private long lastSequence;
  private long floor;

  /**
   * Creates an empty index with floor 0.
   *
   * @param maxPages how many distinct pages it may remember, 1 to {@link #MAX_PAGES}
   */
  public CommitIndex(int maxPages) {
    if (maxPages < 1 || maxPages > MAX_PAGES) {
      throw new IllegalArgumentException(
          "maxPages must be 1 to " + MAX_PAGES + ", was " + maxPages);
    }
    this.maxPages = maxPages;
    int capacity = Math.min(maxPages, INITIAL_ENTRIES);
    this.entries = new long[2 * capacity];
    this.older = new int[capacity];
    this.newer = new int[capacity];
  }

  /**
   * Returns those of {@code pages} that were written after {@code beginSeq}, in the same order.
   *
   * @return an array of the caller's own, or one shared empty array if there is no conflict
   * @throws IllegalArgumentException if {@code beginSeq} is below the floor: the index has
   *     forgotten what it would need to answer
   */
  public long[] conflicts(long[] pages, long beginSeq) {
    if (beginSeq < floor) {
      throw new IllegalArgumentException("beginSeq " + beginSeq + " is below the floor " + floor);
    }
    long[] found = NO_PAGES;
    int count = 0;
    for (int i = 0; i < pages.length; i++) {
      int entry = entryOf(pages[i]);
      if (entry != NONE && entries[2 * entry + 1] > beginSeq) {
        if (count == 0) {
          found = new long[pages.length - i];
        }
        found[count++] = pages[i];
      }
    }
    return count == found.length ? found : Arrays.copyOf(found, count);
  }

  /** Whether {@link #record} with these pages stays within the limit. */
  public boolean hasRoomFor(long[] pages) {
    if (pages.length > maxPages - size()) {
      forget(pages.length);
    }
    int free = maxPages - size();
    if (pages.length <= free) {
      return true;
    }
    int fresh = 0;
    for (long page : pages) {
      if (entryOf(page) == NONE && ++fresh > free) {
        return false;
      }
    }
    return true;
  }

  /**
   * Remembers that the transaction admitted under {@code sequence} writes {@code pages}.
   *
   * @param sequence above the floor and above every sequence recorded before
   * @throws IllegalStateException if there is no room; nothing was changed
   */
  public void record(long[] pages, long sequence) {
    if (sequence <= lastSequence || sequence <= floor) {
      throw new IllegalArgumentException(
          "sequence %d is not above the last, %d, and the floor, %d"
              .formatted(sequence, lastSequence, floor));
    }
    if (!hasRoomFor(pages)) {
      throw new IllegalStateException("no room for more than " + maxPages + " pages");
    }
    lastSequence = sequence;
    forget(FORGET_PER_PAGE * pages.length);
    for (long page : pages) {
      int entry = entryOf(page);
      if (entry == NONE) {
        entry = newEntry(page);
      } else {
        unlink(entry);
      }
      entries[2 * entry + 1] = sequence;
      linkAsNewest(entry);
    }
  }

  /**
   * Raises the floor: writers with a sequence at or below it are forgotten, a few now and the
   * others in the course of later calls. A floor below the present one has no effect on it.
   */
  public void prune(long floor) {
    this.floor = Math.max(this.floor, floor);
    forget(PRUNE_STEP);
  }

  /** How many distinct pages take up room, including those that are yet to be forgotten. */
  public int size() {
    return byPage.size();
  }

  /**
   * Forgets the oldest writers as long as they are at or below the floor, {@code atMost} so many.
   */
  private void forget(int atMost) {
    for (int i = 0; i < atMost && oldest != NONE && entries[2 * oldest + 1] <= floor; i++) {
      int entry = oldest;
      unlink(entry);
      byPage.remove(HashIndex.hash(entries[2 * entry]), entry);
      older[entry] = unused;
      unused = entry;
    }
  }

  private int entryOf(long page) {
    int hash = HashIndex.hash(page);
    for (int at = byPage.find(hash); at != HashIndex.NONE; at = byPage.findNext(hash, at)) {
      int entry = byPage.entry(at);
      if (entries[2 * entry] == page) {
        return entry;
      }
    }
    return NONE;
  }

  private int newEntry(long page) {
    int entry = unused;
    if (entry != NONE) {
      unused = older[entry];
    } else {
      if (everUsed == older.length) {
        grow();
      }
      entry = everUsed++;
    }
    entries[2 * entry] = page;
    byPage.add(HashIndex.hash(page), entry);
    return entry;
  }

  private void grow() {
    int capacity = (int) Math.min(maxPages, 2L * older.length);
    entries = Arrays.copyOf(entries, Math.multiplyExact(2, capacity));
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
