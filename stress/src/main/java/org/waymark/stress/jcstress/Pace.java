package org.waymark.stress.jcstress;

import java.time.Duration;
import java.util.List;

/**
 * How long each test runs. A round is one iteration of jcstress. A test has its least rounds; more
 * as long as it lacks samples and the run is not late; and more, up to the most, as long as it has
 * not seen what it must.
 *
 * @param round how long a round is
 * @param leastRounds how many rounds a test has in any case
 * @param mostRounds how many rounds a test may have in order to see what it must
 * @param samples how many samples are enough
 * @param schedule how long a run of all tests is meant to take, in each kind of compilation
 * @param compilations the kinds of compilation that each test runs under
 */
public record Pace(
    Duration round,
    int leastRounds,
    int mostRounds,
    long samples,
    Duration schedule,
    List<Compilation> compilations) {

  /** For the build: a few hundredths of a second for each test. */
  public static final Pace QUICK =
      new Pace(
          Duration.ofMillis(20),
          2,
          40,
          20_000,
          Duration.ofSeconds(20),
          List.of(Compilation.TIERED));

  /** For a release: a few tenths of a second for each test in every kind of compilation. */
  public static final Pace LONG =
      new Pace(
          Duration.ofMillis(50),
          2,
          40,
          100_000,
          Duration.ofSeconds(40),
          List.of(Compilation.values()));

  /** Copies the list. */
  public Pace {
    compilations = List.copyOf(compilations);
  }

  /** Returns the pace at which tests take so long together, whatever they see. */
  public static Pace of(Duration time, Compilation compilation) {
    return new Pace(LONG.round(), 1, 1, Long.MAX_VALUE, time, List.of(compilation));
  }

  /**
   * Returns the pace at which a test goes on until it has seen what it must, for so long at most.
   */
  public static Pace untilSeen(Duration time, Compilation compilation) {
    int rounds = Math.toIntExact(Math.max(1, time.dividedBy(LONG.round())));
    return new Pace(LONG.round(), 1, rounds, 0, time, List.of(compilation));
  }
}
