package org.waymark.check.kill;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.waymark.check.Count;
import org.waymark.check.history.HistoryChecker;
import org.waymark.check.history.Sight;

/** What a kill loop did and saw, summed over its campaigns. Used by one thread. */
public final class KillCounts {
  /** What of the oracle's sights a kill can lead to, and the least that must be seen. */
  private static final Map<Sight, Long> FLOORS =
      new EnumMap<>(
          Map.of(
              Sight.ACKNOWLEDGED, 150L,
              Sight.REREAD, 150L,
              Sight.FCW_CONFLICT, 20L,
              Sight.SSI_CONFLICT, 3L,
              Sight.READ_ONLY, 10L,
              Sight.RETRY, 10L,
              Sight.RETRY_CONFIRMED, 10L,
              Sight.UNANSWERED_IN, 1L,
              Sight.UNANSWERED_OUT, 1L,
              Sight.RECOVERY, 6L));

  long lives;
  long killedServing;
  long killedRecovering;
  long closed;
  long intrusions;
  long clockSteps;
  long markerSegments;
  long capsuleSegments;

  private final Map<Sight, Long> sights = new EnumMap<>(Sight.class);

  /** Starts at nothing. */
  public KillCounts() {}

  void add(HistoryChecker checker) {
    for (Sight sight : Sight.values()) {
      sights.merge(sight, checker.seen(sight), Long::sum);
    }
  }

  /** Returns how often the oracle saw something. */
  public long seen(Sight sight) {
    return sights.getOrDefault(sight, 0L);
  }

  /** Returns how many writer processes have lived. */
  public long lives() {
    return lives;
  }

  /** Returns how many of them were killed. */
  public long kills() {
    return killedServing + killedRecovering;
  }

  /** Returns the counts with the least that a run must reach to say anything. */
  public List<Count> withFloors() {
    List<Count> counts = new ArrayList<>();
    counts.add(new Count("lives", lives, 8));
    counts.add(new Count("kills while serving", killedServing, 4));
    counts.add(new Count("kills while recovering", killedRecovering, 2));
    counts.add(new Count("clean closes among clients", closed, 1));
    counts.add(new Count("intruders", intrusions, 1));
    counts.add(new Count("clocks stepped back", clockSteps, 2));
    counts.add(new Count("marker segments", markerSegments, 3));
    counts.add(new Count("capsule segments", capsuleSegments, 3));
    FLOORS.forEach((sight, floor) -> counts.add(new Count(sight.toString(), seen(sight), floor)));
    return counts;
  }
}
