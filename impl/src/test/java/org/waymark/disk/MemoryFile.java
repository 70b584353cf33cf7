package org.waymark.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The bytes behind a name of a {@link MemoryDisk}: what is cached, what the medium holds, and every
 * version of a sector that a power loss may leave there. Guarded by the disk's monitor.
 */
final class MemoryFile {

  static final int SECTOR = 512;

  /** The version of every sector that only preallocation has touched; shared, never written. */
  private static final byte[] ZEROS = new byte[SECTOR];

  private byte[] cached = new byte[0];
  private int size;
  private byte[] medium = new byte[0];
  private int mediumSize;

  /** Sector number to its contents after each unforced change, oldest first. */
  private final Map<Integer, List<byte[]>> unforcedSectors = new TreeMap<>();

  /** The sizes after each unforced change of size, oldest first. */
  private final List<Integer> unforcedSizes = new ArrayList<>();

  int size() {
    return size;
  }

  int read(int position, byte[] buffer, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (position >= size) {
      return -1;
    }
    int n = Math.min(length, size - position);
    System.arraycopy(cached, position, buffer, offset, n);
    return n;
  }

  void write(int position, byte[] buffer, int offset, int length) {
    if (length == 0) {
      return;
    }
    int end = position + length;
    if (end > size) {
      resize(end);
    }
    System.arraycopy(buffer, offset, cached, position, length);
    dirty(position, end);
  }

  void truncate(int newSize) {
    if (newSize < size) {
      Arrays.fill(cached, newSize, size, (byte) 0);
      dirty(newSize, size);
      resize(newSize);
    }
  }

  void extendWithZeros(int newSize) {
    int from = size;
    resize(newSize);
    dirty(from, newSize);
  }

  void force() {
    growMedium(cached.length);
    unforcedSectors.forEach((sector, versions) -> store(sector, versions.get(versions.size() - 1)));
    mediumSize = size;
    clean();
  }

  /** Forgets what was unforced but leaves it cached: the medium is old, and nothing will tell. */
  void clean() {
    unforcedSectors.clear();
    unforcedSizes.clear();
  }

  /**
   * Loses the cache; of each unforced sector, and of the size, a version that chance picks stays.
   */
  void crash(SplittableRandom chance) {
    growMedium(cached.length);
    unforcedSectors.forEach(
        (sector, versions) -> {
          int kept = chance.nextInt(versions.size() + 1);
          if (kept > 0) {
            store(sector, versions.get(kept - 1));
          }
        });
    int kept = chance.nextInt(unforcedSizes.size() + 1);
    if (kept > 0) {
      mediumSize = unforcedSizes.get(kept - 1);
    }
    reload();
  }

  /** Loses the cache, and everything unforced with it. */
  void reload() {
    Arrays.fill(medium, Math.min(mediumSize, medium.length), medium.length, (byte) 0);
    growMedium(mediumSize);
    cached = medium.clone();
    size = mediumSize;
    clean();
  }

  private void growMedium(int length) {
    if (length > medium.length) {
      medium = Arrays.copyOf(medium, length);
    }
  }

  private void resize(int newSize) {
    if (newSize > cached.length) {
      cached = Arrays.copyOf(cached, sectors(Math.max(newSize, cached.length * 2)) * SECTOR);
    }
    size = newSize;
    unforcedSizes.add(newSize);
  }

  private void dirty(int from, int to) {
    for (int sector = from / SECTOR; sector < sectors(to); sector++) {
      int at = sector * SECTOR;
      // A segment of 64 MiB is zeros but for little: one copy of them spares the tests their heap.
      byte[] version =
          Arrays.equals(cached, at, at + SECTOR, ZEROS, 0, SECTOR)
              ? ZEROS
              : Arrays.copyOfRange(cached, at, at + SECTOR);
      unforcedSectors.computeIfAbsent(sector, none -> new ArrayList<>()).add(version);
    }
  }

  private void store(int sector, byte[] version) {
    System.arraycopy(version, 0, medium, sector * SECTOR, SECTOR);
  }

  private static int sectors(int bytes) {
    return (bytes + SECTOR - 1) / SECTOR;
  }
}
