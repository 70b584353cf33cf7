package org.waymark;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.waymark.log.Proof;

/**
 * What a transaction hands to the coordinator: who it is, where it began, which pages it read and
 * wrote, the handle of its capsule, and the evidence it wants recorded. It carries no payload.
 * Immutable.
 *
 * <p>A submission that writes has a capsule and at least one written page; one that only reads has
 * neither. A retry repeats the submission as it was, token, snapshot and capsule content alike; it
 * is recognised by the token and the content, and what the first try had recorded stays.
 */
public final class Submission {
  private static final long[] NO_PAGES = {};

  private final TxnToken token;
  private final long beginSeq;
  private final long[] written;
  private final long[] read;
  private final List<EvidenceRef> evidence;
  private final @Nullable CapsuleHandle capsule;

  private Submission(
      TxnToken token,
      long beginSeq,
      long[] written,
      long[] read,
      List<EvidenceRef> evidence,
      @Nullable CapsuleHandle capsule) {
    this.token = Objects.requireNonNull(token, "token");
    if (beginSeq < 0) {
      throw new IllegalArgumentException("beginSeq must be 0 or more, not " + beginSeq);
    }
    this.beginSeq = beginSeq;
    this.written = written;
    this.read = read;
    this.evidence = evidence;
    this.capsule = capsule;
  }

  /**
   * Begins a submission of a transaction that writes. {@link #writing} and {@link #reading} say
   * which pages, {@link #withEvidence} gives evidence; each replaces what was said before.
   *
   * @param beginSeq the tip at which its snapshot began, 0 or more
   * @throws IllegalArgumentException if {@code beginSeq} is negative
   */
  public static Submission of(TxnToken token, long beginSeq, CapsuleHandle capsule) {
    Objects.requireNonNull(capsule, "capsule");
    return new Submission(token, beginSeq, NO_PAGES, NO_PAGES, List.of(), capsule);
  }

  /**
   * Begins a submission of a transaction that only reads.
   *
   * @throws IllegalArgumentException if {@code beginSeq} is negative
   */
  public static Submission readOnly(TxnToken token, long beginSeq) {
    return new Submission(token, beginSeq, NO_PAGES, NO_PAGES, List.of(), null);
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
    return new Submission(token, beginSeq, pageSet("written page", pages), read, evidence, capsule);
  }

  /**
   * Returns this submission with these pages, a superset of what the transaction read, as its read
   * set, in any order; repetitions count once.
   *
   * @throws IllegalArgumentException if a page is 0 or there are more than {@link Limits#MAX_PAGES}
   */
  public Submission reading(long... pages) {
    return new Submission(token, beginSeq, written, pageSet("read page", pages), evidence, capsule);
  }

  /**
   * Returns this submission with these references as the evidence that its commit proof records: in
   * this order, a repetition like any other.
   *
   * <p>Nothing is decided by them. Validation takes the transaction's dependencies from the page
   * sets alone, so two submissions that differ in nothing else get the same answer. A transaction
   * that only reads has no proof that could record them.
   *
   * @throws IllegalArgumentException if there are more than {@link Limits#MAX_EVIDENCE}, or there
   *     are any and this submission only reads
   */
  public Submission withEvidence(EvidenceRef... references) {
    if (references.length > Limits.MAX_EVIDENCE) {
      throw new IllegalArgumentException(
          "evidence references must be at most "
              + Limits.MAX_EVIDENCE
              + ", not "
              + references.length);
    }
    if (capsule == null && references.length > 0) {
      throw new IllegalArgumentException(
          "evidence references need a capsule: who only reads has no proof to record them");
    }
    return new Submission(token, beginSeq, written, read, List.of(references), capsule);
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

  /** Returns the references to be recorded as evidence, in the client's order; unmodifiable. */
  public List<EvidenceRef> evidence() {
    return evidence;
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

  /** The bytes of its proof. */
  int proofLength() {
    return Proof.lengthOf(written.length + read.length, evidence.size());
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
        + ", evidence="
        + evidence.size()
        + ", capsule="
        + capsule
        + "]";
  }
}
