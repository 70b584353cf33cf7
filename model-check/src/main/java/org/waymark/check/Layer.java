package org.waymark.check;

import java.time.Duration;

/**
 * One way of checking Waymark: model checking, golden vectors, killing processes, and so on.
 *
 * <p>Modules contribute layers through {@link java.util.ServiceLoader}. A layer works within its
 * budget, draws all randomness from the seed it is given, and counts what it saw: a run that saw
 * less than the layer's coverage floor does not hold. An instance serves one run on one thread.
 */
public interface Layer {

  /** Returns its name on the command line: lower case, words joined by hyphens. */
  String name();

  /** Returns what it checks, as one short phrase. */
  String checks();

  /** Returns how long it may take on two cores. */
  Duration budget(Profile profile);

  /**
   * Checks.
   *
   * @param progress is told how far the run has come
   * @return what was found
   * @throws java.io.IOException if the machine stood in the way
   * @throws InterruptedException if the run was ended from outside, as happens to one that takes
   *     more than twice its budget
   * @throws Exception anything else is a failure of what is checked or of the check itself
   */
  LayerResult run(LayerContext context, Progress progress) throws Exception;
}
