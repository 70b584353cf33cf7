package org.waymark.check;

import java.time.ZoneId;
import java.util.List;

/**
 * A verification as one HTML page that needs nothing beside itself: the summary, then a section for
 * each layer with its counts, its coverage floors, its details and the command that replays it.
 */
final class HtmlReport {
  private static final String STYLE =
      """
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; \
      padding: 0 1rem; color: #1a1a1a; background: #fff }
      table { border-collapse: collapse; margin: 1rem 0 }
      th, td { text-align: left; padding: .3rem .8rem; border-bottom: 1px solid #ccc }
      .HELD { color: #14652f } .VIOLATED, .UNDER_COVERED, .COULD_NOT_RUN { color: #a30000; \
      font-weight: bold }
      pre { background: #f4f4f4; padding: .8rem; overflow-x: auto }
      """;

  private final StringBuilder html = new StringBuilder();
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
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<title>Waymark verification</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<h1>Waymark verification: ")
        .append(held ? "held" : "did not hold")
        .append("</h1>\n");
    element("p", "Commit " + commit + ", Java " + Runtime.version());
    summary(reports);
    reports.forEach(this::section);
    return html.append("</body>\n</html>\n").toString();
  }

  private void summary(List<LayerReport> reports) {
    html.append("<table>\n<tr>");
    SummaryTable.HEADINGS.forEach(heading -> element("th", heading));
    html.append("</tr>\n");
    for (LayerReport report : reports) {
      html.append("<tr class=\"").append(report.result().verdict().name()).append("\">");
      SummaryTable.cells(report, zone).forEach(cell -> element("td", cell));
      html.append("</tr>\n");
    }
    html.append("</table>\n");
  }

  private void section(LayerReport report) {
    element("h2", report.layer());
    element("p", report.checks() + "; seed " + report.seed());
    html.append("<table>\n<tr><th>seen</th><th>what</th><th>floor</th></tr>\n");
    for (Count count : report.result().counts()) {
      html.append("<tr>");
      element("td", String.valueOf(count.seen()));
      element("td", count.what());
      element("td", count.floor() == 0 ? "" : String.valueOf(count.floor()));
      html.append("</tr>\n");
    }
    html.append("</table>\n");
    report.result().tables().forEach(this::table);
    report.result().details().forEach(detail -> element("pre", detail));
    element("pre", report.replay());
  }

  private void table(Table table) {
    html.append("<h3>").append(escape(table.title())).append("</h3>\n<table>\n<tr>");
    table.headings().forEach(heading -> element("th", heading));
    html.append("</tr>\n");
    for (List<String> row : table.rows()) {
      html.append("<tr>");
      row.forEach(cell -> element("td", cell));
      html.append("</tr>\n");
    }
    html.append("</table>\n");
  }

  private void element(String tag, String text) {
    html.append('<').append(tag).append('>').append(escape(text));
    html.append("</").append(tag).append(">\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
