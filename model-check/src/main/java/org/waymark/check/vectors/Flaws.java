package org.waymark.check.vectors;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Which flaw is expected from which byte on, stated by hand from {@code spec/format.md}. */
final class Flaws {

  private final NavigableMap<Integer, String> from = new TreeMap<>();

  /** Begins with the flaw at byte 0. */
  static Flaws of(String first) {
    return new Flaws().from(0, first);
  }

  /** Expects another flaw from this byte on. */
  Flaws from(int at, String flaw) {
    from.put(at, flaw);
    return this;
  }

  String at(int at) {
    Map.Entry<Integer, String> entry = from.floorEntry(at);
    if (entry == null) {
      throw new IllegalArgumentException("no flaw stated for byte " + at);
    }
    return entry.getValue();
  }
}
