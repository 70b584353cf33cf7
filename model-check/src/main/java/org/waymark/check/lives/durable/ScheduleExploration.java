package org.waymark.check.lives.durable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.waymark.check.baton.BatonFailure;
import org.waymark.check.baton.Crew;
import org.waymark.check.baton.Schedule;
import org.waymark.check.baton.Schedules;
import org.waymark.check.disk.CrashProfile;
import org.waymark.check.disk.CrashStates;
import org.waymark.check.disk.DiskImage;
import org.waymark.check.disk.SimDisk;
import org.waymark.check.history.HistoryChecker;
import org.waymark.check.history.Violation;

/**
 * Runs one program under many schedules, crashes each at its crash points in many ways, and judges
 * what the clients had before and what recovery found.
 *
 * <p>A pair of a history and an image is judged once, whatever schedules lead to it: recovery is a
 * function of the image, and the verdict one of both. One thread.
 */
final class ScheduleExploration implements AutoCloseable {
  /** Up to so many states of a moment are all looked at; of more, corners and samples. */
  private static final int ALL_STATES = 64;

  private static final int SAMPLES = 8;

  private final Program program;
  private final Supplier<Subject> subjects;
  private final SplittableRandom random;
  private final Crew crew = new Crew();
  private final Counts counts = new Counts();
  private final Set<Long> traces = new HashSet<>();
  private final Set<Long> judged = new HashSet<>();
  private final Set<Long> images = new HashSet<>();
  private final Map<Long, Set<List<Integer>>> recoverable = new HashMap<>();
  private @Nullable String violation;
  private int[] decisions = {};

  ScheduleExploration(Program program, Supplier<Subject> subjects, long seed) {
    this.program = program;
    this.subjects = subjects;
    this.random = new SplittableRandom(seed);
  }

  /** What was explored. */
  static final class Counts {
    /** Schedules run. */
    long schedules;

    /** Different runs among them. */
    long traces;

    /** Moments at which the run was crashed. */
    long crashPoints;

    /** Crash points of which every state was looked at. */
    long exhausted;

    /** States of all crash points, looked at or not. */
    double rawStates;

    /** States looked at, as often as they came. */
    long states;

    /** Different images among them. */
    long images;

    /** Different histories cut by a crash. */
    long histories;

    /** Different pairs of history and image, each recovered and judged. */
    long judged;

    /** Recoveries that could have found something else. */
    long partial;

    void add(Counts other) {
      schedules += other.schedules;
      traces += other.traces;
      crashPoints += other.crashPoints;
      exhausted += other.exhausted;
      rawStates += other.rawStates;
      states += other.states;
      images += other.images;
      histories += other.histories;
      judged += other.judged;
      partial += other.partial;
    }
  }

  /** Ends the threads. */
  @Override
  public void close() {
    crew.close();
  }

  Counts counts() {
    counts.traces = traces.size();
    counts.images = images.size();
    counts.histories = recoverable.size();
    counts.judged = judged.size();
    return counts;
  }

  /** Returns what was violated, or null. */
  @Nullable String violation() {
    return violation;
  }

  /** Returns the decisions of the schedule that was run last. */
  int[] decisions() {
    return decisions.clone();
  }

  /**
   * Runs all schedules with at most so many preemptions.
   *
   * @return whether all of them were run
   */
  boolean all(int preemptions, BooleanSupplier enough) {
    return Schedules.forEach(preemptions, schedule -> run(schedule) && !enough.getAsBoolean())
        .complete();
  }

  /** Runs one schedule by chance; returns whether all held. */
  boolean one() {
    long seed = random.nextLong();
    return run(
        random.nextBoolean()
            ? Schedule.random(seed, 1 + random.nextInt(4))
            : Schedule.fewPreemptions(seed, 60, 1 + random.nextInt(5)));
  }

  /** Runs a schedule; returns whether all held. */
  boolean run(Schedule schedule) {
    ScheduledRun run = new ScheduledRun(program, schedule, crew, subjects.get(), this::crash);
    counts.schedules++;
    try {
      run.run();
    } catch (BatonFailure hangs) {
      violated("L3", "a call does not end: " + hangs.getMessage(), run.history());
    }
    traces.add(run.traceHash());
    decisions = run.decisions();
    if (violation != null) {
      violation += "\nschedule: " + Arrays.toString(decisions) + "\nprogram: " + program;
    }
    return violation == null;
  }

  private void crash(SimDisk disk, CallHistory history) {
    counts.crashPoints++;
    CrashStates states = disk.crashStates(CrashProfile.SECTOR512);
    counts.rawStates += states.rawCount();
    if (states.rawCount() <= ALL_STATES) {
      counts.exhausted++;
      states.forEach(
          (hash, image, values) -> {
            judge(hash, image, history);
            return violation == null;
          });
      return;
    }
    for (int[] values : states.corners()) {
      judge(states.image(values), history);
    }
    CrashStates torn = disk.crashStates(CrashProfile.TORN);
    for (int i = 0; i < SAMPLES; i++) {
      judge(torn.image(torn.sample(random)), history);
    }
  }

  private void judge(DiskImage image, CallHistory history) {
    judge(image.hash(), () -> image, history);
  }

  private void judge(long hash, Supplier<DiskImage> image, CallHistory history) {
    counts.states++;
    images.add(hash);
    if (violation == null && judged.add(hash * 31 + history.hash())) {
      judgeNew(image.get(), history);
    }
  }

  private void judgeNew(DiskImage image, CallHistory history) {
    Set<List<Integer>> may =
        recoverable.computeIfAbsent(
            history.hash(),
            unseen ->
                Linearization.recoverable(
                    history.threads(), SequentialLog.after(program, List.of(0))));
    if (may.isEmpty()) {
      violated("L1", "no order of the calls explains their answers", history);
      return;
    }
    HistoryChecker checker = history.checker().fork();
    @Nullable List<Integer> found = Recovering.from(image, program, checker, history.unanswered());
    if (found != null && !may.contains(found)) {
      violated("L2", "recovery found " + found + ", and may find one of " + may, history);
    } else if (!checker.violations().isEmpty()) {
      Violation first = checker.violations().get(0);
      violated(
          first.property(), first.sentence() + "; " + String.join("; ", first.evidence()), history);
    }
    counts.partial += may.size() > 1 ? 1 : 0;
  }

  private void violated(String property, String sentence, CallHistory history) {
    StringBuilder text = new StringBuilder(property).append(" violated: ").append(sentence);
    history.threads().forEach(thread -> thread.forEach(call -> text.append("\n  ").append(call)));
    violation = text.toString();
  }
}
