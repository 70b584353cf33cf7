package org.waymark.check.lincheck;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of a job. Immutable.
 *
 * @param job the job
 * @param scenarios how many scenarios were begun
 * @param invocations how often a scenario was run; when model checking, each time with another
 *     interleaving
 * @param results how many different results these had, told apart by the order in which operations
 *     saw each other too
 * @param took how long it took
 * @param cutShort whether the job was ended before it had run all that it was to run
 * @param failure Lincheck's report of an execution that no order of the operations explains, of a
 *     deadlock, or of a wait that is not allowed; null if there was none
 */
public record LincheckOutcome(
    LincheckJob job,
    long scenarios,
    long invocations,
    long results,
    Duration took,
    boolean cutShort,
    @Nullable String failure) {

  /** Returns whether nothing was found; of a job that was cut short, in what it ran. */
  public boolean held() {
    return failure == null;
  }
}
