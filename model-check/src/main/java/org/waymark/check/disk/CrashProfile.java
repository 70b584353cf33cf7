package org.waymark.check.disk;

import java.util.List;

/**
 * How freely a medium keeps what was not forced.
 *
 * <p>By what they allow, {@link #DROP} and {@link #KEEP_ALL} ⊆ {@link #ORDERED} ⊆ {@link #PER_FILE}
 * ⊆ {@link #PAGE4K} ⊆ {@link #SECTOR512} ⊆ each of the rest.
 *
 * @param name for people and files, in lower case
 * @param order in which changes reach the medium
 * @param sector bytes that are kept or lost as one: 512 or 4096
 * @param torn whether one may also be a mix of two versions, cut at any byte: the front of the
 *     later and the back of the earlier, or the other way round
 * @param garbageHoles whether what lies behind the medium's size, was never written to the medium
 *     and is inside the size that was kept, may read as garbage instead of zeros: as what the file
 *     whose name was removed last has there, or else as random bytes
 * @param bytesAround whether the bytes of a sector that a write did <em>not</em> write may become
 *     garbage (no powersafe overwrite)
 * @param sizesBetween whether a file that grew may have any multiple of 4096 between the old and
 *     the new size as its size
 */
public record CrashProfile(
    String name,
    Order order,
    int sector,
    boolean torn,
    boolean garbageHoles,
    boolean bytesAround,
    boolean sizesBetween) {

  /** What of the changes may reach the medium. */
  public enum Order {
    /** Nothing. */
    NONE,
    /** Everything that a force would have written. */
    ALL,
    /** The first so many of all changes of the disk. */
    GLOBAL_PREFIX,
    /** The first so many of each file's changes, and of the directory's. */
    FILE_PREFIX,
    /** Each version of each sector, size and name, independently. */
    ANY
  }

  /** Nothing that was not forced survives. */
  public static final CrashProfile DROP = whole("drop", Order.NONE, 512);

  /** Everything survives that a force would have written. */
  public static final CrashProfile KEEP_ALL = whole("keep-all", Order.ALL, 512);

  /** A prefix of the disk's changes survives. */
  public static final CrashProfile ORDERED = whole("ordered", Order.GLOBAL_PREFIX, 512);

  /** A prefix of each file's changes survives, and one of the directory's. */
  public static final CrashProfile PER_FILE = whole("per-file", Order.FILE_PREFIX, 512);

  /** Any version of each 4 KiB page, size and name survives. */
  public static final CrashProfile PAGE4K = whole("page4k", Order.ANY, 4096);

  /** Any version of each 512-byte sector, size and name survives. */
  public static final CrashProfile SECTOR512 = whole("sector512", Order.ANY, 512);

  /** As {@link #SECTOR512}; a sector may be torn at any byte. */
  public static final CrashProfile TORN =
      new CrashProfile("torn", Order.ANY, 512, true, false, false, false);

  /** As {@link #SECTOR512}; a hole may read as garbage. */
  public static final CrashProfile GARBAGE =
      new CrashProfile("garbage", Order.ANY, 512, false, true, false, false);

  /** As {@link #SECTOR512}; a file may have grown in part. */
  public static final CrashProfile GROWING =
      new CrashProfile("growing", Order.ANY, 512, false, false, false, true);

  /** As {@link #TORN}; a write may spoil the rest of its sector. Outside of what is promised. */
  public static final CrashProfile NO_POWERSAFE =
      new CrashProfile("no-powersafe", Order.ANY, 512, true, false, true, false);

  /** Checks that the parts fit each other. */
  public CrashProfile {
    if (sector != 512 && sector != 4096) {
      throw new IllegalArgumentException("sector: " + sector + ", must be 512 or 4096");
    }
    boolean extras = torn || garbageHoles || bytesAround || sizesBetween || sector != 512;
    if (extras && order != Order.ANY) {
      throw new IllegalArgumentException("order: " + order + " has whole sectors of 512 bytes");
    }
  }

  /** Returns the profiles that are named here, those that allow less first. */
  public static List<CrashProfile> all() {
    return List.of(
        DROP, KEEP_ALL, ORDERED, PER_FILE, PAGE4K, SECTOR512, GROWING, GARBAGE, TORN, NO_POWERSAFE);
  }

  /**
   * Returns one of {@link #all}.
   *
   * @throws IllegalArgumentException if none has that name; the message lists them
   */
  public static CrashProfile named(String name) {
    return all().stream()
        .filter(profile -> profile.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> {
              List<String> names = all().stream().map(CrashProfile::name).toList();
              return new IllegalArgumentException(
                  "profile: there is no '" + name + "', only " + String.join(", ", names));
            });
  }

  private static CrashProfile whole(String name, Order order, int sector) {
    return new CrashProfile(name, order, sector, false, false, false, false);
  }
}
