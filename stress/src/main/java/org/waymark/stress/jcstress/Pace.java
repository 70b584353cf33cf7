package org.waymark.stress.jcstress;

import java.time.Duration;
import java.util.List;

/**
 * How long each test runs. A round is one iteration of jcstress; what a test must see it may have
 * more rounds for.
 *
 * @param round how long a round is
 * @param leastRounds how many rounds a test has in any case
 * @param mostRounds how many rounds a test may have
 * @param compilations the kinds of compilation that each test runs under
 */
public record Pace(
    Duration round, int leastRounds, int mostRounds, List<Compilation> compilations) {

  /** For the build: a few hundredths of a second for each test. */
  public static final Pace QUICK =
      new Pace(Duration.ofMillis(20), 2, 40, List.of(Compilation.TIERED));

  /** For a release: a few tenths of a second for each test in every kind of compilation. */
  public static final Pace LONG =
      new Pace(Duration.ofMillis(50), 2, 40, List.of(Compilation.values()));

  /** Copies the list. */
  public Pace {
    compilations = List.copyOf(compilations);
  }

  /** Returns the pace at which so many tests take about so long. */
  public static Pace of(Duration time, int tests, Compilation compilation) {
    long rounds = Math.max(1, time.dividedBy(tests).dividedBy(LONG.round()));
    int each = (int) Math.min(Integer.MAX_VALUE, rounds);
    return new Pace(LONG.round(), each, each, List.of(compilation));
  }
}
