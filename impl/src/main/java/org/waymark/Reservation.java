package org.waymark;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A place in a log's queue, taken and not yet used: to be spent on one commit, or given back. Safe
 * for many threads.
 */
public final class Reservation implements AutoCloseable {
  private final CommitLog log;
  private final Places places;
  private final AtomicBoolean spent = new AtomicBoolean();

  Reservation(CommitLog log, Places places) {
    this.log = log;
    this.places = places;
  }

  /**
   * Spends this place on a commit and waits for its answer; see {@link CommitLog#commit}.
   *
   * @throws IllegalStateException if it was spent or given back
   */
  public CommitResult commit(Submission submission) {
    spend();
    return log.commitInPlace(submission);
  }

  /**
   * Spends this place on a commit; see {@link CommitLog#commitAsync}.
   *
   * @throws IllegalStateException if it was spent or given back
   */
  public CompletionStage<CommitResult> commitAsync(Submission submission) {
    spend();
    return log.commitAsyncInPlace(submission);
  }

  /** Gives the place back if it was not spent. Idempotent. */
  @Override
  public void close() {
    if (spent.compareAndSet(false, true)) {
      places.giveBack();
    }
  }

  private void spend() {
    if (!spent.compareAndSet(false, true)) {
      throw new IllegalStateException("this reservation was spent or given back");
    }
  }
}
