package org.waymark.stress.campaign;

import java.util.List;
import java.util.Objects;

/**
 * Something that must not be. Immutable.
 *
 * @param property what was violated, in a word or two, such as {@code linearizable} or {@code P1}
 * @param story what happened, line by line, for people; files that tell more are named here and
 *     stay in the job's directory
 */
public record Finding(String property, List<String> story) {

  /** Copies the list. */
  public Finding {
    Objects.requireNonNull(property, "property");
    story = List.copyOf(story);
  }
}
