package org.waymark;

/**
 * A lease on a snapshot: while it lives, submissions that began at {@link #beginSeq()} can be
 * validated, unless more than W others commit meanwhile ({@link LogOptions#withRetryWindow}). Made
 * by {@link WriteCoordinator#beginSnapshot()}. Safe for many threads.
 */
public final class Snapshot implements AutoCloseable {
  private final WriteCoordinator owner;
  private final long lease;
  private final long beginSeq;

  Snapshot(WriteCoordinator owner, long lease, long beginSeq) {
    this.owner = owner;
    this.lease = lease;
    this.beginSeq = beginSeq;
  }

  /** Returns the tip at which this snapshot began. */
  public long beginSeq() {
    return beginSeq;
  }

  /** Ends the lease, like {@link WriteCoordinator#endSnapshot}. Idempotent. */
  @Override
  public void close() {
    owner.endSnapshot(this);
  }

  WriteCoordinator owner() {
    return owner;
  }

  long lease() {
    return lease;
  }

  @Override
  public String toString() {
    return "Snapshot[beginSeq=" + beginSeq + "]";
  }
}
