package org.waymark.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Figures that belong in a report: a title, headings, and rows with a cell for each heading.
 *
 * @param title one line
 * @param headings the columns' names
 * @param rows the cells, row by row
 */
public record Table(String title, List<String> headings, List<List<String>> rows) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if a row is longer or shorter than the headings
   */
  public Table {
    headings = List.copyOf(headings);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != headings.size()) {
        throw new IllegalArgumentException(title + ": " + row + " does not fit " + headings);
      }
    }
  }

  /**
   * Returns the headings, a rule and the rows as lines of equal columns.
   *
   * @param figures how many of the last columns hold figures and are aligned to the right
   */
  public List<String> lines(int figures) {
    List<List<String>> all = new ArrayList<>();
    all.add(headings);
    all.addAll(rows);
    int[] widths = new int[headings.size()];
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = row.get(i);
        String padding = " ".repeat(widths[i] - cell.length());
        boolean figure = i >= widths.length - figures;
        line.append(figure ? padding + cell : cell + padding).append("  ");
      }
      lines.add(line.toString().stripTrailing());
    }
    lines.add(1, "-".repeat(lines.stream().mapToInt(String::length).max().orElse(0)));
    return lines;
  }
}
