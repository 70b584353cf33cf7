package org.waymark.check.lives;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waymark.check.history.Violation;

/**
 * Life after life from one seed, until somebody says that it is enough or something is violated; a
 * violation is reported with the fewest incarnations that still show it. One thread.
 */
final class Simulation {
  private final long seed;
  private final Sabotage sabotage;
  private final Tally tally = new Tally();
  private long traceHash;

  Simulation(long seed, Sabotage sabotage) {
    this.seed = seed;
    this.sabotage = sabotage;
  }

  /**
   * A life that did not hold.
   *
   * @param life its number, from 1
   * @param incarnations the fewest of its incarnations, quiet ones apart, that show a violation of
   *     the same property
   * @param violations what does not hold
   * @param story a line for each incarnation
   */
  record Failure(
      long life, List<Integer> incarnations, List<Violation> violations, List<String> story) {

    /** Copies the lists. */
    Failure {
      incarnations = List.copyOf(incarnations);
      violations = List.copyOf(violations);
      story = List.copyOf(story);
    }

    /** Returns the command that lives it again. */
    String replay(long seed) {
      return "waymark simulate --seed "
          + seed
          + " --life "
          + life
          + " --incarnations "
          + incarnations.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Returns what a person needs to know: the story, what is violated, how to see it again. */
    String text(long seed) {
      List<String> lines = new ArrayList<>();
      lines.add("seed " + seed + ", life " + life);
      story.forEach(line -> lines.add("  " + line));
      violations.forEach(violation -> lines.add(violation.toString()));
      lines.add(replay(seed));
      return String.join("\n", lines);
    }
  }

  /** Returns what was seen so far. */
  Tally tally() {
    return tally;
  }

  /** Returns a hash over everything that happened so far. */
  long traceHash() {
    return traceHash;
  }

  /**
   * Lives lives 1, 2, 3 …
   *
   * @param enough asked before each
   * @return the first that did not hold, or null
   */
  @Nullable Failure run(BooleanSupplier enough) {
    for (long life = 1; !enough.getAsBoolean(); life++) {
      Failure failure = live(life, all -> true);
      if (failure != null) {
        return shrink(failure);
      }
    }
    return null;
  }

  /** Lives one life with these of its incarnations, and returns what did not hold, or null. */
  @Nullable Failure live(long life, IntPredicate included) {
    return live(life, included, tally);
  }

  private @Nullable Failure live(long life, IntPredicate included, Tally counted) {
    Life.Outcome outcome = Life.live(Seeds.of(seed, life), included, counted, sabotage);
    traceHash = Seeds.of(traceHash, outcome.traceHash());
    return outcome.violations().isEmpty()
        ? null
        : new Failure(life, outcome.incarnations(), outcome.violations(), outcome.story());
  }

  /** Leaves out one incarnation after another, the earliest first, as long as it fails alike. */
  private Failure shrink(Failure found) {
    Failure least = found;
    for (int candidate : found.incarnations()) {
      Set<Integer> fewer = new HashSet<>(least.incarnations());
      fewer.remove(candidate);
      Failure smaller = live(found.life(), fewer::contains, new Tally());
      if (smaller != null && property(smaller).equals(property(found))) {
        least = smaller;
      }
    }
    return least;
  }

  private static String property(Failure failure) {
    return failure.violations().get(0).property();
  }
}
