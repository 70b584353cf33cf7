package org.waymark.check.containment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.waymark.check.Count;
import org.waymark.check.Profile;
import org.waymark.check.Table;

/** What the part of the layer that crashes a file system did and saw. Used by one thread. */
final class ContainmentCounts {
  /** What even a short run sees. */
  private static final Set<CrashKind> COMMON =
      EnumSet.of(
          CrashKind.ALL_LOST,
          CrashKind.NAME_LOST,
          CrashKind.NAME_WITHOUT_DATA,
          CrashKind.GROWTH_LOST,
          CrashKind.OLD_DATA,
          CrashKind.UNFORCED_DATA);

  long sequences;
  long steps;
  long states;
  long reordered;
  long duringForces;
  long duringOthers;
  long halfForced;
  long grown;
  long torn;
  long refused;

  private final Map<CrashKind, Long> kinds = new EnumMap<>(CrashKind.class);

  void saw(Iterable<CrashKind> seen) {
    for (CrashKind kind : seen) {
      kinds.merge(kind, 1L, Long::sum);
    }
  }

  private long seen(CrashKind kind) {
    return kinds.getOrDefault(kind, 0L);
  }

  /** Tells whether every floor is reached. */
  boolean covered(Profile profile) {
    return withFloors(profile).stream().allMatch(Count::covered);
  }

  /** Returns the counts with the least that a run must reach to say anything. */
  List<Count> withFloors(Profile profile) {
    int times =
        switch (profile) {
          case QUICK -> 1;
          case FULL -> 10;
          case NIGHTLY -> 60;
        };
    List<Count> counts = new ArrayList<>();
    counts.add(new Count("sequences on ext4", sequences, 2L * times));
    counts.add(new Count("steps", steps, 60L * times));
    counts.add(new Count("crash states of ext4", states, 40L * times));
    counts.add(new Count("with writes reordered by the device", reordered, 2L * times));
    counts.add(new Count("within a force", duringForces, 2L * times));
    counts.add(new Count("with a force half done", halfForced, times));
    counts.add(Count.of("within another operation", duringOthers));
    counts.add(new Count("with a size that no process has seen", grown, times / 10));
    counts.add(Count.of("with a sector torn", torn));
    counts.add(Count.of("reordered devices that ext4 refused", refused));
    for (CrashKind kind : CrashKind.values()) {
      boolean expected = COMMON.contains(kind) || profile != Profile.QUICK;
      counts.add(new Count(kind.toString(), seen(kind), expected ? 1 : 0));
    }
    return counts;
  }

  /** Returns how often each kind of loss was seen. */
  Table table() {
    List<List<String>> rows = new ArrayList<>();
    for (CrashKind kind : CrashKind.values()) {
      rows.add(List.of(kind.toString(), Long.toString(seen(kind))));
    }
    return new Table("What power losses left on ext4", List.of("kind", "crash states"), rows);
  }
}
