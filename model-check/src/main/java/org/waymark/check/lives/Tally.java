package org.waymark.check.lives;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.waymark.check.Count;
import org.waymark.check.history.HistoryChecker;
import org.waymark.check.history.Sight;

/** What a simulation did and saw, summed over its lives. Used by one thread at a time. */
final class Tally {
  /** The answers there are, and the least that must be given of each. */
  private static final Map<String, Long> ANSWERS =
      new TreeMap<>(
          Map.of(
              "committed", 100L,
              "serializable_at", 1L,
              "fcw_conflict", 1L,
              "ssi_conflict", 1L,
              "shutting_down", 1L,
              "snapshot_too_old", 1L,
              "snapshot_in_the_future", 1L,
              "not_committed", 1L,
              "outcome_unknown", 1L));

  /** The letters of the recovery cases that open, and the least of each. */
  private static final Map<Character, Long> CASES =
      new TreeMap<>(Map.of('A', 1L, 'F', 1L, 'G', 1L, 'H', 1L, 'I', 1L, 'J', 1L));

  private final Map<Seen, Long> seen = new EnumMap<>(Seen.class);
  private final Map<Sight, Long> sights = new EnumMap<>(Sight.class);
  private final Map<String, Long> answers = new TreeMap<>();
  private final Map<Character, Long> cases = new TreeMap<>();
  private long lives;
  private long incarnations;
  private long steps;

  void saw(Seen what) {
    seen.merge(what, 1L, Long::sum);
  }

  void answered(String result) {
    answers.merge(result, 1L, Long::sum);
  }

  void recovered(char letter) {
    cases.merge(letter, 1L, Long::sum);
  }

  void incarnation(int stepsTaken) {
    incarnations++;
    steps += stepsTaken;
  }

  void life(HistoryChecker checker) {
    lives++;
    for (Sight sight : Sight.values()) {
      sights.merge(sight, checker.seen(sight), Long::sum);
    }
  }

  long incarnations() {
    return incarnations;
  }

  long lives() {
    return lives;
  }

  private long seen(Seen what) {
    return seen.getOrDefault(what, 0L);
  }

  /** Returns how often somebody was told of a commit. */
  private long commits() {
    return answers.getOrDefault("committed", 0L);
  }

  /** Returns how many operations went wrong, of whatever kind. */
  private long faults() {
    return seen(Seen.FAILED_WRITE)
        + seen(Seen.FAILED_FORCE)
        + seen(Seen.FAILED_DIRECTORY_FORCE)
        + seen(Seen.FAILED_CREATION)
        + seen(Seen.FAILED_NAME)
        + seen(Seen.FAILED_READ)
        + seen(Seen.LATE_REPORT)
        + seen(Seen.FULL_DISK);
  }

  private long crashes() {
    return seen(Seen.POWER_LOSS_SERVING)
        + seen(Seen.POWER_LOSS_OPENING)
        + seen(Seen.POWER_LOSS_AFTER_CLOSE)
        + seen(Seen.DEATH_SERVING)
        + seen(Seen.DEATH_OPENING);
  }

  /** Returns how far it is, in a few words. */
  String words() {
    return lives
        + " lives, "
        + incarnations
        + " incarnations, "
        + commits()
        + " commits, "
        + crashes()
        + " crashes, "
        + faults()
        + " faults";
  }

  /** Returns how many operations went wrong, by kind, in a few words. */
  String faultWords() {
    return seen(Seen.FAILED_WRITE)
        + " writes, "
        + (seen(Seen.FAILED_FORCE) + seen(Seen.FAILED_DIRECTORY_FORCE))
        + " forces, "
        + (seen(Seen.FAILED_CREATION) + seen(Seen.FAILED_NAME))
        + " names, "
        + seen(Seen.FAILED_READ)
        + " reads, "
        + seen(Seen.LATE_REPORT)
        + " late, "
        + seen(Seen.FULL_DISK)
        + " full";
  }

  /**
   * Returns everything that was counted.
   *
   * @param times how many times the least that says anything a run must reach; 0 for no demand
   */
  List<Count> counts(long times) {
    List<Count> counts = new ArrayList<>();
    counts.add(new Count("lives", lives, 3 * times));
    counts.add(new Count("incarnations", incarnations, 30 * times));
    counts.add(Count.of("steps of the scheduler", steps));
    for (Seen what : Seen.values()) {
      counts.add(new Count(what.toString(), seen(what), times * what.floor()));
    }
    ANSWERS.forEach(
        (result, floor) ->
            counts.add(
                new Count("answers " + result, answers.getOrDefault(result, 0L), times * floor)));
    CASES.forEach(
        (letter, floor) ->
            counts.add(
                new Count(
                    "recoveries of case " + letter,
                    cases.getOrDefault(letter, 0L),
                    times * floor)));
    for (Sight sight : Sight.values()) {
      counts.add(Count.of(sight.toString(), sights.getOrDefault(sight, 0L)));
    }
    return counts;
  }
}
