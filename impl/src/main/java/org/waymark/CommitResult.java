package org.waymark;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The final answer to a submission; one sealed family to switch over. Immutable. */
public sealed interface CommitResult extends SubmitResult {

  /** Returns the answer's name as it stands in output, traces and metrics. */
  String name();

  /**
   * The commit exists: its marker and those of all its predecessors are durable.
   *
   * @param sequence the commit sequence, 1 or more
   * @param time the commit time in Unix nanoseconds, above that of every earlier commit
   */
  record Committed(long sequence, long time) implements CommitResult {
    @Override
    public String name() {
      return "committed";
    }
  }

  /**
   * A read-only transaction was admitted: all that is admitted has a serial order in which this one
   * reads what its snapshot shows. The place it has there need not be between {@code beginSeq} and
   * the next sequence. In a log with snapshot isolation nothing but the snapshot was asked for, and
   * nothing more is said.
   *
   * @param beginSeq where it began, which is where it ends
   */
  record SerializableAt(long beginSeq) implements CommitResult {
    @Override
    public String name() {
      return "serializable_at";
    }
  }

  /**
   * First committer wins: another commit after my snapshot wrote pages that I write. Begin anew,
   * when the tip has risen: the other may still be pending, and no snapshot shows it before.
   */
  final class FcwConflict implements CommitResult {
    private final long[] pages;

    FcwConflict(long[] pages) {
      this.pages = pages;
    }

    /** Returns the pages in conflict, ascending (unsigned), distinct; a fresh copy. */
    public long[] pages() {
      return pages.clone();
    }

    @Override
    public String name() {
      return "fcw_conflict";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof FcwConflict that && Arrays.equals(pages, that.pages);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(pages);
    }

    @Override
    public String toString() {
      return Arrays.stream(pages)
          .mapToObj(Long::toUnsignedString)
          .collect(Collectors.joining(", ", "FcwConflict[pages=", "]"));
    }
  }

  /**
   * Serializable snapshot isolation: with me there would be two rw-antidependencies in a row,
   * {@code in → pivot → out}, each from one who read a page to one who overwrote what was read, of
   * which {@code out} ended no later than the others; {@code in} and {@code out} may be one. Begin
   * anew, when the tip has reached {@code out}, or {@code with} if that is the pivot: they may
   * still be pending, and an earlier snapshot would meet the same.
   *
   * @param structure where I stand in it
   * @param with the other one of {@code in} and {@code pivot}: its sequence, or the {@code
   *     beginSeq} of one that only read
   * @param withOnlyRead whether {@code with} only read, so that the number is where it began
   * @param out the sequence of {@code out}
   */
  record SsiConflict(Structure structure, long with, boolean withOnlyRead, long out)
      implements CommitResult {

    /** Where the refused transaction stands. */
    public enum Structure {
      /** I am the pivot: {@code with} read what I write, and {@code out} wrote what I read. */
      PIVOT,
      /**
       * I read what the pivot, {@code with}, overwrote, and it had read what {@code out} overwrote.
       * It is admitted, so it will commit if it has not yet.
       */
      COMMITTED_PIVOT;

      /** Returns the name as it stands in output: {@code pivot}, {@code committed_pivot}. */
      @Override
      public String toString() {
        return name().toLowerCase(Locale.ROOT);
      }
    }

    @Override
    public String name() {
      return "ssi_conflict";
    }
  }

  /** New submissions are no longer taken. */
  record ShuttingDown() implements CommitResult {
    @Override
    public String name() {
      return "shutting_down";
    }
  }

  /**
   * The snapshot began below what can still be validated: below the floor, or before the last W
   * commits.
   *
   * @param floor the lowest {@code beginSeq} that can
   */
  record SnapshotTooOld(long floor) implements CommitResult {
    @Override
    public String name() {
      return "snapshot_too_old";
    }
  }

  /** The snapshot claims to have begun above the {@code tip}. */
  record SnapshotInTheFuture(long tip) implements CommitResult {
    @Override
    public String name() {
      return "snapshot_in_the_future";
    }
  }

  /**
   * This submission did not commit and never will. If the cause is a {@link
   * ValidationLimitException} nothing was wrong with it, and it may be submitted again.
   */
  record NotCommitted(Throwable cause) implements CommitResult {
    @Override
    public String name() {
      return "not_committed";
    }
  }

  /**
   * The log halted after the write holding this commit's marker had started: only recovery can tell
   * whether the commit exists. A retry with the same token after reopening gets the truth.
   */
  record OutcomeUnknown(Throwable cause) implements CommitResult {
    @Override
    public String name() {
      return "outcome_unknown";
    }
  }
}
