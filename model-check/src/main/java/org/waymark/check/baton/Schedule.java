package org.waymark.check.baton;

import java.util.SplittableRandom;

/**
 * Decides, at each step of a {@link Baton}, which thread runs next.
 *
 * <p>Threads are numbered from 0 in the order of their start. A schedule may have state, and may
 * serve several batons one after another; it is called by one thread at a time.
 */
@FunctionalInterface
public interface Schedule {

  /**
   * Chooses who runs.
   *
   * @param step how many steps were taken before in this run
   * @param current the thread that ran, whether or not it can go on; -1 at the first step
   * @param runnable the threads that can run, ascending, at least one; neither changed nor kept
   * @param parked the threads that wait to be unparked, ascending; neither changed nor kept
   * @return one of {@code runnable}, or {@code ~t} for a {@code t} of {@code parked}, which wakes
   *     up for no reason, as {@link org.waymark.Threads#park} allows
   */
  int next(int step, int current, int[] runnable, int[] parked);

  /** Each thread runs until it waits or ends; then the runnable one with the lowest number. */
  static Schedule sequential() {
    return (step, current, runnable, parked) -> currentOrFirst(current, runnable);
  }

  /** Any runnable thread at each step, all equally likely. */
  static Schedule random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return (step, current, runnable, parked) -> any(random, runnable);
  }

  /**
   * A thread that can go on does so, except once in {@code switchOneIn} steps on average; then, and
   * when it waits, any runnable thread.
   *
   * @param switchOneIn at least 1
   */
  static Schedule random(long seed, int switchOneIn) {
    SplittableRandom random = new SplittableRandom(seed);
    return (step, current, runnable, parked) ->
        contains(runnable, current) && random.nextInt(switchOneIn) != 0
            ? current
            : any(random, runnable);
  }

  /**
   * Few preemptions at random places, which finds most scheduling errors soonest: each thread has a
   * random priority, the highest that can run does, and at {@code changes} random steps the one
   * that runs falls below all others.
   *
   * <p>Source: Burckhardt, Kothari, Musuvathi, Nagarakatte, "A Randomized Scheduler with
   * Probabilistic Guarantees of Finding Bugs", ASPLOS 2010.
   *
   * @param steps about how many steps a run takes, at least 1
   * @param changes how many times a thread loses its priority, at least 0
   */
  static Schedule fewPreemptions(long seed, int steps, int changes) {
    return new PrioritySchedule(seed, steps, changes);
  }

  /**
   * The decisions of an earlier run, {@link Baton#decisions()}; after the last of them, {@link
   * #sequential}.
   *
   * <p>It throws {@link IllegalStateException} when a recorded thread cannot run: then the program
   * is not the one that was recorded, or not a function of its schedule.
   */
  static Schedule replay(int... decisions) {
    return new ReplaySchedule(decisions.clone(), true);
  }

  /** Like {@link #replay}, but a decision that cannot be obeyed is passed over: for shrinking. */
  static Schedule follow(int... decisions) {
    return new ReplaySchedule(decisions.clone(), false);
  }

  /**
   * This schedule with waits that end for no reason: at a step where some thread waits, one of them
   * wakes with a probability of 1 in {@code oneIn}.
   */
  default Schedule withSpuriousWakeUps(long seed, int oneIn) {
    SplittableRandom random = new SplittableRandom(seed);
    return (step, current, runnable, parked) ->
        parked.length > 0 && random.nextInt(oneIn) == 0
            ? ~any(random, parked)
            : next(step, current, runnable, parked);
  }

  /** Returns {@code current} if it can run, otherwise the first of those that can. */
  static int currentOrFirst(int current, int[] runnable) {
    return contains(runnable, current) ? current : runnable[0];
  }

  private static int any(SplittableRandom random, int[] threads) {
    return threads.length == 1 ? threads[0] : threads[random.nextInt(threads.length)];
  }

  /** Tells whether a thread is among others. */
  static boolean contains(int[] threads, int thread) {
    for (int t : threads) {
      if (t == thread) {
        return true;
      }
    }
    return false;
  }
}
