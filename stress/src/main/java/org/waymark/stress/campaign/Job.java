package org.waymark.stress.campaign;

import java.time.Duration;
import java.util.Objects;

/**
 * A unit of work: what a tool does follows from these fields, and where it is statistical from how
 * far it comes in its time. Immutable.
 *
 * @param number its place in the campaign's plan, from 0; below 0 if it is a calibration
 * @param tool the {@linkplain Tool#name name} of the tool
 * @param target what the tool is pointed at
 * @param seed where all randomness comes from
 * @param time about how long it goes on, above 0
 */
public record Job(long number, String tool, String target, long seed, Duration time) {

  /** Refuses a job without time. */
  public Job {
    Objects.requireNonNull(tool, "tool");
    Objects.requireNonNull(target, "target");
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("a job needs time, not " + time);
    }
  }

  /** Returns whether it only shows the tool a mistake that it must find. */
  public boolean isCalibration() {
    return number < 0;
  }
}
