package org.waymark.check.serial;

import java.util.EnumMap;
import java.util.Map;
import org.waymark.check.serial.Rules.Verdict;

/** Counts of what became of transactions and histories. For one thread. */
final class Tally {
  private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
  private final Map<Met, Long> met = new EnumMap<>(Met.class);
  private long histories;
  private long named;
  private long needless;
  private long spared;

  /** A history has its last transaction. */
  void history() {
    histories++;
  }

  void verdict(Verdict verdict) {
    verdicts.merge(verdict, 1L, Long::sum);
  }

  /** A history of a coordinator met this. */
  void met(Met what) {
    met.merge(what, 1L, Long::sum);
  }

  /** Somebody submitted; there are so many ways to name the pages of the history with it. */
  void namings(int ways) {
    named += ways;
  }

  /** Somebody was refused for a dangerous structure, and would have closed no cycle. */
  void needless() {
    needless++;
  }

  /** Somebody was admitted, and had been refused if the order of ends did not matter. */
  void spared() {
    spared++;
  }

  /** Adds what another has counted. */
  void add(Tally other) {
    other.verdicts.forEach((verdict, count) -> verdicts.merge(verdict, count, Long::sum));
    other.met.forEach((what, count) -> met.merge(what, count, Long::sum));
    histories += other.histories;
    named += other.named;
    needless += other.needless;
    spared += other.spared;
  }

  long histories() {
    return histories;
  }

  long count(Verdict verdict) {
    return verdicts.getOrDefault(verdict, 0L);
  }

  long count(Met what) {
    return met.getOrDefault(what, 0L);
  }

  long needlessRefusals() {
    return needless;
  }

  long sparedByOrder() {
    return spared;
  }

  /** Returns how many submissions were judged. */
  long submissions() {
    return verdicts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the same, histories that differ in the names of pages counted each; 0 if unknown. */
  long submissionsByName() {
    return named;
  }

  /** Returns how many were refused for a dangerous structure. */
  long dangers() {
    return count(Verdict.PIVOT) + count(Verdict.COMMITTED_PIVOT);
  }
}
