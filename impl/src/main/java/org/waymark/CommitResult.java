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
   * A read-only transaction was admitted; it takes its place in the order right after {@code
   * beginSeq}.
   */
  record SerializableAt(long beginSeq) implements CommitResult {
    @Override
    public String name() {
      return "serializable_at";
    }
  }

  /** First committer wins: another commit after my snapshot wrote pages that I write. */
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
   * which {@code out} ended first. Begin anew; the snapshot will then be another.
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
      /** I read what the pivot, {@code with}, overwrote, and it had read what {@code out} did. */
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

  /** The snapshot began below what can still be validated; {@code floor} is the lowest that can. */
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

  /** The submission did not commit and never will. */
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
