package org.waymark.check.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.waymark.LogOptions;
import org.waymark.check.baton.HandTime;
import org.waymark.check.baton.NoThreads;

/**
 * What all runs of one exploration have in common: the workload, its clients, how the log is
 * opened, and what is counted. One thread.
 */
final class Setting {
  /**
   * Autumn 2023: any moment will do that is not near the beginning or the end of time. The log's
   * own clock stands still there; submissions bring theirs along, see {@link #clockAt}.
   */
  private static final long CLOCK = 1_700_000_000_000_000_000L;

  private static final long HOUR = 3_600_000_000_000L;

  /** Tables as large as the largest workload needs, so that an opening does not clear megabytes. */
  private static final int FEW = 256;

  /** More pages than any workload writes: a commit that finds no room would be no progress. */
  private static final int MANY = 1 << 14;

  private final Workload workload;
  private final Clients clients;
  private final Tally counts;
  private final LogOptions base;
  private final List<LogOptions> ofLives = new ArrayList<>();

  Setting(Workload workload, Tally counts) {
    this.workload = workload;
    this.clients = new Clients(workload);
    this.counts = counts;
    this.base =
        LogOptions.defaults()
            .withThreads(new NoThreads())
            .withTime(new HandTime(0, CLOCK, 0))
            .withMarkersPerSegment(workload.markersPerSegment())
            .withCapsuleSegmentBytes(workload.capsuleSegmentBytes())
            .withGroupCommitMax(workload.groupCommitMax())
            .withMaxLeases(FEW)
            .withMaxIndexPages(MANY)
            .withRetryWindow(FEW);
  }

  Workload workload() {
    return workload;
  }

  Clients clients() {
    return clients;
  }

  Tally counts() {
    return counts;
  }

  /** Returns the options of a life: those of the workload, and random bits of the life's own. */
  LogOptions options(int life) {
    while (ofLives.size() <= life) {
      long bits = Mix.of(CLOCK, ofLives.size());
      RandomGenerator same = () -> bits;
      ofLives.add(base.withRandom(same));
    }
    return ofLives.get(life);
  }

  boolean hasFaults(int run) {
    return workload.faults().stream().anyMatch(fault -> fault.run() == run);
  }

  /** Returns what goes wrong with a change of the disk in a run, or null if nothing does. */
  @Nullable PlannedFault fault(int run, int change) {
    for (PlannedFault fault : workload.faults()) {
      if (fault.run() == run && fault.change() == change) {
        return fault;
      }
    }
    return null;
  }

  /** Returns what the clock says when a life begins: every second one finds it an hour behind. */
  static long clockAt(int life) {
    return CLOCK + life * 1000L - (life % 2 == 0 ? HOUR : 0);
  }
}
