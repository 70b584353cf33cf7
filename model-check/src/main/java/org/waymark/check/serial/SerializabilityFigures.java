package org.waymark.check.serial;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.waymark.check.Check;
import org.waymark.check.Count;
import org.waymark.check.LayerResult;
import org.waymark.check.Table;
import org.waymark.check.serial.Rules.Rule;

/** What the layer saw, added up and judged. For one thread. */
final class SerializabilityFigures {
  private static final double PER_CENT = 100;
  private static final long LEAST_ADMISSIONS = 1_000_000;
  private static final long LEAST_OF_EACH = 1_000;
  private static final long LEAST_MET = 100;

  private static final List<String> HEADINGS =
      List.of(
          "histories", "number", "admitted", "FCW", "pivot", "committed pivot", "needless", "%");

  private static final List<String> SPARING =
      List.of(
          "histories",
          "submissions",
          "by every name",
          "needless",
          "whatever the order",
          "% spared by it");

  private final List<Check> checks = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();
  private final List<List<String>> spared = new ArrayList<>();
  private final List<List<String>> prevented = new ArrayList<>();
  private final Tally all = new Tally();
  private final int anomalies;
  private long allDrawn;
  private final List<Count> counts = new ArrayList<>();

  /**
   * Begins with the anomalies.
   *
   * @param stories of each rule what comes of leaving it out, if anything does
   */
  SerializabilityFigures(Map<Rule, String> stories) {
    anomalies = stories.size();
    for (Rule rule : Rule.values()) {
      String story = stories.getOrDefault(rule, "nothing goes wrong");
      String told = rule.anomaly() + ": " + story;
      checks.add(new Check("needed › " + rule.words(), stories.containsKey(rule), told));
      String line = String.join("; ", story.lines().toList());
      prevented.add(List.of(rule.words(), rule.anomaly(), line));
    }
  }

  /** Adds all parts of one kind of histories; returns their sum. */
  Tally add(String what, List<Seen> parts) {
    Tally kind = new Tally();
    boolean held = true;
    for (Seen part : parts) {
      kind.add(part.tally());
      violations.addAll(part.violations());
      held &= part.violations().isEmpty();
    }
    all.add(kind);
    checks.add(new Check("serializable › " + what, held, kind.histories() + " histories"));
    rows.add(row(what, kind));
    if (kind.submissionsByName() > 0) {
      spared.add(sparing(what, kind));
    }
    return kind;
  }

  /** Counts the drawn histories of the validator; so many are enough. */
  void drawn(Tally drawn, long least) {
    allDrawn += drawn.histories();
    counts.add(new Count("drawn histories", drawn.histories(), least));
    for (Verdict verdict : Verdict.values()) {
      counts.add(new Count("drawn: " + verdict.words(), drawn.count(verdict), LEAST_OF_EACH));
    }
  }

  /** Counts the drawn histories of coordinators, and what they met; so many are enough. */
  void ofCoordinators(Tally drawn, long least) {
    allDrawn += drawn.histories();
    counts.add(new Count("drawn histories of coordinators", drawn.histories(), least));
    for (Met met : Met.values()) {
      counts.add(new Count("coordinators: " + met.words(), drawn.count(met), LEAST_MET));
    }
  }

  /** Judges. */
  LayerResult result() {
    counts.add(new Count("anomalies without a rule", anomalies, Rule.values().length));
    counts.add(new Count("admissions", all.count(Verdict.ADMITTED), LEAST_ADMISSIONS));
    counts.add(new Count("spared by the order of ends", all.sparedByOrder(), LEAST_OF_EACH));
    String checked = all.histories() + " histories, " + allDrawn + " of them drawn";
    return LayerResult.judge(checked, counts, violations)
        .with(
            checks,
            List.of(
                new Table("Admitted and refused", HEADINGS, rows),
                new Table("Refused needlessly, with and without an order", SPARING, spared),
                new Table(
                    "What each rule prevents", List.of("rule", "anomaly", "history"), prevented)));
  }

  private static List<String> row(String what, Tally tally) {
    List<String> row = new ArrayList<>(List.of(what, Long.toString(tally.histories())));
    for (Verdict verdict : Verdict.values()) {
      row.add(Long.toString(tally.count(verdict)));
    }
    row.add(Long.toString(tally.needlessRefusals()));
    double share = PER_CENT * tally.needlessRefusals() / Math.max(1, tally.dangers());
    row.add(String.format(Locale.ROOT, "%.1f", share));
    return row;
  }

  private static List<String> sparing(String what, Tally tally) {
    long unordered = tally.needlessRefusals() + tally.sparedByOrder();
    double share = PER_CENT * tally.sparedByOrder() / Math.max(1, unordered);
    return List.of(
        what,
        Long.toString(tally.submissions()),
        Long.toString(tally.submissionsByName()),
        Long.toString(tally.needlessRefusals()),
        Long.toString(unordered),
        String.format(Locale.ROOT, "%.1f", share));
  }
}
