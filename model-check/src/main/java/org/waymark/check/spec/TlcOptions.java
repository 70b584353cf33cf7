package org.waymark.check.spec;

import org.waymark.check.Profile;

/**
 * How to run TLC, apart from what the model says.
 *
 * @param workers how many search at once where the order does not matter; 1 or more
 * @param memory the heap, as a JVM is told: {@code 512m}, {@code 2g}; empty for what the profile of
 *     the model is known to need
 * @param coverage whether to count how often each action was taken, also where nobody asks for it
 * @param seed where random behaviours and random initial states come from
 */
record TlcOptions(int workers, String memory, boolean coverage, long seed) {

  /** A heap in the words of a JVM. */
  static final String MEMORY = "[1-9][0-9]*[kmgKMG]";

  /** Two workers, as much memory as the profile needs. */
  static final TlcOptions USUAL = new TlcOptions(2, "", false, 0);

  TlcOptions {
    if (workers < 1) {
      throw new IllegalArgumentException("workers: " + workers + " is less than 1");
    }
    if (!memory.isEmpty() && !memory.matches(MEMORY)) {
      throw new IllegalArgumentException("memory: '" + memory + "' is no size like 512m or 2g");
    }
  }

  /** The same with another seed. */
  TlcOptions withSeed(long other) {
    return new TlcOptions(workers, memory, coverage, other);
  }

  int workers(SpecModel model) {
    return model.singleWorker() ? 1 : workers;
  }

  String memory(SpecModel model) {
    if (!memory.isEmpty()) {
      return memory;
    }
    return model.profile() == Profile.NIGHTLY && !model.singleWorker() ? "3g" : "1g";
  }
}
