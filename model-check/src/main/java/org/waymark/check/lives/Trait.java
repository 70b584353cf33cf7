package org.waymark.check.lives;

import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Something that a life may be exposed to. Each life draws its own subset (<em>swarm testing</em>):
 * a life with everything at once would halt before it comes to anything, and what one fault hides
 * another may show.
 *
 * <p>Source: Groce, Zhang, Eide, Chen, Regehr, "Swarm Testing", ISSTA 2012.
 */
enum Trait {
  /** The power may fail at any operation of the disk, or after a close. */
  POWER_LOSS,
  /** The process may die at any operation of the disk. */
  PROCESS_DEATH,
  /** Every other crash comes while an opening is under way, so that they nest. */
  CRASHED_OPENINGS,
  /**
   * After some incarnations every opening crashes, dozens of times: the directory must not grow.
   */
  CRASH_LOOPS,
  /** Writes may fail. */
  FAILED_WRITES,
  /** Forces and preallocations may fail. */
  FAILED_FORCES,
  /** Forces of the directory may fail. */
  FAILED_DIRECTORY_FORCES,
  /** Creations, renames, removals, cuts, openings and looks at the lock may fail. */
  FAILED_NAMES,
  /** Reads may fail. */
  FAILED_READS,
  /** Writing back may fail in the background, which the next force reports. */
  LATE_REPORTS,
  /** What a failed force was to write may have been written in part. */
  PARTIAL_FAILURES,
  /** The disk may be nearly full. */
  FULL_DISK,
  /** Reads and writes may transfer less than asked for. */
  SHORT_TRANSFERS,
  /** The clock may have stepped back when the log is opened. */
  CLOCK_STEPS,
  /** Segments hold a few commits only. */
  TINY_SEGMENTS,
  /** Groups have a few commits only. */
  TINY_GROUPS,
  /** The queue has a few places only. */
  FULL_QUEUE,
  /** Whoever has no answer asks again, in this incarnation or a later one. */
  RETRIES,
  /** Writers get into each other's way. */
  CONFLICTS,
  /** Validation remembers a few pages only, and snapshots grow old. */
  OLD_SNAPSHOTS,
  /** The log is closed while clients are at work. */
  CLOSES_AMONG_CLIENTS,
  /** Clients are interrupted. */
  INTERRUPTS,
  /** Parked threads wake up for no reason. */
  SPURIOUS_WAKE_UPS,
  /** Others try to open the log while it is open. */
  INTRUDERS,
  /** The lock is removed by force, and another opens the log beside its writer. */
  USURPERS,
  /**
   * Those who write have read something too. Not beside usurpers or in crash loops: the searches
   * for seeded bugs live such lives alone, and these stay as their kill table was made with.
   */
  READ_SETS;

  /** Draws the subset of one life. */
  static Set<Trait> draw(SplittableRandom random) {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    for (Trait trait : values()) {
      if (trait == READ_SETS && (traits.contains(CRASH_LOOPS) || traits.contains(USURPERS))) {
        continue;
      }
      if (Seeds.oneIn(random, trait == CRASH_LOOPS ? 16 : 2)) {
        traits.add(trait);
      }
    }
    return traits;
  }
}
