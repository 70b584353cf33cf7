package org.waymark.check.disk;

import java.util.Arrays;

/**
 * The sectors of a file, as many as were ever written; what lies behind them is zero. Its array may
 * be given away, and is then copied before the next change.
 */
final class Content {

  private Sector[] sectors;
  private boolean shared = true;

  /** Begins with sectors that nobody writes any more. */
  Content(Sector[] sectors) {
    this.sectors = sectors;
  }

  Sector at(int index) {
    return index < sectors.length ? sectors[index] : Sector.ZEROS;
  }

  void set(int index, Sector sector) {
    if (index >= sectors.length) {
      if (sector == Sector.ZEROS) {
        return;
      }
      int length = sectors.length;
      sectors = Arrays.copyOf(sectors, Math.max(index + 1, length * 2));
      Arrays.fill(sectors, length, sectors.length, Sector.ZEROS);
    } else if (shared) {
      sectors = sectors.clone();
    }
    shared = false;
    sectors[index] = sector;
  }

  /** Returns how many sectors there are, but for zeros behind them. */
  int length() {
    return sectors.length;
  }

  /** Returns the sectors as they are now; they will not change. */
  Sector[] share() {
    shared = true;
    return sectors;
  }
}
