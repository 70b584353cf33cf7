package org.waymark.check.crash;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.check.history.Outcomes;
import org.waymark.log.RecoveryCase;
import org.waymark.log.RecoveryReport;

/** What an exploration did and saw. Written by one thread; summed when it is done. */
final class Tally {
  /**
   * Outcomes of a crash are compared with the model's where there are no more commits than this.
   */
  static final int FEW = 4;

  /** The crashes after which they are compared. */
  static final List<String> CRASHES =
      List.of(Crash.Kind.POWER_LOSS.words(), Crash.Kind.PROCESS_DEATH.words());

  /** Crash points at which states were looked at. */
  long points;

  /** States that the disk could have been in at those points; see {@link #atPoint}. */
  double raw;

  /** States among them that were looked at, equal images counted each time. */
  long states;

  /** Crash points with more states than were to be tried. */
  long incomplete;

  /** Images met for the first time, over all workloads that share a {@link LongSet}. */
  long images;

  /** Openings of the shipped log, the first of each log among them. */
  long recoveries;

  /** Process deaths. */
  long deaths;

  /** Crashes within an opening. */
  long nested;

  /** Crashes in a life after a crash. */
  long again;

  /** Openings that set a torn tail aside. */
  long setAside;

  /** Openings that re-wrote what was in doubt. */
  long rewritten;

  /** Openings of a log with two marker segments or more. */
  long rotated;

  /** Barriers during which something else was done. */
  long overlaps;

  /** Submissions that lost to a first committer. */
  long conflicts;

  /** Openings that removed or cut files. */
  long tidied;

  /** Steps that the disk refused without harm. */
  long refusedByDisk;

  /** Faults of the disk that a run met. */
  long faults;

  /** States told in words in which a name was lost. */
  long namesLost;

  /** States told in words in which a sector was torn. */
  long torn;

  /** States told in words in which a file's size was old or in between. */
  long sizesOld;

  /** Reused tokens that were refused. */
  long reusesRefused;

  private final Map<RecoveryCase, Long> cases = new EnumMap<>(RecoveryCase.class);

  /** What came of crashes. */
  final Outcomes outcomes = new Outcomes(FEW, CRASHES);

  /** Notes a crash point with so many states, a product of choices that may be beyond numbers. */
  void atPoint(double states) {
    points++;
    addRaw(states);
  }

  private void addRaw(double states) {
    raw = Math.min(raw + states, Double.MAX_VALUE);
  }

  /** Notes what came of a crash, if that is what a recovery was of. */
  void came(History.@Nullable Came came) {
    if (came != null && CRASHES.contains(came.how())) {
      Outcomes.Outcome outcome = came.outcome();
      outcomes.saw(came.how(), outcome.acknowledged(), outcome.appended(), outcome.recovered());
    }
  }

  /** Notes what an opening reports. */
  void opened(RecoveryReport report) {
    cases.merge(report.recoveryCase(), 1L, Long::sum);
    if (!report.quarantined().isEmpty()) {
      setAside++;
    }
    if (report.rewrittenCommits() > 0) {
      rewritten++;
    }
    if (!report.removed().isEmpty() || !report.cut().isEmpty()) {
      tidied++;
    }
  }

  /** Notes what became of each choice of a state, as {@code CrashStates} tells it. */
  void kept(List<String> words) {
    boolean name = false;
    boolean tear = false;
    boolean size = false;
    for (String choice : words) {
      name |= choice.startsWith("name ") && choice.endsWith("absent (old)");
      tear |= choice.contains("torn");
      size |= choice.contains(": size ") && !choice.endsWith("(new)");
    }
    namesLost += name ? 1 : 0;
    torn += tear ? 1 : 0;
    sizesOld += size ? 1 : 0;
  }

  /** Returns how many openings found this case. */
  long seen(RecoveryCase one) {
    return cases.getOrDefault(one, 0L);
  }

  /** Adds another's figures to these. */
  void add(Tally other) {
    points += other.points;
    addRaw(other.raw);
    states += other.states;
    incomplete += other.incomplete;
    images += other.images;
    recoveries += other.recoveries;
    deaths += other.deaths;
    nested += other.nested;
    again += other.again;
    setAside += other.setAside;
    rewritten += other.rewritten;
    tidied += other.tidied;
    overlaps += other.overlaps;
    conflicts += other.conflicts;
    rotated += other.rotated;
    refusedByDisk += other.refusedByDisk;
    faults += other.faults;
    namesLost += other.namesLost;
    torn += other.torn;
    sizesOld += other.sizesOld;
    reusesRefused += other.reusesRefused;
    outcomes.add(other.outcomes);
    other.cases.forEach((one, count) -> cases.merge(one, count, Long::sum));
  }
}
