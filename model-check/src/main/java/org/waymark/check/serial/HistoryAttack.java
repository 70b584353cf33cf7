package org.waymark.check.serial;

import org.jspecify.annotations.Nullable;

/** The search for a history that is admitted and has no serial order. */
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
  public static Finding onValidator(long seed, long most) {
    return run(RandomHistories.judgedByTheGraphAlone(seed), most);
  }

  /** Does the same with histories of a whole coordinator. */
  public static Finding onCoordinator(long seed, long most) {
    return run(FrontHistories.judgedByTheGraphAlone(seed), most);
  }

  private static Finding run(DrawnHistories drawn, long most) {
    for (long histories = 1; histories <= most; histories++) {
      @Nullable String story = drawn.next();
      if (story != null) {
        return new Finding(histories, story);
      }
    }
    return new Finding(most, "");
  }
}
