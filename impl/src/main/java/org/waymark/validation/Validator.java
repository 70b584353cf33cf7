package org.waymark.validation;

import org.jspecify.annotations.Nullable;

/**
 * Decides which transactions may be admitted: <em>first committer wins</em> by the {@link
 * CommitIndex}, and in a serializable log dangerous structures by the {@link Antidependencies}.
 *
 * <p>Of a transaction {@link #conflicts}, {@link #danger} and {@link #hasRoomFor} are asked, in
 * this order; then it is recorded; all of it under one hold of the lock.
 *
 * <p>Page sets come strictly ascending (as unsigned numbers), without 0, and are neither changed
 * nor kept. Not thread-safe: guarded by the coordinator's state lock.
 */
public final class Validator {

  /** The largest limit: what one array can hold. */
  public static final int MAX_LIMIT = 1 << 28;

  private final CommitIndex latest;

  /** Null in a log with snapshot isolation, which has no use for it. */
  private final @Nullable Antidependencies antidependencies;

  private final int limit;

  /**
   * Creates one that remembers nobody.
   *
   * @param serializable whether dangerous structures are refused
   * @param limit how many pages, and how many writers of pages, it may remember, 1 to {@value
   *     #MAX_LIMIT}
   */
  public Validator(boolean serializable, int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", was " + limit);
    }
    this.latest = new CommitIndex(limit);
    this.antidependencies = serializable ? new Antidependencies(limit) : null;
    this.limit = limit;
  }

  /**
   * Returns the pages that another has written after the snapshot began; see {@link
   * CommitIndex#conflicts}.
   */
  public long[] conflicts(long[] written, long beginSeq) {
    return latest.conflicts(written, beginSeq);
  }

  /**
   * Returns the dangerous structure that a transaction would complete, or null; see {@link
   * Antidependencies#danger}.
   */
  public @Nullable Danger danger(long[] written, long[] read, long beginSeq) {
    // Who read nothing points at nobody, so is neither the pivot nor in front of one.
    return antidependencies == null || read.length == 0
        ? null
        : antidependencies.danger(written, read, beginSeq);
  }

  /** Whether a transaction with these pages can be remembered within the limit. */
  public boolean hasRoomFor(long[] written, long[] read, long beginSeq) {
    return latest.hasRoomFor(written)
        && (antidependencies == null || antidependencies.hasRoomFor(written, read, beginSeq));
  }

  /**
   * Remembers a transaction that was admitted to write, for which there is room.
   *
   * @param sequence its sequence, above all recorded before
   */
  public void record(long[] written, long[] read, long beginSeq, long sequence) {
    latest.record(written, sequence);
    if (antidependencies != null) {
      antidependencies.record(written, read, beginSeq, sequence);
    }
  }

  /** Remembers a transaction that was admitted to read only, for which there is room. */
  public void recordReader(long[] read, long beginSeq) {
    if (antidependencies != null) {
      antidependencies.recordReader(read, beginSeq);
    }
  }

  /** Raises the floor: nobody will ask about a snapshot below it any more. */
  public void prune(long floor) {
    latest.prune(floor);
    if (antidependencies != null) {
      antidependencies.prune(floor);
    }
  }

  /** How many pages, and how many writers of pages, may be remembered. */
  public int limit() {
    return limit;
  }

  /** How much of the limit is taken, including what is yet to be forgotten. */
  public int size() {
    return antidependencies == null
        ? latest.size()
        : Math.max(latest.size(), antidependencies.size());
  }

  /** True when half of the limit is taken. */
  public boolean wantsPruning() {
    return size() >= limit / 2;
  }
}
