package org.waymark.check.counterexample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.waymark.check.counterexample.Counterexample.Kind;

/**
 * What a specification says today of a counterexample found some time ago.
 *
 * @param possible whether it still is a behaviour: it begins in an initial state, and each step is
 *     one of the specification's actions
 * @param violated whether it still violates its property; where that is not an invariant, which
 *     only a whole run of TLC can tell, whether it is still possible
 * @param findings what was found, in sentences
 */
public record Reexamination(boolean possible, boolean violated, List<String> findings) {

  /** Keeps a copy of the findings. */
  public Reexamination {
    findings = List.copyOf(findings);
  }

  /**
   * Walks a counterexample through the specification as it is now.
   *
   * @param spec the directory with the modules, and with {@code models/}; nothing is written there
   * @throws IOException if TLC could not walk it, for example because the module or a variable is
   *     gone; the message says why
   * @throws InterruptedException if this thread was interrupted; no child JVM is left
   */
  public static Reexamination of(Counterexample counterexample, Path spec)
      throws IOException, InterruptedException {
    List<String> findings = new ArrayList<>();
    String module = counterexample.origin().module();
    Path cfg = spec.resolve("models").resolve(counterexample.origin().model() + ".cfg");
    if (!Files.exists(spec.resolve(module + ".tla"))) {
      throw new IOException("there is no module " + module + " any more");
    }
    findings.add(difference(counterexample, spec, cfg));
    String property = counterexample.violation().property();
    boolean invariant = counterexample.violation().kind() == Kind.INVARIANT;
    Walk walk = Walk.of(counterexample, spec, invariant ? property : null);
    boolean possible = walk.startsInitially();
    if (!possible) {
      findings.add("State 1 is no initial state.");
    }
    for (int i = 0; i < walk.steps().size(); i++) {
      if (walk.steps().get(i).taken().isEmpty()) {
        possible = false;
        findings.add(
            "No action leads from state "
                + (i + 1)
                + " to state "
                + counterexample.target(i)
                + ".");
      }
    }
    if (possible) {
      findings.add("It is a behaviour of the specification: each step is one of its actions.");
    }
    if (!invariant) {
      findings.add(property + " is no invariant, so it takes a run of the model to evaluate it.");
      return new Reexamination(possible, possible, findings);
    }
    int broken = walk.holds().indexOf(false);
    findings.add(
        broken < 0
            ? property + " holds in every state."
            : property + " does not hold in state " + (broken + 1) + ".");
    return new Reexamination(possible, possible && broken >= 0, findings);
  }

  private static String difference(Counterexample counterexample, Path spec, Path cfg)
      throws IOException {
    if (!Files.exists(cfg)) {
      return "Its configuration is none of the specification's.";
    }
    return SpecText.fingerprint(spec, cfg).equals(counterexample.origin().spec())
        ? "The specification is the one that it was found in."
        : "The specification has changed since.";
  }
}
