package org.waymark.stress.campaign;

/** Seeds made of seeds: one stream of randomness for each concern. */
final class Mix {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private Mix() {}

  /** Returns what follows from a seed and numbers that say what it is for. */
  static long of(long seed, long... parts) {
    long mixed = finish(seed + GOLDEN);
    for (long part : parts) {
      mixed = finish(mixed + GOLDEN + finish(part + GOLDEN));
    }
    return mixed;
  }

  /** Scatters every bit of a number over all others. */
  private static long finish(long number) {
    long z = number;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
