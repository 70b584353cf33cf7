package org.waymark.check.serial;

import org.jspecify.annotations.Nullable;

/** Histories that are drawn one after another, and judged. A function of a seed. For one thread. */
interface DrawnHistories {

  /**
   * Draws the next history.
   *
   * @return what is wrong with it, as a story; null if nothing is
   */
  @Nullable String next();

  /** Returns the counts, which go on. */
  Tally tally();
}
