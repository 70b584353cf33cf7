package org.waymark.check.baton;

import java.util.Arrays;

/** What happened in a run: every decision, a hash over decisions and places, the last steps. */
final class Trace {
  private static final int LAST = 16;

  private final String[] lastWhere = new String[LAST];
  private final long[] lastDetail = new long[LAST];
  private int[] decisions = new int[64];
  private int steps;
  private long hash;

  int steps() {
    return steps;
  }

  long hash() {
    return hash;
  }

  int[] decisions() {
    return Arrays.copyOf(decisions, steps);
  }

  /** Adds what no schedule decides: the start of a thread. */
  void started(String name) {
    mix(name.hashCode());
  }

  /** Adds a step: where the thread that ran was, and who runs now. */
  void add(String where, long detail, int decision) {
    if (steps == decisions.length) {
      decisions = Arrays.copyOf(decisions, steps * 2);
    }
    decisions[steps] = decision;
    lastWhere[steps % LAST] = where;
    lastDetail[steps % LAST] = detail;
    steps++;
    mix(where.hashCode());
    mix(detail);
    mix(decision);
  }

  private void mix(long value) {
    long h = (hash ^ value) * 0x9E3779B97F4A7C15L;
    hash = h ^ (h >>> 32);
  }

  /** Writes the last steps, one a line. */
  void describeLast(StringBuilder text) {
    for (int step = Math.max(0, steps - LAST); step < steps; step++) {
      text.append("\n  step ").append(step).append(": at ");
      describe(text, lastWhere[step % LAST], lastDetail[step % LAST]);
      int decision = decisions[step];
      text.append(decision < 0 ? ", wakes for no reason and runs: " : ", runs: ")
          .append(decision < 0 ? ~decision : decision);
    }
  }

  static void describe(StringBuilder text, String where, long detail) {
    text.append(where);
    if (detail != 0) {
      text.append(' ').append(detail);
    }
  }
}
