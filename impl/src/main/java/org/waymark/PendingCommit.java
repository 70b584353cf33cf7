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

  /** True if the submitter waits for this very object, so that drain must leave it alone. */
  final boolean ownedBySubmitter;

  /**
   * Who waits in the front door for this answer. Guarded by the state lock until drained; then it
   * belongs to the drainer.
   */
  @Nullable Ticket tickets;

  private volatile @Nullable CommitResult answer;

  PendingCommit(long sequence, long time, Submission submission, boolean ownedBySubmitter) {
    this.sequence = sequence;
    this.time = time;
    this.submission = submission;
    this.capsule = Objects.requireNonNull(submission.capsule(), "capsule");
    this.ownedBySubmitter = ownedBySubmitter;
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
