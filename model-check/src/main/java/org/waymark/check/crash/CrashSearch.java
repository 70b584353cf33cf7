package org.waymark.check.crash;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.waymark.check.disk.CrashProfile;
import org.waymark.check.history.Violation;

/**
 * Looks for a violation of one property, by sampled runs one after another, and ends with the
 * first. No state outlives it, so it can be loaded together with a log that has been tampered with.
 * One thread.
 */
public final class CrashSearch {
  private final Sampling.Mixture mixture;

  private CrashSearch(Sampling.Mixture mixture) {
    this.mixture = mixture;
  }

  private static CrashSearch of(
      long seed, List<CrashProfile> profiles, boolean deaths, Set<PlannedFault.Kind> faults) {
    return new CrashSearch(
        new Sampling.Mixture(
            seed, profiles, deaths, faults.isEmpty() ? 0 : 1, faults, Sampling.Breadth.NARROW));
  }

  /** Runs workloads that nothing interrupts. */
  public static CrashSearch live(long seed) {
    return of(seed, List.of(), false, Set.of());
  }

  /** Cuts the power, after which the disk keeps what this profile says; no process just dies. */
  public static CrashSearch powerLosses(long seed, CrashProfile profile) {
    return of(seed, List.of(profile), false, Set.of());
  }

  /** Cuts the power likewise, and lets processes die. */
  public static CrashSearch crashes(long seed, CrashProfile profile) {
    return of(seed, List.of(profile), true, Set.of());
  }

  /** Lets processes die and cuts the power, on disks that fail in these ways. */
  public static CrashSearch failingDisks(
      long seed, CrashProfile profile, Set<PlannedFault.Kind> kinds) {
    return of(seed, List.of(profile), true, kinds);
  }

  /**
   * What a search came to.
   *
   * @param openings how often the log was opened, each time on what a crash may have left
   * @param failures the first failure of each property that was violated, in the order found
   */
  public record Found(long openings, Map<String, Failure> failures) {}

  /**
   * Searches.
   *
   * @param property the one whose violation ends the search, such as {@code P1}; others are noted
   * @param most how often the log may be opened before the search gives up, 1 or more
   */
  public Found until(String property, long most) {
    Explorer.Seen seen = new Explorer.Seen();
    Tally counts = new Tally();
    Map<String, Failure> failures = new LinkedHashMap<>();
    for (int run = 0; counts.recoveries < most && !failures.containsKey(property); run++) {
      Sampling sampling =
          new Sampling(mixture, run, seen, counts, failure -> note(failure, failures));
      sampling.endWhen(() -> counts.recoveries >= most || failures.containsKey(property));
      sampling.run();
    }
    return new Found(counts.recoveries, failures);
  }

  private static void note(Failure failure, Map<String, Failure> failures) {
    for (Violation violation : failure.violations()) {
      failures.putIfAbsent(violation.property(), failure);
    }
  }
}
