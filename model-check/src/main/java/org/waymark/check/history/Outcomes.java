package org.waymark.check.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which outcomes of a crash the abstract log allows, and which of them were seen.
 *
 * <p>In {@code CommitLog.tla} a crash meets a history of which a prefix was acknowledged, and
 * behind it commits that nobody was told of; {@code Recover} keeps any prefix of those, and all of
 * what was acknowledged. So for <em>a</em> acknowledged and <em>n</em> appended commits each
 * recovered tip <em>t</em> with <em>a ≤ t ≤ n</em> is allowed, and no other. Properties P1 to P5
 * forbid the others; this class lists those that are allowed and never came. An explorer that never
 * shows them either cannot reach them, for a reason that can be stated, or does not look there.
 *
 * <p>Situations, such as the kind of crash, are compared each for itself. Not thread-safe.
 */
public final class Outcomes {

  /**
   * What came of one crash.
   *
   * @param acknowledged how many commits had been acknowledged or observed
   * @param appended the highest sequence that had a marker, and whose client had not been told that
   *     it did not commit, and neither had one of a lower sequence
   * @param recovered the tip that recovery found
   */
  public record Outcome(int acknowledged, int appended, int recovered) {

    /** Returns whether the abstract log allows it. */
    public boolean allowed() {
      return 0 <= acknowledged && acknowledged <= recovered && recovered <= appended;
    }

    @Override
    public String toString() {
      return acknowledged + " acknowledged, " + appended + " appended, " + recovered + " recovered";
    }
  }

  private final int most;
  private final Map<String, long[][]> seen = new TreeMap<>();

  /**
   * Prepares to compare crashes of small logs.
   *
   * @param most the largest number of commits that is compared, 0 to 63
   * @param situations the situations that must each show every outcome
   */
  public Outcomes(int most, List<String> situations) {
    if (most < 0 || most >= Long.SIZE) {
      throw new IllegalArgumentException("most: 0 to 63, not " + most);
    }
    this.most = most;
    situations.forEach(situation -> seen.put(situation, new long[most + 1][most + 1]));
  }

  /**
   * Notes what came of a crash. Crashes with more commits than are compared are left out.
   *
   * @throws IllegalArgumentException if the situation was not announced, or the abstract log
   *     forbids the outcome, which a judge of the history must have told before
   */
  public void saw(String situation, int acknowledged, int appended, int recovered) {
    long[][] known = seen.get(situation);
    if (known == null) {
      throw new IllegalArgumentException("situation: not announced: " + situation);
    }
    if (acknowledged < 0 || acknowledged > recovered || recovered > appended) {
      throw new IllegalArgumentException(
          "forbidden: " + new Outcome(acknowledged, appended, recovered));
    }
    if (appended <= most) {
      known[acknowledged][appended] |= 1L << recovered;
    }
  }

  /** Adds what another has seen, of the same situations and as many commits. */
  public void add(Outcomes other) {
    other.seen.forEach(
        (situation, outcomes) -> {
          for (Outcome outcome : allowed()) {
            if (contains(outcomes, outcome)) {
              saw(situation, outcome.acknowledged, outcome.appended, outcome.recovered);
            }
          }
        });
  }

  /** Returns all outcomes that the abstract log allows, in order. */
  public List<Outcome> allowed() {
    List<Outcome> allowed = new ArrayList<>();
    for (int appended = 0; appended <= most; appended++) {
      for (int acknowledged = 0; acknowledged <= appended; acknowledged++) {
        for (int recovered = acknowledged; recovered <= appended; recovered++) {
          allowed.add(new Outcome(acknowledged, appended, recovered));
        }
      }
    }
    return allowed;
  }

  /** Returns the allowed outcomes that were seen in a situation, in order. */
  public List<Outcome> seen(String situation) {
    return listed(situation, true);
  }

  /** Returns the allowed outcomes that were not seen in a situation, in order. */
  public List<Outcome> unseen(String situation) {
    return listed(situation, false);
  }

  private List<Outcome> listed(String situation, boolean present) {
    long[][] known = seen.get(situation);
    if (known == null) {
      throw new IllegalArgumentException("situation: not announced: " + situation);
    }
    return allowed().stream().filter(outcome -> contains(known, outcome) == present).toList();
  }

  private static boolean contains(long[][] outcomes, Outcome outcome) {
    return (outcomes[outcome.acknowledged][outcome.appended] >>> outcome.recovered & 1) == 1;
  }
}
