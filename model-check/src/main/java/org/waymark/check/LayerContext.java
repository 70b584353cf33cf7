package org.waymark.check;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a layer is given for one run.
 *
 * @param profile which of its sizes to run
 * @param seed where all of its randomness comes from
 * @param directory an empty directory of its own, kept if it fails and removed if it holds
 * @param budget how long it may take
 * @param startedNanos when it was started, by {@link System#nanoTime()}
 */
public record LayerContext(
    Profile profile, long seed, Path directory, Duration budget, long startedNanos) {

  /** Returns how much of the budget is left; negative if it is spent. */
  public Duration left() {
    return budget.minusNanos(System.nanoTime() - startedNanos);
  }
}
