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
    /** Nothing was violated, in as many states or behaviours as expected. */
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
    /** Nothing was violated, but fewer random behaviours were seen than asked for. */
    TOO_FEW,
    /** TLC was not started: the manifest says one thing of the model, its configuration another. */
    BOUNDS_DIFFER,
    /** TLC did not come to an end of its own: an error, a signal, the time limit. */
    NOT_ENDED_CLEANLY
  }

  private static final int EXIT_SUCCESS = 0;
  private static final int EXIT_DEADLOCK = 11;
  private static final int EXIT_SAFETY = 12;
  private static final int EXIT_LIVENESS = 13;

  /** Whether this is what the manifest expects. */
  public boolean good() {
    return kind == Kind.HELD || kind == Kind.VIOLATED_AS_EXPECTED;
  }

  /**
   * Judges a run over all states, or over the random ones that the model asks for.
   *
   * @param checks the properties that the model's configuration names: TLC does not name a violated
   *     liveness or refinement property, so there it must be the only one
   */
  static Verdict judge(SpecModel model, TlcRun run, List<String> checks) {
    TlcOutput output = run.output();
    if (violated(run)) {
      return judgeViolation(model, output, checks);
    }
    if (model.simulate() != null) {
      Verdict seen = judgeSimulation(run, model.simulate().traces());
      return model.violates() != null && seen.good() ? lostTeeth(model) : seen;
    }
    if (run.exitCode() != EXIT_SUCCESS || !output.succeeded() || output.violated()) {
      return notEnded(run);
    }
    return switch (model.kind()) {
      case VIOLATED -> lostTeeth(model);
      case EXHAUSTIVE -> judgeGraph(model, output);
      case SAMPLING -> held(output.states() + " distinct states, from sampled initial ones");
      default -> held(output.states() + " distinct states, depth " + output.depth());
    };
  }

  /** Judges what a server's workers found: neither depth nor coverage is the same with them. */
  static Verdict judgeDistributed(SpecModel model, TlcRun run, List<String> checks) {
    TlcOutput output = run.output();
    // A server ends with code 0 whatever it found.
    if (run.exitCode() == EXIT_SUCCESS && output.violated()) {
      return judgeViolation(model, output, checks);
    }
    if (run.exitCode() != EXIT_SUCCESS || !output.succeeded()) {
      return notEnded(run);
    }
    if (model.kind() == SpecModel.Kind.VIOLATED) {
      return lostTeeth(model);
    }
    if (model.states() > 0 && output.states() != model.states()) {
      return drifted(model, output);
    }
    return held(output.states() + " distinct states");
  }

  /**
   * Judges random behaviours of any model.
   *
   * @param least how many there must have been
   */
  static Verdict judgeBehaviours(SpecModel model, TlcRun run, long least, List<String> checks) {
    return violated(run)
        ? judgeViolation(model, run.output(), checks)
        : judgeSimulation(run, least);
  }

  private static boolean violated(TlcRun run) {
    return switch (run.exitCode()) {
      case EXIT_DEADLOCK, EXIT_SAFETY, EXIT_LIVENESS -> run.output().violated();
      default -> false;
    };
  }

  private static Verdict held(String where) {
    return new Verdict(Kind.HELD, "held in " + where);
  }

  private static Verdict notEnded(TlcRun run) {
    String error = run.output().error();
    return new Verdict(
        Kind.NOT_ENDED_CLEANLY,
        "TLC ended with code "
            + run.exitCode()
            + ": "
            + (error == null ? "no error message" : error));
  }

  private static Verdict lostTeeth(SpecModel model) {
    return new Verdict(Kind.LOST_TEETH, model.violates() + " should be violated, but held");
  }

  private static Verdict drifted(SpecModel model, TlcOutput output) {
    return new Verdict(
        Kind.DRIFTED, "expected " + model.states() + " distinct states, found " + output.states());
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

  private static Verdict judgeSimulation(TlcRun run, long least) {
    if (run.exitCode() != EXIT_SUCCESS || !run.output().finished()) {
      return notEnded(run);
    }
    TlcProgress seen = run.progress();
    if (seen.traces() < least) {
      return new Verdict(
          Kind.TOO_FEW, "expected " + least + " random behaviours, saw " + seen.traces());
    }
    return held(seen.traces() + " random behaviours with " + seen.generated() + " states");
  }

  private static Verdict judgeGraph(SpecModel model, TlcOutput output) {
    if (model.everyActionTaken()) {
      List<String> never =
          output.actions().entrySet().stream()
              .filter(action -> action.getValue().times() == 0)
              .map(Map.Entry::getKey)
              .sorted()
              .toList();
      if (output.actions().isEmpty() || !never.isEmpty()) {
        return new Verdict(
            Kind.ACTION_NEVER_TAKEN,
            never.isEmpty() ? "TLC reported no coverage" : "never taken: " + never);
      }
    }
    if (output.states() != model.states()) {
      return drifted(model, output);
    }
    boolean exact = model.singleWorker();
    if (output.depth() < model.depth() || (exact && output.depth() > model.depth())) {
      return new Verdict(
          Kind.DRIFTED,
          "expected a depth of "
              + (exact ? "" : "at least ")
              + model.depth()
              + ", found "
              + output.depth());
    }
    return held(output.states() + " distinct states");
  }
}
