package org.waymark.check.lives;

import org.waymark.check.disk.Faults;
import org.waymark.disk.Disk;

/** What spoils a log from outside, so that a simulation can be seen to catch it. */
interface Sabotage {

  /** Spoils nothing. */
  Sabotage NONE = new Sabotage() {};

  /** Returns what goes wrong with the disk, given what was drawn. */
  default Faults faults(Faults drawn) {
    return drawn;
  }

  /** Returns the disk that the log gets, given the proper one. */
  default Disk disk(Disk proper) {
    return proper;
  }
}
