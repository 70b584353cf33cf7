package org.waymark.check.baton;

import org.waymark.TimeSource;

/**
 * A clock moved by hand: it stands still but for what its owner, or a {@link Baton}, adds to it.
 *
 * <p>A baton jumps to the earliest deadline when nobody can run, and adds a fixed number of
 * nanoseconds at each step, so that durations are not always zero. Both clocks move together;
 * {@link #stepWallClock} alone moves one of them. One thread at a time.
 */
public final class HandTime implements TimeSource {
  /** Some instant in 2026, so that commit times look like commit times. */
  private static final long SOME_UNIX_NANOS = 1_780_000_000_000_000_000L;

  private final long nanosPerStep;
  private long unixNanos;
  private long monotonicNanos;

  /** A clock that stands still until somebody waits for it. */
  public HandTime() {
    this(0);
  }

  /**
   * A clock that a baton moves on at each step.
   *
   * @param nanosPerStep at least 0
   */
  public HandTime(long nanosPerStep) {
    this(nanosPerStep, SOME_UNIX_NANOS, 0);
  }

  /** A clock that begins at given readings; see {@link #HandTime(long)}. */
  public HandTime(long nanosPerStep, long unixNanos, long monotonicNanos) {
    if (nanosPerStep < 0) {
      throw new IllegalArgumentException("nanosPerStep must be at least 0, not " + nanosPerStep);
    }
    this.nanosPerStep = nanosPerStep;
    this.unixNanos = unixNanos;
    this.monotonicNanos = monotonicNanos;
  }

  @Override
  public long unixNanos() {
    return unixNanos;
  }

  @Override
  public long monotonicNanos() {
    return monotonicNanos;
  }

  /**
   * Lets time pass on both clocks.
   *
   * @param nanos at least 0
   */
  public void advance(long nanos) {
    if (nanos < 0) {
      throw new IllegalArgumentException("time does not go back by " + nanos);
    }
    monotonicNanos = Math.addExact(monotonicNanos, nanos);
    unixNanos += nanos;
  }

  /** Moves the wall clock alone, as setting it does; a negative number steps it back. */
  public void stepWallClock(long nanos) {
    unixNanos += nanos;
  }

  /** One step of a baton. */
  void tick() {
    monotonicNanos += nanosPerStep;
    unixNanos += nanosPerStep;
  }
}
