package org.waymark.check.baton;

import java.util.Arrays;
import java.util.SplittableRandom;

/** See {@link Schedule#fewPreemptions}. */
final class PrioritySchedule implements Schedule {
  private final SplittableRandom random;

  /** The steps at which the running thread loses its priority, ascending. */
  private final int[] changes;

  private int changed;

  /**
   * By thread; drawn when a thread is first seen. Those that fell are negative, the last lowest.
   */
  private long[] priorities = new long[0];

  PrioritySchedule(long seed, int steps, int changes) {
    random = new SplittableRandom(seed);
    this.changes = random.ints(changes, 0, steps).sorted().toArray();
  }

  @Override
  public int next(int step, int current, int[] runnable, int[] parked) {
    draw(runnable[runnable.length - 1]);
    while (changed < changes.length && changes[changed] <= step) {
      changed++;
      if (current >= 0) {
        draw(current);
        priorities[current] = -changed;
      }
    }
    int best = runnable[0];
    for (int thread : runnable) {
      if (priorities[thread] > priorities[best]) {
        best = thread;
      }
    }
    return best;
  }

  private void draw(int thread) {
    int known = priorities.length;
    if (thread >= known) {
      priorities = Arrays.copyOf(priorities, thread + 1);
      for (int i = known; i <= thread; i++) {
        priorities[i] = random.nextLong(Long.MAX_VALUE);
      }
    }
  }
}
