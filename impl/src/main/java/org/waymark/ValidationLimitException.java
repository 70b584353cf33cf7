package org.waymark;

/**
 * Says why a submission was refused although nothing conflicts: what validation remembers is at its
 * limit, or would pass it. Ending old snapshots and {@link WriteCoordinator#prune()} make room; the
 * submission may come again.
 */
public final class ValidationLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ValidationLimitException(Submission submission, int taken, int limit, long floor) {
    super(
        "no room to remember "
            + submission.written().length
            + " pages written and "
            + submission.read().length
            + " read: "
            + taken
            + " of "
            + limit
            + " are taken by transactions since the floor "
            + floor
            + "; end old snapshots, prune, or raise maxIndexPages",
        null,
        false,
        false);
  }
}
