package org.waymark.check.crash;

import java.util.List;
import org.waymark.check.history.Violation;

/**
 * A violation and how to come to it. Immutable.
 *
 * @param crashCase what to run again
 * @param violations what the oracle said, at least one
 */
public record Failure(CrashCase crashCase, List<Violation> violations) {

  /** Copies the list. */
  public Failure {
    violations = List.copyOf(violations);
  }

  /** Returns the first violation, the workload and the crashes, for a person to read. */
  String told() {
    return violations.get(0)
        + "\n  workload "
        + crashCase.workload().name()
        + ": "
        + crashCase.workload().steps()
        + "\n  crashes: "
        + crashCase.crashes();
  }
}
