package org.waymark.stress.campaign;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures as people read them. */
final class Words {

  private Words() {}

  /** Returns a time: {@code 4.2 s} below a minute, else {@code 1:02:03} or {@code 2:03}. */
  static String time(Duration time) {
    if (time.compareTo(Duration.ofMinutes(1)) < 0) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    return time.toHours() > 0
        ? String.format("%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : String.format("%d:%02d", time.toMinutes(), time.toSecondsPart());
  }

  /** Returns a number. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Returns a number with what it counts, which is given in the plural. */
  static String count(long number, String what) {
    String words = number == 1 ? what.substring(0, what.length() - 1) : what;
    return number(number) + " " + words;
  }

  /** Returns all counts in one line. */
  static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(count -> number(count.getValue()) + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }
}
