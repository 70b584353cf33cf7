package org.waymark.check.baton;

/** See {@link Schedule#replay} and {@link Schedule#follow}. */
final class ReplaySchedule implements Schedule {
  private final int[] decisions;
  private final boolean strict;
  private int taken;

  ReplaySchedule(int[] decisions, boolean strict) {
    this.decisions = decisions;
    this.strict = strict;
  }

  @Override
  public int next(int step, int current, int[] runnable, int[] parked) {
    if (taken == decisions.length) {
      return Schedule.currentOrFirst(current, runnable);
    }
    int decision = decisions[taken++];
    boolean possible =
        decision >= 0
            ? Schedule.contains(runnable, decision)
            : Schedule.contains(parked, ~decision);
    if (possible) {
      return decision;
    }
    if (strict) {
      throw new IllegalStateException(
          "decision " + taken + " of the replayed schedule is " + decision + ", which cannot be");
    }
    return Schedule.currentOrFirst(current, runnable);
  }
}
