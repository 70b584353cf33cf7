package org.waymark.check.lives;

import java.util.SplittableRandom;

/** Derives seeds from seeds, so that each concern draws from a stream of its own. */
final class Seeds {

  private Seeds() {}

  /** Returns a seed that depends on all of these, in this order. */
  static long of(long... parts) {
    long seed = 0;
    for (long part : parts) {
      long h = (seed ^ part) * 0x9E37_79B9_7F4A_7C15L;
      seed = h ^ (h >>> 29);
    }
    return seed;
  }

  /** Returns a stream of its own for a concern. */
  static SplittableRandom stream(long seed, Object concern) {
    return new SplittableRandom(of(seed, concern.toString().hashCode()));
  }

  /** Tells whether one in so many came up. */
  static boolean oneIn(SplittableRandom random, int many) {
    return random.nextInt(many) == 0;
  }
}
