package org.waymark.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Commit times as people write them. */
final class Moments {

  private static final long NANOS = 1_000_000_000L;

  private Moments() {}

  /**
   * Reads Unix nanoseconds, or ISO-8601 with an offset such as {@code 2026-11-22T15:04:05.5Z}.
   *
   * @throws IllegalArgumentException if it is neither, or beyond 64 bits of nanoseconds
   */
  static long parse(String text) {
    try {
      if (text.matches("-?[0-9]+")) {
        return Long.parseLong(text);
      }
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), NANOS), (long) instant.getNano());
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is neither Unix nanoseconds nor like 2026-11-22T15:04:05Z", e);
    }
  }

  /** Writes ISO-8601 in UTC. */
  static String format(long unixNanos) {
    return Instant.ofEpochSecond(Math.floorDiv(unixNanos, NANOS), Math.floorMod(unixNanos, NANOS))
        .toString();
  }
}
