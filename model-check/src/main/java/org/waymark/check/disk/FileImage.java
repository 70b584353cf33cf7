package org.waymark.check.disk;

import java.util.Arrays;

/** A file's size and bytes on a medium without power. Immutable. */
final class FileImage {

  private static final Sector[] NO_SECTORS = {};

  private final long size;

  /** May be longer than the file, then with zeros; never written. */
  private final Sector[] sectors;

  /** 0 until it is asked for; every thread would compute the same. */
  private volatile long hash;

  /**
   * Wraps sectors that nobody writes any more; what lies in them behind {@code size} must be zero.
   */
  FileImage(long size, Sector[] sectors) {
    this.size = size;
    this.sectors = sectors;
  }

  static FileImage of(byte[] bytes) {
    Sector[] sectors = bytes.length == 0 ? NO_SECTORS : new Sector[Sector.count(bytes.length)];
    for (int i = 0; i < sectors.length; i++) {
      int from = i * Sector.SIZE;
      // Zeros behind the end, as copyOfRange fills up.
      sectors[i] = Sector.of(Arrays.copyOfRange(bytes, from, from + Sector.SIZE));
    }
    return new FileImage(bytes.length, sectors);
  }

  long size() {
    return size;
  }

  Sector[] sectors() {
    return sectors;
  }

  Sector sector(int index) {
    return index < sectors.length ? sectors[index] : Sector.ZEROS;
  }

  byte[] bytes() {
    byte[] bytes = new byte[Math.toIntExact(size)];
    for (int from = 0; from < bytes.length; from += Sector.SIZE) {
      int length = Math.min(Sector.SIZE, bytes.length - from);
      sector(from / Sector.SIZE).copyTo(0, bytes, from, length);
    }
    return bytes;
  }

  long hash() {
    long known = hash;
    if (known == 0) {
      known = compute();
      hash = known;
    }
    return known;
  }

  private long compute() {
    long sum = Hashes.ofSize(size);
    for (int i = Math.min(sectors.length, Sector.count(size)) - 1; i >= 0; i--) {
      sum += sectors[i].term(i);
    }
    return sum;
  }

  boolean same(FileImage other) {
    if (size != other.size) {
      return false;
    }
    for (int i = Sector.count(size) - 1; i >= 0; i--) {
      if (!sector(i).same(other.sector(i))) {
        return false;
      }
    }
    return true;
  }
}
