package org.waymark.check.serial;

import java.util.List;

/**
 * What a part of the work saw. Immutable, as long as nobody counts on.
 *
 * @param tally the counts
 * @param violations what was wrong, as stories
 */
record Seen(Tally tally, List<String> violations) {

  /** Copies the list. */
  Seen {
    violations = List.copyOf(violations);
  }
}
