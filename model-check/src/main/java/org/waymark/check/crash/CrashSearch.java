package org.waymark.check.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.check.disk.CrashProfile;

/**
 * Looks for one violation, by sampled runs one after another, and ends with the first. No state
 * outlives it, so it can be loaded together with a log that has been tampered with. One thread.
 */
public final class CrashSearch {
  private final Sampling.Mixture mixture;

  private CrashSearch(Sampling.Mixture mixture) {
    this.mixture = mixture;
  }

  /** Runs workloads that nothing interrupts. */
  public static CrashSearch live(long seed) {
    return new CrashSearch(new Sampling.Mixture(seed, List.of(), false, 0, Set.of()));
  }

  /** Lets processes die; the power never fails. */
  public static CrashSearch processDeaths(long seed) {
    return new CrashSearch(new Sampling.Mixture(seed, List.of(), true, 0, Set.of()));
  }

  /** Cuts the power, after which the disk keeps what this profile says; no process just dies. */
  public static CrashSearch powerLosses(long seed, CrashProfile profile) {
    return new CrashSearch(new Sampling.Mixture(seed, List.of(profile), false, 0, Set.of()));
  }

  /** Everything at once, on disks that fail in these ways. */
  public static CrashSearch failingDisks(
      long seed, CrashProfile profile, Set<PlannedFault.Kind> kinds) {
    return new CrashSearch(new Sampling.Mixture(seed, List.of(profile), true, 1, kinds));
  }

  /**
   * What a search came to.
   *
   * @param images how many different images were recovered, the last one included
   * @param openings how many times the log was opened
   * @param failure the first violation and how to come to it, or null if all held
   */
  public record Found(long images, long openings, @Nullable Failure failure) {}

  /**
   * Searches.
   *
   * @param mostImages how many images to recover at most, 1 or more
   * @param mostRuns how many workloads to run at most, 1 or more
   */
  public Found until(long mostImages, int mostRuns) {
    Explorer.Seen seen = new Explorer.Seen();
    Tally counts = new Tally();
    List<Failure> failures = new ArrayList<>();
    for (int run = 0; run < mostRuns && counts.images < mostImages; run++) {
      Sampling sampling = new Sampling(mixture, run, seen, counts, failures::add);
      sampling.endWithTheFirst(mostImages);
      sampling.run();
      if (!failures.isEmpty()) {
        return new Found(counts.images, counts.recoveries, failures.get(0));
      }
    }
    return new Found(counts.images, counts.recoveries, null);
  }
}
