package org.waymark.check.crash;

import java.util.Optional;
import org.waymark.check.disk.CrashProfile;

/** Looks for a failure of one workload: the first one of its exploration. */
public final class Search {

  /** So many states of one crash point are all tried; where there are more, corners of them. */
  private static final double STATES = 4096;

  private Search() {}

  /** Ends an exploration that has found what it was made for. */
  private static final class Found extends Error {
    private static final long serialVersionUID = 1L;

    Found() {
      super("found", null, false, false);
    }
  }

  /**
   * Explores a workload until a property is violated.
   *
   * @param profile what the disk may keep
   * @param nested so many crashes within openings
   * @param property the property's id
   * @return the failure met first: at the earliest crash point, with most of what is unforced lost
   */
  public static Optional<Failure> of(
      Workload workload, CrashProfile profile, int nested, String property) {
    Failure[] found = new Failure[1];
    Plan plan = new Plan(profile, nested, Plan.Follow.CORNERS, STATES);
    try {
      new Exploration(
              workload,
              plan,
              new Explorer.Seen(),
              new Tally(),
              failure -> {
                if (failure.violations().get(0).property().equals(property)) {
                  found[0] = failure;
                  throw new Found();
                }
              })
          .run();
    } catch (Found end) {
      return Optional.of(found[0]);
    }
    return Optional.empty();
  }
}
