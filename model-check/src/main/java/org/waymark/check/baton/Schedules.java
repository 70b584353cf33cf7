package org.waymark.check.baton;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every schedule of a small program with at most so many preemptions.
 *
 * <p>A <em>preemption</em> is a step at which a thread that could go on does not. Who runs when a
 * thread waits or ends is chosen freely: all choices are tried. Waking a parked thread for no
 * reason is counted apart. The program is run again for each schedule, depth first: the last
 * decision that has an alternative is changed, and what follows is decided anew, the running thread
 * going on where it can. Each schedule within the bounds is run once.
 *
 * <p>Source of the bound: Musuvathi and Qadeer, "Iterative Context Bounding for Systematic Testing
 * of Multithreaded Programs", PLDI 2007: most errors need few preemptions, and with that number
 * fixed the schedules grow only polynomially with the length of a run.
 */
public final class Schedules {

  /** A program that is run anew under each schedule; it makes its own baton and judges itself. */
  @FunctionalInterface
  public interface Program {
    /**
     * Runs once.
     *
     * @return false to end the enumeration
     */
    boolean run(Schedule schedule);
  }

  /**
   * What was enumerated.
   *
   * @param complete whether every schedule within the bounds was run
   * @param runs how many were run
   * @param byPreemptions how many of them had so many preemptions
   * @param longest the most steps of a run
   */
  public record Counts(boolean complete, long runs, List<Long> byPreemptions, int longest) {}

  private final int maxPreemptions;
  private final int maxSpurious;
  private final long maxRuns;

  /** The decisions of the current run, as far as they are made. */
  private final List<Choice> path = new ArrayList<>();

  private Schedules(int maxPreemptions, int maxSpurious, long maxRuns) {
    if (maxPreemptions < 0 || maxSpurious < 0 || maxRuns < 1) {
      throw new IllegalArgumentException(
          "bounds of " + maxPreemptions + ", " + maxSpurious + " and " + maxRuns + " runs");
    }
    this.maxPreemptions = maxPreemptions;
    this.maxSpurious = maxSpurious;
    this.maxRuns = maxRuns;
  }

  /**
   * Runs a program under all its schedules with at most {@code preemptions}.
   *
   * @throws IllegalStateException if the program is not a function of its schedule
   */
  public static Counts forEach(int preemptions, Program program) {
    return forEach(preemptions, 0, Long.MAX_VALUE, program);
  }

  /**
   * Runs a program under its schedules within bounds.
   *
   * @param preemptions the most preemptions of a schedule, at least 0
   * @param spuriousWakeUps the most waits of a schedule that end for no reason, at least 0
   * @param runs how many schedules at most are run, at least 1
   * @throws IllegalStateException if the program is not a function of its schedule
   */
  public static Counts forEach(int preemptions, int spuriousWakeUps, long runs, Program program) {
    return new Schedules(preemptions, spuriousWakeUps, runs).enumerate(program);
  }

  private Counts enumerate(Program program) {
    long runs = 0;
    int longest = 0;
    long[] byPreemptions = new long[maxPreemptions + 1];
    boolean goOn = true;
    boolean more = true;
    while (more && goOn && runs < maxRuns) {
      Walk walk = new Walk();
      goOn = program.run(walk);
      walk.requireAllTaken();
      runs++;
      longest = Math.max(longest, path.size());
      byPreemptions[walk.preemptions]++;
      more = advance();
    }
    List<Long> counts = Arrays.stream(byPreemptions).boxed().toList();
    return new Counts(!more, runs, counts, longest);
  }

  /** Turns to the next schedule; returns false if there is none. */
  private boolean advance() {
    while (!path.isEmpty()) {
      if (path.get(path.size() - 1).advance()) {
        return true;
      }
      path.remove(path.size() - 1);
    }
    return false;
  }

  /** One decision: what could be chosen, and how far the enumeration has come with it. */
  private static final class Choice {
    private final int current;
    private final int[] runnable;
    private final int[] parked;

    /** What is tried, in order: the default, then what the bounds still allow. */
    private final int[] options;

    private int taken;

    Choice(int current, int[] runnable, int[] parked, int[] options) {
      this.current = current;
      this.runnable = runnable;
      this.parked = parked;
      this.options = options;
    }

    boolean advance() {
      taken++;
      return taken < options.length;
    }

    int decision() {
      return options[taken];
    }

    boolean isSpurious() {
      return decision() < 0;
    }

    boolean isPreemption() {
      return decision() != current && Schedule.contains(runnable, current);
    }

    boolean isLike(int nowCurrent, int[] nowRunnable, int[] nowParked) {
      return current == nowCurrent
          && Arrays.equals(runnable, nowRunnable)
          && Arrays.equals(parked, nowParked);
    }
  }

  /** The schedule of one run: along the path to its end, and then by default. */
  private final class Walk implements Schedule {
    private int depth;
    private int preemptions;
    private int spurious;

    @Override
    public int next(int step, int current, int[] runnable, int[] parked) {
      if (depth == path.size()) {
        path.add(
            new Choice(
                current, runnable.clone(), parked.clone(), options(current, runnable, parked)));
      }
      Choice choice = path.get(depth);
      if (!choice.isLike(current, runnable, parked)) {
        throw new IllegalStateException(
            "step " + step + " is not what it was under the same decisions before");
      }
      depth++;
      preemptions += choice.isPreemption() ? 1 : 0;
      spurious += choice.isSpurious() ? 1 : 0;
      return choice.decision();
    }

    private int[] options(int current, int[] runnable, int[] parked) {
      int first = Schedule.currentOrFirst(current, runnable);
      boolean canSwitch = first != current || preemptions < maxPreemptions;
      boolean canWake = canSwitch && spurious < maxSpurious;
      int[] options = new int[runnable.length + parked.length];
      int count = 0;
      options[count++] = first;
      for (int thread : runnable) {
        if (thread != first && canSwitch) {
          options[count++] = thread;
        }
      }
      for (int thread : parked) {
        if (canWake) {
          options[count++] = ~thread;
        }
      }
      return Arrays.copyOf(options, count);
    }

    void requireAllTaken() {
      if (depth < path.size()) {
        throw new IllegalStateException(
            "the run ended after " + depth + " steps, not as it did under the same decisions");
      }
    }
  }
}
