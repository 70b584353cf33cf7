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
}
