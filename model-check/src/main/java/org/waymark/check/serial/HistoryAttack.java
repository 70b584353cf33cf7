package org.waymark.check.serial;

import org.jspecify.annotations.Nullable;

/** The search for a history that the validator admits and that has no serial order. */
public final class HistoryAttack {

  private HistoryAttack() {}

  /**
   * What was found.
   *
   * @param histories how many were drawn
   * @param evidence the story of the last one; empty if all have a serial order
   */
  public record Finding(long histories, String evidence) {}

  /** Draws histories from the seed until one has no serial order, {@code most} at most. */
  public static Finding run(long seed, long most) {
    RandomHistories drawn = RandomHistories.judgedByTheGraphAlone(seed);
    for (long histories = 1; histories <= most; histories++) {
      @Nullable String story = drawn.next();
      if (story != null) {
        return new Finding(histories, story);
      }
    }
    return new Finding(most, "");
  }
}
