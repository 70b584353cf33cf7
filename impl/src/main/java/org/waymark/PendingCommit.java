package org.waymark;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One admitted submission on its way to an answer. What it is never changes after admission; its
 * answer is written once, under the state lock, and may be read by anyone.
 */
final class PendingCommit {
  final long sequence;
  final long time;
  final Submission submission;
  final CapsuleHandle capsule;

  /**
   * True once somebody expects this answer from drain; false while every submitter waits for this
   * very object. Guarded by the state lock.
   */
  boolean drainable;

  /**
   * Who waits in the front door for this answer. Guarded by the state lock until drained; then it
   * belongs to the drainer.
   */
  @Nullable Ticket tickets;

  private volatile @Nullable CommitResult answer;

  PendingCommit(long sequence, long time, Submission submission) {
    this.sequence = sequence;
    this.time = time;
    this.submission = submission;
    this.capsule = Objects.requireNonNull(submission.capsule(), "capsule");
  }

  void answer(CommitResult result) {
    answer = result;
  }

  @Nullable CommitResult answer() {
    return answer;
  }

  /** Returns the answer of a commit that is known to have one. */
  CommitResult requireAnswer() {
    return Objects.requireNonNull(answer, "answered");
  }
}
