package org.waymark.check;

import java.time.ZoneId;
import java.util.List;

/**
 * A verification as one HTML page that needs nothing beside itself: the summary, then a section for
 * each layer with its counts, its coverage floors, its details and the command that replays it.
 */
final class HtmlReport {
  private final HtmlPage page = new HtmlPage("Waymark verification");
  private final ZoneId zone;

  private HtmlReport(ZoneId zone) {
    this.zone = zone;
  }

  /** Returns the page. {@code commit} names the sources. */
  static String of(List<LayerReport> reports, String commit, ZoneId zone) {
    return new HtmlReport(zone).page(reports, commit);
  }

  private String page(List<LayerReport> reports, String commit) {
    boolean held = reports.stream().allMatch(LayerReport::held);
    page.element("h1", "Waymark verification: " + (held ? "held" : "did not hold"));
    page.element("p", "Commit " + commit + ", Java " + Runtime.version());
    page.beginTable(SummaryTable.HEADINGS);
    for (LayerReport report : reports) {
      page.row(report.result().verdict(), SummaryTable.cells(report, zone));
    }
    page.endTable();
    reports.forEach(this::section);
    return page.end();
  }

  private void section(LayerReport report) {
    page.element("h2", report.layer());
    page.element("p", report.checks() + "; seed " + report.seed());
    page.beginTable(List.of("seen", "what", "floor"));
    for (Count count : report.result().counts()) {
      String floor = count.floor() == 0 ? "" : String.valueOf(count.floor());
      page.row(List.of(String.valueOf(count.seen()), count.what(), floor));
    }
    page.endTable();
    report.result().tables().forEach(page::table);
    report.result().details().forEach(detail -> page.element("pre", detail));
    page.element("pre", report.replay());
  }
}
