package org.waymark.check;

/** Hears how far a layer has come. Never called by two threads at once. */
@FunctionalInterface
public interface Progress {

  /** Hears nothing. */
  Progress NONE = (done, total, doing) -> {};

  /**
   * The layer has done {@code done} of {@code total} steps, whatever its steps are, and goes on
   * with {@code doing}.
   */
  void at(long done, long total, String doing);
}
