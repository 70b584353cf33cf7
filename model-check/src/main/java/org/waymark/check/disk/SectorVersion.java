package org.waymark.check.disk;

/**
 * Contents that a medium may hold in one sector, or in a page of eight. Immutable.
 *
 * <p>Whole versions are numbered: 0 is what the medium holds, 1 the first change, and so on. The
 * others are mixed from two of them, or from one and garbage.
 */
final class SectorVersion {

  /** What contents are, or how they were mixed. */
  enum Kind {
    /** A whole version. */
    WHOLE,
    /** Garbage where the medium holds nothing. */
    HOLE,
    /** The front of this version and the back of an earlier one. */
    FRONT,
    /** The back of this version and the front of an earlier one. */
    BACK,
    /** The range that this version wrote, as it was before, in garbage. */
    AROUND_OLD,
    /** The range that this version wrote, in garbage. */
    AROUND_NEW
  }

  private final Sector[] parts;
  private final long order;
  private final Kind kind;
  private final int number;
  private final int earlier;
  private final int cut;

  private SectorVersion(Sector[] parts, long order, Kind kind, int number, int earlier, int cut) {
    this.parts = parts;
    this.order = order;
    this.kind = kind;
    this.number = number;
    this.earlier = earlier;
    this.cut = cut;
  }

  /** Returns a whole version, made by the change of that order; 0 for what the medium holds. */
  static SectorVersion whole(Sector[] parts, long order, int number) {
    return new SectorVersion(parts, order, Kind.WHOLE, number, number, 0);
  }

  /** Returns what may be read where the medium holds nothing. */
  static SectorVersion hole(Sector[] garbage) {
    return new SectorVersion(garbage, 0, Kind.HOLE, 0, 0, 0);
  }

  /** Returns the bytes of this version before the cut, and of an earlier one from there on. */
  SectorVersion frontOver(SectorVersion old, int cut) {
    return mixed(joined(parts, old.parts, cut), Kind.FRONT, old, cut);
  }

  /** Returns the bytes of this version from the cut on, and of an earlier one before it. */
  SectorVersion backOver(SectorVersion old, int cut) {
    return mixed(joined(old.parts, parts, cut), Kind.BACK, old, cut);
  }

  /** Returns the bytes of this version in a range, and garbage elsewhere. */
  SectorVersion around(int from, int to, Sector[] garbage) {
    SectorVersion front = mixed(with(0, from, garbage), Kind.AROUND_NEW, this, from);
    return mixed(front.with(to, length(), garbage), Kind.AROUND_NEW, this, from);
  }

  /** Returns the bytes of an earlier version in the range that this one wrote, and garbage. */
  SectorVersion lostAround(SectorVersion old, int from, int to, Sector[] garbage) {
    return mixed(old.around(from, to, garbage).parts, Kind.AROUND_OLD, old, from);
  }

  private SectorVersion mixed(Sector[] mixed, Kind how, SectorVersion old, int where) {
    return new SectorVersion(mixed, order, how, number, old.number, where);
  }

  private static Sector[] joined(Sector[] front, Sector[] back, int cut) {
    Sector[] joined = back.clone();
    int torn = cut / Sector.SIZE;
    System.arraycopy(front, 0, joined, 0, torn);
    if (cut % Sector.SIZE > 0) {
      joined[torn] = Sector.joined(front[torn], back[torn], cut % Sector.SIZE);
    }
    return joined;
  }

  private Sector[] with(int from, int to, Sector[] other) {
    Sector[] mixed = parts.clone();
    for (int i = from / Sector.SIZE; i * Sector.SIZE < to; i++) {
      int start = Math.max(from - i * Sector.SIZE, 0);
      int stop = Math.min(to - i * Sector.SIZE, Sector.SIZE);
      mixed[i] = parts[i].with(start, stop, other[i]);
    }
    return mixed;
  }

  boolean same(SectorVersion other) {
    return same(other.parts);
  }

  boolean same(Sector[] others) {
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].same(others[i])) {
        return false;
      }
    }
    return true;
  }

  /** Returns how many sectors it has: 1 or 8. */
  int span() {
    return parts.length;
  }

  int length() {
    return parts.length * Sector.SIZE;
  }

  Sector part(int index) {
    return parts[index];
  }

  byte at(int index) {
    return parts[index / Sector.SIZE].at(index % Sector.SIZE);
  }

  long order() {
    return order;
  }

  /** Tells whether nobody ever wrote this. */
  boolean isSpoilt() {
    return kind != Kind.WHOLE;
  }

  /** Returns what it is in words, where there are so many changes. */
  String words(int changes) {
    String now = name(number, changes);
    return switch (kind) {
      case WHOLE -> now;
      case HOLE -> "old (a hole: garbage)";
      case FRONT -> "torn: " + now + " up to byte " + cut + ", then " + name(earlier, changes);
      case BACK -> "torn: " + name(earlier, changes) + " up to byte " + cut + ", then " + now;
      case AROUND_OLD -> now + " is lost, garbage around it";
      case AROUND_NEW -> now + ", garbage around it";
    };
  }

  private static String name(int number, int changes) {
    if (number == 0) {
      return "old";
    }
    return changes == 1 ? "new" : "new (version " + number + " of " + changes + ")";
  }
}
