package org.waymark;

import org.waymark.log.Extent;
import org.waymark.log.Incarnation;

/**
 * Proof that a capsule was completely written in this incarnation of the log.
 *
 * <p>Only {@link WriteCoordinator#writeCapsule} makes one, at the end of a write; it is the only
 * way for payload into a submission, and it gives no access to the bytes. Immutable.
 */
public final class CapsuleHandle {
  private final Incarnation incarnation;
  private final Extent extent;

  CapsuleHandle(Incarnation incarnation, Extent extent) {
    this.incarnation = incarnation;
    this.extent = extent;
  }

  /** Returns the identity of the capsule's content. */
  public CapsuleId id() {
    return new CapsuleId(extent.id().high(), extent.id().low());
  }

  /** Returns the payload's length in bytes, 1 or more. */
  public long length() {
    return extent.length();
  }

  Incarnation incarnation() {
    return incarnation;
  }

  Extent extent() {
    return extent;
  }

  @Override
  public String toString() {
    return "CapsuleHandle[" + id() + ", " + length() + " bytes]";
  }
}
