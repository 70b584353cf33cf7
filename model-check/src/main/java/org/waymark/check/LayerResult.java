package org.waymark.check;

import java.util.ArrayList;
import java.util.List;

/**
 * What a layer found. Immutable.
 *
 * @param verdict how it ended
 * @param checked how much was checked, in a few words for the summary table
 * @param counts what was seen, with the coverage floors
 * @param details what a person needs to know of a failure, in paragraphs of one or more lines; of a
 *     layer that held, what it had to leave out, to be shown all the same
 * @param checks the single things that were checked, where a layer can name them; otherwise empty
 * @param tables what a report shows beside the counts
 */
public record LayerResult(
    Verdict verdict,
    String checked,
    List<Count> counts,
    List<String> details,
    List<Check> checks,
    List<Table> tables) {

  /** Copies the lists. */
  public LayerResult {
    counts = List.copyOf(counts);
    details = List.copyOf(details);
    checks = List.copyOf(checks);
    tables = List.copyOf(tables);
  }

  /** A result without named checks and tables. */
  public LayerResult(Verdict verdict, String checked, List<Count> counts, List<String> details) {
    this(verdict, checked, counts, details, List.of(), List.of());
  }

  /** The same result with named checks and tables. */
  public LayerResult with(List<Check> named, List<Table> shown) {
    return new LayerResult(verdict, checked, counts, details, named, shown);
  }

  /**
   * Judges what a layer saw: violated if there is any violation, under-covered if any count is
   * below its floor, held otherwise.
   */
  public static LayerResult judge(String checked, List<Count> counts, List<String> violations) {
    if (!violations.isEmpty()) {
      return new LayerResult(Verdict.VIOLATED, checked, counts, violations);
    }
    List<String> lacking = new ArrayList<>();
    for (Count count : counts) {
      if (!count.covered()) {
        lacking.add(
            "saw only " + count.seen() + " " + count.what() + ", fewer than " + count.floor());
      }
    }
    return new LayerResult(
        lacking.isEmpty() ? Verdict.HELD : Verdict.UNDER_COVERED, checked, counts, lacking);
  }

  /** The result of a layer that the machine kept from running; {@code why} names the mend. */
  public static LayerResult couldNotRun(String why) {
    return new LayerResult(Verdict.COULD_NOT_RUN, "", List.of(), List.of(why));
  }
}
