package org.waymark.check.media;

import java.util.random.RandomGenerator;
import org.waymark.LogOptions;
import org.waymark.check.baton.HandTime;
import org.waymark.check.baton.NoThreads;

/**
 * How logs are opened here: small segments, tables as small as these logs need, one thread, a clock
 * that stands still. Nothing is drawn by chance.
 */
final class Settings {

  /** Slots of a marker segment: one sector of them. */
  static final int MARKERS_PER_SEGMENT = 4;

  /** Bytes of a capsule segment: the least there may be. */
  static final int SMALL = 8 << 10;

  /** Bytes of a capsule segment that a full symbol fits, and not much more. */
  static final int LARGE = 72 << 10;

  private static final long CLOCK = 1_700_000_000_000_000_000L;
  private static final int FEW = 64;

  private Settings() {}

  /** Returns the options of the life with this number, which makes small capsule segments. */
  static LogOptions ofLife(int life) {
    return ofLife(life, SMALL);
  }

  /** Returns the options of the life with this number. */
  static LogOptions ofLife(int life, int capsuleSegmentBytes) {
    long bits = 0x5bd1_e995_7b93_b1a5L * (life + 1);
    RandomGenerator same = () -> bits;
    return LogOptions.defaults()
        .withMarkersPerSegment(MARKERS_PER_SEGMENT)
        .withCapsuleSegmentBytes(capsuleSegmentBytes)
        .withGroupCommitMax(MARKERS_PER_SEGMENT)
        .withMaxLeases(FEW)
        .withMaxIndexPages(FEW)
        .withRetryWindow(FEW)
        .withThreads(new NoThreads())
        .withTime(new HandTime(0, CLOCK, 0))
        .withRandom(same);
  }
}
