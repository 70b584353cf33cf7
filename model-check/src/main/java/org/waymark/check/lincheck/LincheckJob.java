package org.waymark.check.lincheck;

/**
 * One run of Lincheck, a function of its fields; in stress mode of the machine too. Immutable.
 *
 * @param target the name of a target
 * @param mode one of the target's modes
 * @param seed where its drawn scenarios come from
 * @param scenarios how many are drawn, beside the named ones; 0 or more
 * @param invocations how often each scenario is run at most, 1 or more
 */
public record LincheckJob(String target, Mode mode, long seed, int scenarios, int invocations) {

  /** Returns it in a few words. */
  @Override
  public String toString() {
    return target + ", " + mode.words() + ", seed " + seed;
  }
}
