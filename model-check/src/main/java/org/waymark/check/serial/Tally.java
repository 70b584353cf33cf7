package org.waymark.check.serial;

import java.util.EnumMap;
import java.util.Map;
import org.waymark.check.serial.Rules.Verdict;

/** Counts of what became of transactions and histories. For one thread. */
final class Tally {
  private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
  private long histories;
  private long needless;

  /** A history has its last transaction. */
  void history() {
    histories++;
  }

  void verdict(Verdict verdict) {
    verdicts.merge(verdict, 1L, Long::sum);
  }

  /** Somebody was refused for a dangerous structure, and would have closed no cycle. */
  void needless() {
    needless++;
  }

  /** Adds what another has counted. */
  void add(Tally other) {
    other.verdicts.forEach((verdict, count) -> verdicts.merge(verdict, count, Long::sum));
    histories += other.histories;
    needless += other.needless;
  }

  long histories() {
    return histories;
  }

  long count(Verdict verdict) {
    return verdicts.getOrDefault(verdict, 0L);
  }

  long needlessRefusals() {
    return needless;
  }

  /** Returns how many were refused for a dangerous structure. */
  long dangers() {
    return count(Verdict.PIVOT) + count(Verdict.COMMITTED_PIVOT);
  }
}
