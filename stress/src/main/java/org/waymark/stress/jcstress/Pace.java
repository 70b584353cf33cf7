package org.waymark.stress.jcstress;

import java.util.List;

/**
 * How long each test runs. A round is one iteration of jcstress; what a test must see it may have
 * more rounds for.
 */
public enum Pace {
  /** For the build: a few hundredths of a second for each test. */
  QUICK(20, 2, 40),
  /** For a release: seconds for each test, in every kind of compilation. */
  LONG(200, 4, 20);

  private final int millis;
  private final int leastRounds;
  private final int mostRounds;

  Pace(int millis, int leastRounds, int mostRounds) {
    this.millis = millis;
    this.leastRounds = leastRounds;
    this.mostRounds = mostRounds;
  }

  /** Returns the length of a round. */
  int millis() {
    return millis;
  }

  /** Returns how many rounds a test has in any case. */
  int leastRounds() {
    return leastRounds;
  }

  /** Returns how many rounds a test may have. */
  int mostRounds() {
    return mostRounds;
  }

  /** Returns the kinds of compilation that each test runs under. */
  List<Compilation> compilations() {
    return this == QUICK ? List.of(Compilation.TIERED) : List.of(Compilation.values());
  }
}
