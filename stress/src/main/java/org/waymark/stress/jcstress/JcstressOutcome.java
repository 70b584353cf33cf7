package org.waymark.stress.jcstress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * What came of a test: every outcome that it names, seen or not, and every other that was seen.
 *
 * @param test which test
 * @param seen its outcomes, in the order in which it names them
 * @param troubles what kept it from running to its end, in jcstress's words; empty if nothing did
 */
public record JcstressOutcome(JcstressTest test, List<Seen> seen, List<String> troubles) {

  private static final String UNEXPLAINED = "no order explains it";

  /** Copies the lists. */
  public JcstressOutcome {
    seen = List.copyOf(seen);
    troubles = List.copyOf(troubles);
  }

  /**
   * Judges counts of outcomes by what the test says of them; what it does not name is forbidden.
   */
  static JcstressOutcome of(JcstressTest test, Map<String, Long> counts, List<String> troubles) {
    Map<String, Seen> seen = new LinkedHashMap<>();
    for (Seen named : named(test)) {
      seen.put(named.outcome(), named.plus(counts.getOrDefault(named.outcome(), 0L)));
    }
    counts.forEach(
        (outcome, times) ->
            seen.computeIfAbsent(
                outcome, o -> new Seen(o, Expect.FORBIDDEN.name(), UNEXPLAINED, times)));
    return new JcstressOutcome(test, new ArrayList<>(seen.values()), troubles);
  }

  /** Returns the outcomes that a test names, none seen, in its order. */
  static List<Seen> named(JcstressTest test) {
    TestInfo info = TestList.getInfo(test.name());
    List<Seen> named = new ArrayList<>();
    for (StateCase each : info.cases()) {
      named.add(new Seen(each.matchPattern(), each.expect().name(), each.description(), 0));
    }
    return named;
  }

  /** Returns how many different outcomes a test can have without being wrong. */
  static long allowed(JcstressTest test) {
    return named(test).stream()
        .filter(each -> !each.expectation().equals(Expect.FORBIDDEN.name()))
        .count();
  }

  /** Returns the sum of this and what came of the same test in another run. */
  JcstressOutcome plus(JcstressOutcome other) {
    Map<String, Long> counts = new LinkedHashMap<>();
    seen.forEach(s -> counts.merge(s.outcome(), s.times(), Long::sum));
    other.seen.forEach(s -> counts.merge(s.outcome(), s.times(), Long::sum));
    List<String> all = new ArrayList<>(troubles);
    all.addAll(other.troubles);
    return of(test, counts, all);
  }

  /** Returns how many samples were taken. */
  public long samples() {
    return seen.stream().mapToLong(Seen::times).sum();
  }

  /** Returns how often a twin showed what it was weakened for. */
  public long bad() {
    return times(Expect.ACCEPTABLE_INTERESTING);
  }

  /** Returns how many different outcomes were seen. */
  public long variety() {
    return seen.stream().filter(s -> s.times() > 0).count();
  }

  /**
   * Returns what is wrong, in sentences: forbidden outcomes and troubles; nothing if all is well.
   */
  public List<String> violations() {
    List<String> wrong = sentences(Expect.FORBIDDEN);
    troubles.forEach(trouble -> wrong.add(test.name() + ": " + trouble));
    return wrong;
  }

  /** Returns which mistakes a twin made that it was weakened for, in sentences. */
  public List<String> mistakes() {
    return sentences(Expect.ACCEPTABLE_INTERESTING);
  }

  private List<String> sentences(Expect expectation) {
    List<String> sentences = new ArrayList<>();
    for (Seen each : seen) {
      if (each.times() > 0 && each.expectation().equals(expectation.name())) {
        sentences.add(
            "%s: outcome %s was seen %d times: %s"
                .formatted(test.name(), each.outcome(), each.times(), each.meaning()));
      }
    }
    return sentences;
  }

  private long times(Expect expectation) {
    return seen.stream()
        .filter(s -> s.expectation().equals(expectation.name()))
        .mapToLong(Seen::times)
        .sum();
  }
}
