package org.waymark.check.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.waymark.check.Count;
import org.waymark.check.Table;
import org.waymark.log.RecoveryCase;

/**
 * What explorations came across, with the least that a verdict rests on. Immutable.
 *
 * @param tally the figures
 */
record Coverage(Tally tally) {
  private static final int MOST_SEEN = 70;

  /** Returns the one line of a summary. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "%,d images recovered, %,d openings, %s raw states",
        tally.images,
        tally.recoveries,
        raw());
  }

  /**
   * Returns the counts with their floors.
   *
   * @param exhausted how many explorations came to their end
   * @param jobs how many there were to be
   * @param images the fewest images
   */
  List<Count> counts(long exhausted, int jobs, long images) {
    List<Count> counts = new ArrayList<>();
    counts.add(new Count("exhaustive explorations", exhausted, jobs));
    counts.add(new Count("different images recovered", tally.images, images));
    counts.add(new Count("openings of the log", tally.recoveries, images));
    counts.add(new Count("crashes within an opening", tally.nested, 1000));
    counts.add(new Count("crashes while serving again", tally.again, 1000));
    counts.add(new Count("process deaths", tally.deaths, 1000));
    counts.add(new Count("torn tails set aside", tally.setAside, 100));
    counts.add(new Count("openings that re-wrote what was in doubt", tally.rewritten, 1000));
    counts.add(new Count("openings that tidied up", tally.tidied, 1000));
    counts.add(new Count("openings with two marker segments or more", tally.rotated, 1000));
    counts.add(new Count("barriers that overlapped", tally.overlaps, 100));
    counts.add(new Count("conflicts", tally.conflicts, 10));
    counts.add(new Count("faults of the disk", tally.faults, 100));
    counts.add(new Count("names lost, in one of 64 samples", tally.namesLost, 10));
    counts.add(new Count("sectors torn, in one of 64 samples", tally.torn, 10));
    counts.add(new Count("sizes old, in one of 64 samples", tally.sizesOld, 10));
    counts.add(new Count("reused tokens refused", tally.reusesRefused, 10));
    counts.add(new Count("outcomes of a crash that the model allows", seenOutcomes(), MOST_SEEN));
    for (RecoveryCase one : RecoveryCase.values()) {
      if (!one.isRefused()) {
        counts.add(new Count("openings in case " + one.letter(), tally.seen(one), 10));
      }
    }
    return counts;
  }

  private long seenOutcomes() {
    return Tally.CRASHES.stream().mapToLong(how -> tally.outcomes.seen(how).size()).sum();
  }

  /** Returns what a crash may come to, as the model says, and never came to. */
  Table unseen() {
    List<List<String>> rows = new ArrayList<>();
    for (String how : Tally.CRASHES) {
      tally.outcomes.unseen(how).forEach(outcome -> rows.add(List.of(how, outcome.toString())));
    }
    String title = "Allowed by the model and never seen, up to " + Tally.FEW + " commits";
    return new Table(title, List.of("crash", "outcome"), rows);
  }

  /** Returns the figures that no floor is set for. */
  Table table() {
    return new Table(
        "Crash points and states",
        List.of("what", "figure"),
        List.of(
            row("crash points", tally.points),
            row("crash points with more states than were tried", tally.incomplete),
            List.of("raw states", raw()),
            row("states looked at", tally.states)));
  }

  private String raw() {
    if (tally.raw == Double.MAX_VALUE) {
      return "more than 1e+308";
    }
    return String.format(Locale.ROOT, tally.raw < 1e15 ? "%,.0f" : "%.0e", tally.raw);
  }

  private static List<String> row(String what, long figure) {
    return List.of(what, String.format(Locale.ROOT, "%,d", figure));
  }
}
