package org.waymark.check.counterexample;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks text into lines: behind a comma if that leaves the line at least half full, else at a
 * space, and inside a word only if it is too long for a line.
 */
final class Wrapping {

  private static final String INDENT = "  ";

  private Wrapping() {}

  /** Returns the lines of a text, at least one; all but the first are indented by two spaces. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > width) {
      int comma = rest.lastIndexOf(", ", width - 1);
      int space = comma >= width / 2 ? comma + 1 : rest.lastIndexOf(' ', width);
      boolean breaksWord = space <= INDENT.length();
      lines.add(rest.substring(0, breaksWord ? width : space));
      rest = INDENT + rest.substring(breaksWord ? width : space + 1);
    }
    lines.add(rest);
    return lines;
  }
}
