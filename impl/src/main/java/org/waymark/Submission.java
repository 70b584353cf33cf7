package org.waymark;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction hands to the coordinator: who it is, where it began, which pages it read and
 * wrote, and the handle of its capsule. It carries no payload. Immutable.
 *
 * <p>A submission that writes has a capsule and at least one written page; one that only reads has
 * neither. A retry repeats the submission as it was, token, snapshot and capsule content alike.
 */
public final class Submission {
  private static final long[] NO_PAGES = {};

  private final TxnToken token;
  private final long beginSeq;
  private final long[] written;
  private final long[] read;
  private final @Nullable CapsuleHandle capsule;

  private Submission(
      TxnToken token, long beginSeq, long[] written, long[] read, @Nullable CapsuleHandle capsule) {
    this.token = Objects.requireNonNull(token, "token");
    if (beginSeq < 0) {
      throw new IllegalArgumentException("beginSeq must be 0 or more, not " + beginSeq);
    }
    this.beginSeq = beginSeq;
    this.written = written;
    this.read = read;
    this.capsule = capsule;
  }

  /**
   * Begins a submission of a transaction that writes. Its pages are added by {@link #writing} and
   * {@link #reading}.
   *
   * @param beginSeq the tip at which its snapshot began, 0 or more
   * @throws IllegalArgumentException if {@code beginSeq} is negative
   */
  public static Submission of(TxnToken token, long beginSeq, CapsuleHandle capsule) {
    Objects.requireNonNull(capsule, "capsule");
    return new Submission(token, beginSeq, NO_PAGES, NO_PAGES, capsule);
  }

  /**
   * Begins a submission of a transaction that only reads.
   *
   * @throws IllegalArgumentException if {@code beginSeq} is negative
   */
  public static Submission readOnly(TxnToken token, long beginSeq) {
    return new Submission(token, beginSeq, NO_PAGES, NO_PAGES, null);
  }

  /**
   * Returns this submission with these pages as its write set, in any order; repetitions count
   * once.
   *
   * @throws IllegalArgumentException if a page is 0, there are more than {@link Limits#MAX_PAGES},
   *     or this submission only reads
   */
  public Submission writing(long... pages) {
    if (capsule == null && pages.length > 0) {
      throw new IllegalArgumentException("written pages need a capsule");
    }
    return new Submission(token, beginSeq, pageSet("written page", pages), read, capsule);
  }

  /**
   * Returns this submission with these pages, a superset of what the transaction read, as its read
   * set.
   *
   * @throws IllegalArgumentException if a page is 0 or there are more than {@link Limits#MAX_PAGES}
   */
  public Submission reading(long... pages) {
    return new Submission(token, beginSeq, written, pageSet("read page", pages), capsule);
  }

  private static long[] pageSet(String argument, long[] pages) {
    if (pages.length == 0) {
      return NO_PAGES;
    }
    long[] sorted = pages.clone();
    // Flipping the sign bit turns unsigned order into the order that sort() knows.
    for (int i = 0; i < sorted.length; i++) {
      if (sorted[i] == 0) {
        throw new IllegalArgumentException(argument + " must not be 0");
      }
      sorted[i] ^= Long.MIN_VALUE;
    }
    Arrays.sort(sorted);
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    if (distinct > Limits.MAX_PAGES) {
      throw new IllegalArgumentException(
          argument + "s must be at most " + Limits.MAX_PAGES + ", not " + distinct);
    }
    long[] set = Arrays.copyOf(sorted, distinct);
    for (int i = 0; i < distinct; i++) {
      set[i] ^= Long.MIN_VALUE;
    }
    return set;
  }

  /** Returns the token that names this transaction. */
  public TxnToken token() {
    return token;
  }

  /** Returns the tip at which the transaction's snapshot began. */
  public long beginSeq() {
    return beginSeq;
  }

  /** Returns the pages written, ascending (unsigned), distinct; a fresh copy. */
  public long[] pagesWritten() {
    return written.clone();
  }

  /** Returns the pages read, ascending (unsigned), distinct; a fresh copy. */
  public long[] pagesRead() {
    return read.clone();
  }

  /** Returns the capsule's handle, or null if the transaction only reads. */
  public @Nullable CapsuleHandle capsule() {
    return capsule;
  }

  /** The write set itself; not to be changed. */
  long[] written() {
    return written;
  }

  /** The read set itself; not to be changed. */
  long[] read() {
    return read;
  }

  /** How many pages both sets have together. */
  int pages() {
    return written.length + read.length;
  }

  @Override
  public String toString() {
    return "Submission["
        + token
        + ", beginSeq="
        + beginSeq
        + ", writes="
        + written.length
        + ", reads="
        + read.length
        + ", capsule="
        + capsule
        + "]";
  }
}
