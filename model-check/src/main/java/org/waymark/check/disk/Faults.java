package org.waymark.check.disk;

import org.jspecify.annotations.Nullable;

/** Decides which operations of a {@link SimDisk} go wrong, and how. */
@FunctionalInterface
public interface Faults {

  /** Nothing goes wrong, and nothing is asked. */
  Faults NONE = operation -> null;

  /**
   * Returns what goes wrong with an operation; null if nothing does. Asked once for each operation,
   * in the order in which they begin, before the hook sees them.
   */
  @Nullable Fault at(Operation operation);
}
