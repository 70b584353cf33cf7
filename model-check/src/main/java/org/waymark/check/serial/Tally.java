package org.waymark.check.serial;

import java.util.EnumMap;
import java.util.Map;

/**
 * Counts of what became of transactions and histories. Of submissions that differ in the names of
 * pages one is counted <em>once</em>, and as many <em>by name</em> as it stands for. For one
 * thread.
 */
final class Tally {
  private final Counts<Verdict> verdicts = new Counts<>(Verdict.class);
  private final Counts<Verdict> verdictsByName = new Counts<>(Verdict.class);
  private final Counts<Verdict> needless = new Counts<>(Verdict.class);
  private final Counts<Met> met = new Counts<>(Met.class);
  private long needlessByName;
  private long spared;
  private long sparedByName;
  private long histories;

  /** For how many the submission counted last stands. */
  private int ways;

  /** How much of what. */
  private static final class Counts<K extends Enum<K>> {
    private final Map<K, Long> counts;

    Counts(Class<K> kinds) {
      counts = new EnumMap<>(kinds);
    }

    void add(K kind, long more) {
      counts.merge(kind, more, Long::sum);
    }

    void add(Counts<K> other) {
      other.counts.forEach(this::add);
    }

    long of(K kind) {
      return counts.getOrDefault(kind, 0L);
    }

    long sum() {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** A history has its last transaction. */
  void history() {
    histories++;
  }

  /** Somebody submitted, and this came of it; in how many ways pages are named is not asked. */
  void verdict(Verdict verdict) {
    verdict(verdict, 0);
  }

  /** Somebody submitted, in one of so many ways to name the pages; this came of it. */
  void verdict(Verdict verdict, int namings) {
    ways = namings;
    verdicts.add(verdict, 1);
    verdictsByName.add(verdict, namings);
  }

  /** The submission counted last was refused so, and would have closed no cycle. */
  void needless(Verdict verdict) {
    needless.add(verdict, 1);
    needlessByName += ways;
  }

  /** The submission counted last was admitted, but not if the order of ends did not matter. */
  void spared() {
    spared++;
    sparedByName += ways;
  }

  /** A history of a coordinator met this. */
  void met(Met what) {
    met.add(what, 1);
  }

  /** Adds what another has counted. */
  void add(Tally other) {
    verdicts.add(other.verdicts);
    verdictsByName.add(other.verdictsByName);
    needless.add(other.needless);
    met.add(other.met);
    needlessByName += other.needlessByName;
    spared += other.spared;
    sparedByName += other.sparedByName;
    histories += other.histories;
  }

  long histories() {
    return histories;
  }

  long count(Verdict verdict) {
    return verdicts.of(verdict);
  }

  long countByName(Verdict verdict) {
    return verdictsByName.of(verdict);
  }

  long count(Met what) {
    return met.of(what);
  }

  /** Returns how many were refused so, and would have closed no cycle. */
  long needlessRefusals(Verdict verdict) {
    return needless.of(verdict);
  }

  /** Returns how many were refused at all, and would have closed no cycle. */
  long needlessRefusals() {
    return needless.sum();
  }

  long needlessRefusalsByName() {
    return needlessByName;
  }

  long sparedByOrder() {
    return spared;
  }

  long sparedByOrderByName() {
    return sparedByName;
  }

  /** Returns how many submissions were judged. */
  long submissions() {
    return verdicts.sum();
  }

  /** Returns the same by name; 0 if that was not asked. */
  long submissionsByName() {
    return verdictsByName.sum();
  }

  /** Returns how many were refused for a dangerous structure. */
  long dangers() {
    return count(Verdict.PIVOT) + count(Verdict.COMMITTED_PIVOT);
  }
}
