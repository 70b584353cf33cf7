package org.waymark.check.serial;

import java.util.List;

/**
 * How large drawn histories may be. Immutable.
 *
 * @param transactions the most transactions, 2 to {@value History#MOST}
 * @param pages the most pages, 2 to {@value #MOST_PAGES}
 */
public record HistoryShape(int transactions, int pages) {
  private static final int MOST_PAGES = 16;

  /** The usual one. */
  public static final HistoryShape USUAL = new HistoryShape(8, 6);

  /** The usual one; longer ones, in which much is pruned; and such that everybody meets. */
  public static final List<HistoryShape> ALL =
      List.of(USUAL, new HistoryShape(16, 8), new HistoryShape(12, 2));

  /** Refuses what cannot be drawn. */
  public HistoryShape {
    if (transactions < 2 || transactions > History.MOST || pages < 2 || pages > MOST_PAGES) {
      throw new IllegalArgumentException(
          "no such histories: " + transactions + " transactions, " + pages + " pages");
    }
  }

  /** Returns its name, such as {@code 8x6}. */
  public String name() {
    return transactions + "x" + pages;
  }

  @Override
  public String toString() {
    return "up to " + transactions + " transactions over up to " + pages + " pages";
  }
}
