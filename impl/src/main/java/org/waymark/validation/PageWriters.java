package org.waymark.validation;

import java.util.Arrays;

/**
 * All admitted writers of all pages above the floor, in the order of their sequences.
 *
 * <p>Each is known by a number that counts up and is never used again. The writers of one page hang
 * together, from the newest to the oldest:
 *
 * <pre>
 *   number    12   13   14   15   16   17   18
 *   page       a    b    a    c    a    b    a       first = 14: 12 and 13 are forgotten
 *             [ ]  [ ] &lt;--------- &lt;--------- &lt;-
 * </pre>
 *
 * <p>Since sequences rise, the oldest number belongs to the lowest sequence of all, so forgetting
 * takes from that end; a link to a number below the first leads nowhere. To find the first writer
 * of a page after some snapshot takes a number of steps that grows with the logarithm of how many
 * came after it, by the jumps of Myers's random-access stack (E. W. Myers, An applicative
 * random-access stack, Information Processing Letters 17(5), 1983).
 *
 * <p>Not thread-safe.
 */
final class PageWriters {

  /** Stands for "no writer". */
  static final long NONE = -1;

  private static final int INITIAL = 64;

  /** Rings by number: what each writer is, and its links. */
  private long[] sequences = new long[INITIAL];

  private long[] lowestOuts = new long[INITIAL];
  private long[] older = new long[INITIAL];
  private long[] jumps = new long[INITIAL];
  private int[] depths = new int[INITIAL];

  /** The lowest number that is not forgotten; {@code next} if there is none. */
  private long first;

  private long next;

  /**
   * Adds a writer.
   *
   * @param before the newest writer of that page so far; {@link #NONE} or forgotten if none
   * @param sequence above all before
   * @param lowestOut the lowest sequence that it has an rw-edge to, or {@link
   *     Antidependencies#NOBODY}
   * @return its number
   */
  long add(long before, long sequence, long lowestOut) {
    if (size() == sequences.length) {
      grow();
    }
    long writer = next++;
    int at = at(writer);
    sequences[at] = sequence;
    lowestOuts[at] = lowestOut;
    boolean isFirst = !isKnown(before);
    older[at] = isFirst ? NONE : before;
    jumps[at] = isFirst ? NONE : jumpOver(before);
    depths[at] = isFirst ? 0 : depths[at(before)] + 1;
    return writer;
  }

  /** Two jumps of one length in a row make one of both and a step. */
  private long jumpOver(long before) {
    long one = jumps[at(before)];
    if (!isKnown(one)) {
      return before;
    }
    long two = jumps[at(one)];
    if (!isKnown(two)) {
      return before;
    }
    int here = depths[at(before)];
    int there = depths[at(one)];
    return here - there == there - depths[at(two)] ? two : before;
  }

  /**
   * Returns the first writer of a page after {@code beginSeq}, or {@link #NONE}.
   *
   * @param newest the newest writer of the page, or {@link #NONE}
   */
  long firstAfter(long newest, long beginSeq) {
    if (!isAfter(newest, beginSeq)) {
      return NONE;
    }
    long found = newest;
    while (isAfter(older[at(found)], beginSeq)) {
      long jump = jumps[at(found)];
      found = isAfter(jump, beginSeq) ? jump : older[at(found)];
    }
    return found;
  }

  private boolean isAfter(long writer, long beginSeq) {
    return isKnown(writer) && sequences[at(writer)] > beginSeq;
  }

  /** Tells whether a writer is remembered. */
  boolean isKnown(long writer) {
    return writer >= first;
  }

  /** Returns the sequence of a known writer. */
  long sequence(long writer) {
    return sequences[at(writer)];
  }

  /** Returns the lowest sequence that a known writer had an rw-edge to when it was admitted. */
  long lowestOut(long writer) {
    return lowestOuts[at(writer)];
  }

  /** Returns the oldest known writer, or {@link #NONE}. */
  long oldest() {
    return first == next ? NONE : first;
  }

  /** Forgets the oldest known writer. */
  void forgetOldest() {
    first++;
  }

  /** Returns how many writers are known. */
  int size() {
    return (int) (next - first);
  }

  private int at(long writer) {
    return (int) writer & (sequences.length - 1);
  }

  private void grow() {
    int capacity = sequences.length;
    sequences = Arrays.copyOf(sequences, 2 * capacity);
    lowestOuts = Arrays.copyOf(lowestOuts, 2 * capacity);
    older = Arrays.copyOf(older, 2 * capacity);
    jumps = Arrays.copyOf(jumps, 2 * capacity);
    depths = Arrays.copyOf(depths, 2 * capacity);
    // Whoever has the added bit set in their number moves to the other half.
    for (long writer = first; writer < next; writer++) {
      int from = (int) writer & (capacity - 1);
      int to = at(writer);
      if (from != to) {
        sequences[to] = sequences[from];
        lowestOuts[to] = lowestOuts[from];
        older[to] = older[from];
        jumps[to] = jumps[from];
        depths[to] = depths[from];
      }
    }
  }
}
