package org.waymark;

/** What {@link WriteCoordinator#submit} says: a provisional sequence, or a final answer at once. */
public sealed interface SubmitResult permits SubmitResult.Admitted, CommitResult {

  /**
   * The submission is pending; its final answer comes from {@link WriteCoordinator#drainCommitted}.
   * Immutable; equal to another of the same sequence.
   */
  final class Admitted implements SubmitResult {
    private final PendingCommit pending;

    Admitted(PendingCommit pending) {
      this.pending = pending;
    }

    /**
     * Returns the provisional commit sequence; after a halt or crash a later incarnation may give
     * it to another transaction.
     */
    public long sequence() {
      return pending.sequence;
    }

    PendingCommit pending() {
      return pending;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Admitted that && sequence() == that.sequence();
    }

    @Override
    public int hashCode() {
      return Long.hashCode(sequence());
    }

    @Override
    public String toString() {
      return "Admitted[sequence=" + sequence() + "]";
    }
  }
}
