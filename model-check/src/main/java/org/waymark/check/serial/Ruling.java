package org.waymark.check.serial;

/**
 * What becomes of a transaction, me, and for whose sake. Immutable.
 *
 * @param verdict what becomes of me
 * @param conflicts the pages that I write and another wrote after I began, a mask; 0 unless first
 *     committer wins
 * @param with in a dangerous structure, the end of the other one of {@code in} and the pivot; else
 *     0
 * @param withOnlyRead whether that other one only read
 * @param out in a dangerous structure, the lowest end that the pivot points to; else 0
 */
public record Ruling(Verdict verdict, int conflicts, int with, boolean withOnlyRead, int out) {

  /** I am part of the history. */
  public static final Ruling ADMITTED = new Ruling(Verdict.ADMITTED, 0, 0, false, 0);

  /** Returns that another wrote these pages. */
  static Ruling conflict(int pages) {
    return new Ruling(Verdict.FCW_CONFLICT, pages, 0, false, 0);
  }

  /** Returns that I would be the pivot between these. */
  static Ruling pivot(int with, boolean withOnlyRead, int out) {
    return new Ruling(Verdict.PIVOT, 0, with, withOnlyRead, out);
  }

  /** Returns that I would point at a pivot, which points to {@code out}. */
  static Ruling committedPivot(int with, int out) {
    return new Ruling(Verdict.COMMITTED_PIVOT, 0, with, false, out);
  }

  /** Whether I am part of the history. */
  public boolean admits() {
    return verdict == Verdict.ADMITTED;
  }
}
