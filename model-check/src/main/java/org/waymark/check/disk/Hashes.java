package org.waymark.check.disk;

/**
 * The hash of an image: a sum over its names, of a mix of name and file; a file's hash is a sum
 * over its sectors and its size. Sums, so that exchanging one sector changes one addend.
 */
final class Hashes {

  /** The golden ratio's bits: far apart multiples. */
  static final long STEP = 0x9e3779b97f4a7c15L;

  private Hashes() {}

  /** A bijection in which every bit of the result hangs on every bit of the argument. */
  static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  static long step(long hash, long value) {
    return Long.rotateLeft((hash ^ value) * STEP, 29);
  }

  static long ofName(String name) {
    long hash = name.length();
    for (int i = 0; i < name.length(); i++) {
      hash = step(hash, name.charAt(i));
    }
    return mix(hash);
  }

  static long ofSize(long size) {
    return mix(size - STEP);
  }

  /** Returns what a name leading to a file adds to the hash of an image. */
  static long named(long nameHash, long fileHash) {
    return mix(nameHash + fileHash);
  }
}
