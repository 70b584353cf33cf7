package org.waymark;

import java.util.Locale;

/**
 * What a log promises, from one opening to the next, about transactions that overlap; the same for
 * all of them. Nothing of it is stored: whoever opens the log again chooses again, and no
 * transaction overlaps one of another opening.
 */
public enum IsolationLevel {
  /**
   * The admitted transactions, those that only read among them, have the same effect as if they had
   * run one after another. Submissions name every page that they read.
   */
  SERIALIZABLE,
  /**
   * Each transaction reads one snapshot, and of two that overlap and write one page the first wins;
   * read sets are evidence and decide nothing. Write skew is possible.
   */
  SNAPSHOT;

  /**
   * Reads a level's name in any case: {@code serializable} or {@code snapshot}.
   *
   * @throws IllegalArgumentException for any other name; the message lists the valid ones
   */
  public static IsolationLevel parse(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "serializable" -> SERIALIZABLE;
      case "snapshot" -> SNAPSHOT;
      default ->
          throw new IllegalArgumentException(
              "isolation level '" + name + "' is none of: serializable, snapshot");
    };
  }
}
