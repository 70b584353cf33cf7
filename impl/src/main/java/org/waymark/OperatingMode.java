package org.waymark;

import java.util.Locale;

/** How a log stands towards other storage formats. */
public enum OperatingMode {
  /** The protocol itself: the marker stream is the truth and there is nothing beside it. */
  NATIVE,
  /** The same log as the truth, and a standard SQLite database file beside it. Not built yet. */
  COMPATIBILITY;

  /**
   * Reads a mode's name in any case: {@code native}, {@code compatibility} or {@code compat}.
   *
   * @throws IllegalArgumentException for any other name; the message lists the valid ones
   */
  public static OperatingMode parse(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "native" -> NATIVE;
      case "compatibility", "compat" -> COMPATIBILITY;
      default ->
          throw new IllegalArgumentException(
              "mode '" + name + "' is none of: native, compatibility, compat");
    };
  }
}
