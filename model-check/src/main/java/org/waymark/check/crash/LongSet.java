package org.waymark.check.crash;

/**
 * A set of 64-bit hashes that only grows: open addressing, eight bytes for each place, at most two
 * thirds of them taken. Safe for many threads, which meet only in the same one of its 64 parts.
 */
final class LongSet {
  private static final int PARTS = 64;
  private static final int INITIAL = 256;

  private final Part[] parts = new Part[PARTS];

  LongSet() {
    for (int i = 0; i < PARTS; i++) {
      parts[i] = new Part();
    }
  }

  /** Adds a hash; returns whether it was new. */
  boolean add(long hash) {
    return parts[(int) (hash >>> 58)].add(hash);
  }

  /** Returns how many different hashes were added. */
  long size() {
    long size = 0;
    for (Part part : parts) {
      size += part.size();
    }
    return size;
  }

  /** One part; 0 marks a free place, and is itself kept apart. */
  private static final class Part {
    private long[] places = new long[INITIAL];
    private int taken;
    private boolean zero;

    synchronized boolean add(long hash) {
      if (hash == 0) {
        boolean isNew = !zero;
        zero = true;
        return isNew;
      }
      if (3 * (taken + 1) > 2 * places.length) {
        grow();
      }
      return put(places, hash);
    }

    private boolean put(long[] into, long hash) {
      int mask = into.length - 1;
      int at = (int) hash & mask;
      while (into[at] != 0) {
        if (into[at] == hash) {
          return false;
        }
        at = (at + 1) & mask;
      }
      into[at] = hash;
      taken++;
      return true;
    }

    private void grow() {
      long[] larger = new long[2 * places.length];
      taken = 0;
      for (long hash : places) {
        if (hash != 0) {
          put(larger, hash);
        }
      }
      places = larger;
    }

    synchronized int size() {
      return taken + (zero ? 1 : 0);
    }
  }
}
