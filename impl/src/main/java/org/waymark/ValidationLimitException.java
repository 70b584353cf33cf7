package org.waymark;

/**
 * Says why a submission was refused although nothing conflicts: what validation remembers is at its
 * limit. Ending old snapshots and {@link WriteCoordinator#prune()} make room.
 */
public final class ValidationLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ValidationLimitException(int pages, long floor) {
    super(
        pages
            + " pages, or writers of pages, are remembered since the floor "
            + floor
            + ", which is the limit: end old snapshots, prune, or raise maxIndexPages",
        null,
        false,
        false);
  }
}
