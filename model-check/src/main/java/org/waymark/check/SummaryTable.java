package org.waymark.check;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The table at the end of a verification, one line for each layer. */
final class SummaryTable {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  /** The table's columns. */
  static final List<String> HEADINGS =
      List.of("layer", "what", "checked", "result", "time", "budget");

  private SummaryTable() {}

  /** Returns the cells of a report's line, in the order of {@link #HEADINGS}. */
  static List<String> cells(LayerReport report, ZoneId zone) {
    return List.of(
        report.layer(),
        report.checks(),
        report.result().checked(),
        result(report, zone),
        seconds(report.took()),
        seconds(report.budget()));
  }

  private static String result(LayerReport report, ZoneId zone) {
    String verdict = report.result().verdict().toString();
    return report.fromBuild()
        ? verdict
            + " (from this build, "
            + CLOCK.format(LocalTime.ofInstant(report.finished(), zone))
            + ")"
        : verdict;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  /** Returns the table as lines of equal columns. */
  static List<String> lines(List<LayerReport> reports, ZoneId zone) {
    List<List<String>> rows = reports.stream().map(report -> cells(report, zone)).toList();
    return new Table("verification", HEADINGS, rows).lines(/* figures= */ 2);
  }
}
