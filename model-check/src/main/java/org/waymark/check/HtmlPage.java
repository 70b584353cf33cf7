package org.waymark.check;

import java.util.List;

/**
 * An HTML page that needs nothing beside itself, written from top to bottom. Texts are escaped. One
 * thread.
 */
public final class HtmlPage {
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

  /** Begins a page. */
  public HtmlPage(String title) {
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
        .append(escape(title))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n");
  }

  /** Adds a text in an element such as {@code h1}, {@code p} or {@code pre}. */
  public void element(String tag, String text) {
    html.append('<').append(tag).append('>').append(escape(text));
    html.append("</").append(tag).append(">\n");
  }

  /** Adds a text in an element that is shown as a verdict is. */
  public void element(String tag, Verdict verdict, String text) {
    html.append('<').append(tag).append(" class=\"").append(verdict.name()).append("\">");
    html.append(escape(text)).append("</").append(tag).append(">\n");
  }

  /** Begins a table; rows follow, and {@link #endTable}. */
  public void beginTable(List<String> headings) {
    html.append("<table>\n<tr>");
    headings.forEach(heading -> element("th", heading));
    html.append("</tr>\n");
  }

  /** Adds a row to the table that was begun. */
  public void row(List<String> cells) {
    html.append("<tr>");
    cells.forEach(cell -> element("td", cell));
    html.append("</tr>\n");
  }

  /** Adds a row that is shown as a verdict is. */
  public void row(Verdict verdict, List<String> cells) {
    html.append("<tr class=\"").append(verdict.name()).append("\">");
    cells.forEach(cell -> element("td", cell));
    html.append("</tr>\n");
  }

  /** Ends the table that was begun. */
  public void endTable() {
    html.append("</table>\n");
  }

  /** Adds a table below its title. */
  public void table(Table table) {
    element("h3", table.title());
    beginTable(table.headings());
    table.rows().forEach(this::row);
    endTable();
  }

  /** Ends the page and returns it. */
  public String end() {
    return html.append("</body>\n</html>\n").toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
