package org.waymark.check.lincheck;

import java.util.List;
import java.util.stream.Stream;

/** The catalogue of targets. */
public final class Targets {

  private Targets() {}

  /** Returns the targets that must be linearizable. */
  public static List<Target> all() {
    return Stream.of(CoordinatorTargets.all(), CommitLogTargets.all(), BlockTargets.all())
        .flatMap(List::stream)
        .toList();
  }

  /** Returns the targets that must be found out, in each of their modes. */
  public static List<Target> calibration() {
    return RacyTargets.all();
  }

  /**
   * Returns the target of a name.
   *
   * @throws IllegalArgumentException if there is none; the message names them all
   */
  public static Target named(String name) {
    return Stream.concat(all().stream(), calibration().stream())
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no target " + name + "; " + names()));
  }

  private static String names() {
    return "there are "
        + Stream.concat(all().stream(), calibration().stream()).map(Target::name).toList();
  }
}
