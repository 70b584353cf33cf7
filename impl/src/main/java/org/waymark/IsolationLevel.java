package org.waymark;

import java.util.Locale;
import org.waymark.log.Isolation;

/**
 * What a log promises about transactions that overlap; the same for all of them.
 *
 * <p>It is a property of the log: chosen when the log is created ({@link
 * LogOptions#withIsolation}), stored with it, and never changed. So whoever reads the log, now or
 * years later, knows what holds for its whole history. Another level takes another log.
 */
public enum IsolationLevel {
  /**
   * The admitted transactions, those that only read among them, have the same effect as if they had
   * run one after another, provided that submissions name every page they read.
   */
  SERIALIZABLE,
  /**
   * Each transaction reads one snapshot, and of two that overlap and write one page the first wins;
   * read sets are evidence and decide nothing. Write skew is possible.
   */
  SNAPSHOT;

  /** Returns the level that a log on disk names. */
  static IsolationLevel of(Isolation stored) {
    return switch (stored) {
      case SERIALIZABLE -> SERIALIZABLE;
      case SNAPSHOT -> SNAPSHOT;
    };
  }

  /** Returns what a log on disk names for this level. */
  Isolation stored() {
    return switch (this) {
      case SERIALIZABLE -> Isolation.SERIALIZABLE;
      case SNAPSHOT -> Isolation.SNAPSHOT;
    };
  }

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
