package org.waymark.check.crash;

import org.waymark.check.disk.CrashProfile;

/**
 * How far an exploration goes. Immutable.
 *
 * @param profile what the disk may keep
 * @param nested so many crashes within openings, one in the opening after the other, with every
 *     state of each
 * @param follow what happens to a log that was opened after a crash
 * @param most the most states of one crash point that are all tried; where there are more, each
 *     choice has each of its values while all others are lost, and while all others are kept
 */
record Plan(CrashProfile profile, int nested, Follow follow, double most) {

  /** A plan that leaves out no state. */
  Plan(CrashProfile profile, int nested, Follow follow) {
    this(profile, nested, follow, Double.MAX_VALUE);
  }

  /** What follows on an opening after a crash; each level includes those before it. */
  enum Follow {
    /** A commit, which must succeed. */
    COMMIT,
    /** Right after the opening the power fails, and the disk keeps nothing, or everything. */
    POWER_LOSS,
    /**
     * The process dies right after the opening, another opens the log, and the power fails; or the
     * commit is made and the power fails at any point of that, and the disk keeps nothing, or
     * everything.
     */
    CORNERS,
    /** The power fails at any point of the commit, and the disk keeps whatever it may. */
    ALL;

    /** Returns what follows on what has followed. */
    Follow next() {
      return this == ALL || this == CORNERS ? POWER_LOSS : COMMIT;
    }

    boolean includes(Follow other) {
      return compareTo(other) >= 0;
    }
  }
}
