package org.waymark.stress.jcstress;

import java.util.List;

/**
 * Tests to be run, at a pace. Statistical: what is seen depends on the machine and its load.
 *
 * @param tests what to run, in order
 * @param pace for how long
 */
public record JcstressJob(List<JcstressTest> tests, Pace pace) {

  /** Copies the list. */
  public JcstressJob {
    tests = List.copyOf(tests);
  }
}
