package org.waymark.check.spec;

import java.util.List;
import java.util.Map;

/**
 * The judgement on one run of TLC.
 *
 * <p>Only what was expected, for the reason that was expected, is good. A seeded bug caught by
 * another property than its own is as bad as one not caught, and so is one that stopped TLC by a
 * parse error.
 *
 * @param kind what happened
 * @param explanation one sentence for a person, with both numbers where numbers differ
 */
public record Verdict(Kind kind, String explanation) {

  /** What may come of a run. */
  public enum Kind {
    /** The model holds, in exactly the expected number of states. */
    HELD,
    /** The seeded bug or probe violated the property that it must violate. */
    VIOLATED_AS_EXPECTED,
    /** A property was violated that should not have been. */
    OTHER_PROPERTY,
    /** The seeded bug or probe violated nothing: the property lost its teeth. */
    LOST_TEETH,
    /** The model holds, but its state graph is not the recorded one. */
    DRIFTED,
    /** The model holds, but some action never happened in it. */
    ACTION_NEVER_TAKEN,
    /** TLC did not come to an end of its own: an error, a signal, the time limit. */
    NOT_ENDED_CLEANLY
  }

  private static final int EXIT_SUCCESS = 0;
  private static final int EXIT_SAFETY = 12;
  private static final int EXIT_LIVENESS = 13;

  /** Whether this is what the manifest expects. */
  public boolean good() {
    return kind == Kind.HELD || kind == Kind.VIOLATED_AS_EXPECTED;
  }

  /**
   * Judges a run.
   *
   * @param checks the properties that the model's configuration names: TLC does not name a violated
   *     liveness or refinement property, so there it must be the only one
   */
  static Verdict judge(SpecModel model, int exitCode, TlcOutput output, List<String> checks) {
    if (exitCode == EXIT_SUCCESS && output.succeeded() && !output.violated()) {
      return model.violates() == null ? judgeGraph(model, output) : lostTeeth(model);
    }
    if ((exitCode == EXIT_SAFETY || exitCode == EXIT_LIVENESS) && output.violated()) {
      return judgeViolation(model, output, checks);
    }
    String error = output.error();
    return new Verdict(
        Kind.NOT_ENDED_CLEANLY,
        "TLC ended with code " + exitCode + ": " + (error == null ? "no error message" : error));
  }

  private static Verdict lostTeeth(SpecModel model) {
    return new Verdict(Kind.LOST_TEETH, model.violates() + " should be violated, but held");
  }

  private static Verdict judgeViolation(SpecModel model, TlcOutput output, List<String> checks) {
    String violated = output.property();
    if (violated == null && checks.size() == 1) {
      violated = checks.get(0);
    }
    if (violated == null) {
      violated = "one of " + checks;
    }
    if (violated.equals(model.violates())) {
      return new Verdict(Kind.VIOLATED_AS_EXPECTED, violated + " is violated, as it should be");
    }
    return new Verdict(
        Kind.OTHER_PROPERTY,
        violated
            + " is violated; expected "
            + (model.violates() == null ? "none" : model.violates())
            + " to be");
  }

  private static Verdict judgeGraph(SpecModel model, TlcOutput output) {
    if (model.everyActionTaken()) {
      Map<String, Long> taken = output.timesTaken();
      List<String> never =
          taken.entrySet().stream()
              .filter(action -> action.getValue() == 0)
              .map(Map.Entry::getKey)
              .sorted()
              .toList();
      if (taken.isEmpty() || !never.isEmpty()) {
        return new Verdict(
            Kind.ACTION_NEVER_TAKEN,
            taken.isEmpty() ? "TLC reported no coverage" : "never taken: " + never);
      }
    }
    if (output.states() != model.states()) {
      return new Verdict(
          Kind.DRIFTED,
          "expected " + model.states() + " distinct states, found " + output.states());
    }
    if (output.depth() < model.depth()) {
      return new Verdict(
          Kind.DRIFTED,
          "expected a depth of at least " + model.depth() + ", found " + output.depth());
    }
    return new Verdict(Kind.HELD, "held in " + output.states() + " distinct states");
  }
}
