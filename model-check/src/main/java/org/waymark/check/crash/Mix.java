package org.waymark.check.crash;

/** Mixes numbers into 64 bits in which every bit depends on all of theirs. */
final class Mix {
  private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

  private Mix() {}

  static long of(long first, long second) {
    return finish(finish(first + GOLDEN) + second);
  }

  static long of(long first, long second, long third) {
    return of(of(first, second), third);
  }

  /** The finalizer of SplitMix64, a bijection. */
  static long finish(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return z ^ (z >>> 31);
  }
}
