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

  private static final long[] NO_PAGES = {};

  /** How many writers one {@link #prune} forgets. */
  private static final int PRUNE_STEP = 256;

  /** How many writers are forgotten per page recorded: more than one, so as to catch up. */
  private static final int FORGET_PER_PAGE = 2;

  /** The word of a page: its latest writer. */
  private static final int WRITER = 0;

  private final int maxPages;
  private final PageTable pages;
  private long lastSequence;
  private long floor;

  /**
   * Creates an empty index with floor 0.
   *
   * @param maxPages how many distinct pages it may remember, 1 to {@value Validator#MAX_LIMIT}
   */
  public CommitIndex(int maxPages) {
    this.maxPages = maxPages;
    this.pages = new PageTable(1, maxPages);
  }

  /**
   * Returns those of {@code written} that were written after {@code beginSeq}, in the same order.
   *
   * @return an array of the caller's own, or one shared empty array if there is no conflict
   * @throws IllegalArgumentException if {@code beginSeq} is below the floor: the index has
   *     forgotten what it would need to answer
   */
  public long[] conflicts(long[] written, long beginSeq) {
    if (beginSeq < floor) {
      throw new IllegalArgumentException("beginSeq " + beginSeq + " is below the floor " + floor);
    }
    long[] found = NO_PAGES;
    int count = 0;
    for (int i = 0; i < written.length; i++) {
      int entry = pages.find(written[i]);
      if (entry != PageTable.NONE && pages.word(entry, WRITER) > beginSeq) {
        if (count == 0) {
          found = new long[written.length - i];
        }
        found[count++] = written[i];
      }
    }
    return count == found.length ? found : Arrays.copyOf(found, count);
  }

  /**
   * Whether {@link #record} with these pages stays within the limit. May forget writers at or below
   * the floor, to make room.
   */
  public boolean hasRoomFor(long[] written) {
    if (written.length > maxPages - size()) {
      forget(written.length);
    }
    int free = maxPages - size();
    if (written.length <= free) {
      return true;
    }
    int fresh = 0;
    for (long page : written) {
      if (pages.find(page) == PageTable.NONE && ++fresh > free) {
        return false;
      }
    }
    return true;
  }

  /**
   * Remembers that the transaction admitted under {@code sequence} writes {@code written}.
   *
   * @param sequence above the floor and above every sequence recorded before
   * @throws IllegalStateException if there is no room; nothing was changed
   */
  public void record(long[] written, long sequence) {
    if (sequence <= lastSequence || sequence <= floor) {
      throw new IllegalArgumentException(
          "sequence %d is not above the last, %d, and the floor, %d"
              .formatted(sequence, lastSequence, floor));
    }
    if (!hasRoomFor(written)) {
      throw new IllegalStateException("no room for more than " + maxPages + " pages");
    }
    lastSequence = sequence;
    forget(FORGET_PER_PAGE * written.length);
    for (long page : written) {
      pages.set(pages.touch(page), WRITER, sequence);
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
    return pages.size();
  }

  /**
   * Forgets the oldest writers as long as they are at or below the floor, {@code atMost} so many.
   */
  private void forget(int atMost) {
    for (int i = 0; i < atMost && isOver(pages.oldest()); i++) {
      pages.remove(pages.oldest());
    }
  }

  private boolean isOver(int entry) {
    return entry != PageTable.NONE && pages.word(entry, WRITER) <= floor;
  }
}
