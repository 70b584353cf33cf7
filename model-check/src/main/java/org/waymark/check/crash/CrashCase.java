package org.waymark.check.crash;

import java.util.List;

/**
 * One way through an exploration: a workload and the crashes that cut its runs short, the last run
 * going to its end. It can be run again, and shows the same. Immutable.
 *
 * @param workload what is run
 * @param crashes how each run but the last was cut short, in order
 */
public record CrashCase(Workload workload, List<Crash> crashes) {

  /** Copies the list. */
  public CrashCase {
    crashes = List.copyOf(crashes);
  }

  /**
   * Runs it.
   *
   * @throws IllegalArgumentException if it does not fit the code any more: a crash point is not
   *     reached, or a choice is not there
   */
  public Tale run() {
    return CrashCaseRun.of(this);
  }
}
