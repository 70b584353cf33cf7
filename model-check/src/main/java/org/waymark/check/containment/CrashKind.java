package org.waymark.check.containment;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.waymark.check.disk.DiskImage;

/**
 * What a power loss can do, as seen by comparing what it left with what was cached and with what
 * was forced. A containment that never saw one of these says nothing about it.
 */
enum CrashKind {
  /** Everything that was not forced is gone, and there was something. */
  ALL_LOST,
  /** Everything cached is there, and there was something that was not forced. */
  ALL_KEPT,
  /** A file created or renamed is not there under its name. */
  NAME_LOST,
  /** A deletion or renaming is undone. */
  NAME_BACK,
  /** A file is there, and empty although it was written. */
  NAME_WITHOUT_DATA,
  /** A file has grown less than in the cache. */
  GROWTH_LOST,
  /** A file has grown to a size between the forced and the cached one. */
  GROWTH_IN_PART,
  /** A file is longer than in the cache: it was cut, and the cut is lost. */
  TRUNCATION_UNDONE,
  /** A file has grown as in the cache, and zeros are where data should be. */
  SIZE_WITHOUT_DATA,
  /** New data is there in a file whose size is old. */
  DATA_WITHOUT_SIZE,
  /** Sectors hold what they did before a write. */
  OLD_DATA,
  /** Sectors hold what was written and never forced. */
  UNFORCED_DATA,
  /** Of what was written to one file, some is there and some is not. */
  DATA_IN_PART,
  /** Data is zeroed behind the end that a lost truncation had set. */
  ZEROED_BY_LOST_TRUNCATION;

  /** Tells which of them one state shows. */
  static Set<CrashKind> of(DiskImage found, DiskImage lost, DiskImage cached) {
    Set<CrashKind> kinds = EnumSet.noneOf(CrashKind.class);
    if (lost.equals(cached)) {
      return kinds;
    }
    if (found.equals(lost)) {
      kinds.add(ALL_LOST);
    }
    if (found.equals(cached)) {
      kinds.add(ALL_KEPT);
    }
    for (String name : cached.names()) {
      if (found.size(name) < 0) {
        kinds.add(NAME_LOST);
      } else {
        byte[] before = lost.size(name) < 0 ? new byte[0] : lost.bytes(name);
        addFile(kinds, found.bytes(name), before, cached.bytes(name));
      }
    }
    for (String name : found.names()) {
      if (cached.size(name) < 0) {
        kinds.add(NAME_BACK);
      }
    }
    return kinds;
  }

  private static void addFile(Set<CrashKind> kinds, byte[] found, byte[] lost, byte[] cached) {
    if (found.length == 0 && lost.length == 0 && cached.length > 0) {
      kinds.add(NAME_WITHOUT_DATA);
    }
    if (found.length < cached.length) {
      kinds.add(GROWTH_LOST);
      if (found.length > lost.length) {
        kinds.add(GROWTH_IN_PART);
      }
    } else if (found.length > cached.length) {
      kinds.add(TRUNCATION_UNDONE);
    }
    addSectors(kinds, found, lost, cached);
  }

  private static void addSectors(Set<CrashKind> kinds, byte[] found, byte[] lost, byte[] cached) {
    Set<CrashKind> sectors = EnumSet.noneOf(CrashKind.class);
    for (int from = 0; from < found.length; from += Sectors.SIZE) {
      byte[] here = Sectors.at(found, from);
      byte[] old = Sectors.at(lost, from);
      byte[] now = Sectors.at(cached, from);
      if (Arrays.equals(old, now)) {
        continue;
      }
      if (Arrays.equals(here, now)) {
        sectors.add(UNFORCED_DATA);
        if (found.length == lost.length && found.length < cached.length) {
          sectors.add(DATA_WITHOUT_SIZE);
        }
        boolean cutHere = from < cached.length && cached.length < from + Sectors.SIZE;
        if (cutHere && found.length > cached.length) {
          sectors.add(ZEROED_BY_LOST_TRUNCATION);
        }
      } else if (from < cached.length) {
        boolean zeros = Arrays.equals(here, new byte[Sectors.SIZE]);
        boolean grown = from >= lost.length && found.length >= cached.length;
        sectors.add(zeros && grown ? SIZE_WITHOUT_DATA : OLD_DATA);
      }
    }
    if (sectors.contains(UNFORCED_DATA)
        && (sectors.contains(OLD_DATA) || sectors.contains(SIZE_WITHOUT_DATA))) {
      sectors.add(DATA_IN_PART);
    }
    kinds.addAll(sectors);
  }

  /** Returns the words that reports show. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
