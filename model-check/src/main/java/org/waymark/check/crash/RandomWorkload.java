package org.waymark.check.crash;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.waymark.check.crash.Step.Act;

/**
 * Draws a workload: a geometry, a few of the habits that processes have, and up to 16 transactions.
 *
 * <p>Each draw leaves most habits out (a <em>swarm</em>): a run that does a little of everything
 * hides what only a lot of one thing brings about. One thread.
 */
final class RandomWorkload {

  /** What a process may be given to, beside committing one group after another. */
  enum Habit {
    OVERLAP,
    INTERLEAVE,
    OBSERVE,
    RETRY,
    CONFLICT,
    OLD_SNAPSHOT,
    OLD_CAPSULE,
    REOPEN,
    DIE,
    CANCEL,
    CLOCK_BACK,
    PRUNE,
    INTRUDE,
    LATE_DRAIN,
    LARGE
  }

  private static final int MOST_TRANSACTIONS = 16;

  /** About so many changes an opening makes, and each transaction. */
  private static final int CHANGES_OF_AN_OPENING = 12;

  private static final int CHANGES_OF_A_TRANSACTION = 6;

  private final SplittableRandom random;
  private final Workload.Builder workload = new Workload.Builder();
  private final Set<Habit> habits = EnumSet.noneOf(Habit.class);
  private final int largest;
  private final int groupMax;
  private int transactions;
  private int left;

  private RandomWorkload(SplittableRandom random) {
    this.random = random;
    int markers = pick(1, 2, 3, 4, 5, 8, 16);
    int capsuleBytes = pick(8, 8, 12, 16, 24) << 10;
    this.groupMax = 1 + random.nextInt(Math.min(markers, 8));
    this.largest = capsuleBytes - 4096 - 64;
    workload.geometry(markers, capsuleBytes, groupMax);
    for (Habit habit : Habit.values()) {
      if (random.nextInt(4) == 0) {
        habits.add(habit);
      }
    }
  }

  /**
   * Draws a workload.
   *
   * @param faults how the disk fails, if it does
   */
  static Workload draw(long seed, Set<PlannedFault.Kind> faults, String name) {
    RandomWorkload drawn = new RandomWorkload(new SplittableRandom(seed));
    drawn.steps();
    drawn.after();
    if (!faults.isEmpty()) {
      drawn.faults(List.copyOf(EnumSet.copyOf(faults)));
    }
    return drawn.workload.named(name);
  }

  private int pick(int... values) {
    return values[random.nextInt(values.length)];
  }

  private boolean now(Habit habit) {
    return habits.contains(habit) && random.nextInt(3) == 0;
  }

  private void steps() {
    left = 2 + random.nextInt(MOST_TRANSACTIONS - 1);
    while (left > 0) {
      between();
      for (Step step : group()) {
        workload.then(now(Habit.INTERLEAVE) ? step.during(others()) : step);
      }
      barriers();
    }
    workload.then(Act.FLUSH);
    if (now(Habit.REOPEN)) {
      workload.then(Act.REOPEN);
    }
  }

  /** Transactions to be submitted, as many as the next group may have or one more. */
  private List<Step> group() {
    List<Step> steps = new ArrayList<>();
    int size = Math.min(left, 1 + random.nextInt(groupMax + 1));
    left -= size;
    for (int i = 0; i < size; i++) {
      int transaction = transaction();
      if (now(Habit.CONFLICT)) {
        steps.add(0, Step.of(Act.BEGIN, transaction));
      }
      steps.add(Step.of(now(Habit.CANCEL) ? Act.CAPSULE : Act.SUBMIT, transaction));
    }
    return steps;
  }

  /** What other threads may do while a capsule is written. */
  private Step[] others() {
    List<Step> others = new ArrayList<>();
    if (left > 0 && random.nextBoolean()) {
      left--;
      others.add(Step.of(Act.SUBMIT, transaction()));
    }
    others.add(Step.of(random.nextInt(3) == 0 ? Act.FSYNC2 : Act.FSYNC1));
    return others.toArray(Step[]::new);
  }

  private int transaction() {
    int bytes =
        switch (random.nextInt(habits.contains(Habit.LARGE) ? 10 : 6)) {
          case 0 -> 1 + random.nextInt(64);
          case 1, 2 -> 448;
          case 3, 4 -> 1 + random.nextInt(1200);
          case 5 -> 1 + random.nextInt(largest);
          default -> largest / (1 + random.nextInt(3)) - random.nextInt(64);
        };
    return transaction(bytes);
  }

  private int transaction(int bytes) {
    transactions++;
    if (habits.contains(Habit.CONFLICT) && random.nextBoolean()) {
      long page = 1L + random.nextInt(5);
      return workload.transaction(bytes, page, page + 1);
    }
    return workload.transaction(bytes);
  }

  private void barriers() {
    if (now(Habit.OVERLAP) && left > 0) {
      overlapping();
    } else if (now(Habit.INTERLEAVE)) {
      workload.then(Step.of(Act.FSYNC1).during(looks()));
      workload.then(Step.of(Act.FSYNC2).during(looks()));
    } else if (random.nextInt(3) == 0) {
      workload.then(Act.FLUSH);
    } else {
      workload.then(Act.FSYNC1).then(Act.FSYNC2);
    }
    if (!now(Habit.LATE_DRAIN)) {
      workload.then(Act.DRAIN);
    }
  }

  /** One barrier while the other runs, or submissions while one does. */
  private void overlapping() {
    List<Step> others = group();
    switch (random.nextInt(3)) {
      case 0 -> {
        others.add(Step.of(Act.FSYNC1));
        workload.then(Act.FSYNC1);
        workload.then(Step.of(Act.FSYNC2).during(others.toArray(Step[]::new)));
      }
      case 1 -> {
        workload.then(Act.FSYNC1);
        workload.then(others.toArray(Step[]::new));
        workload.then(Step.of(Act.FSYNC1).during(Step.of(Act.FSYNC2), Step.of(Act.DRAIN)));
      }
      default -> {
        // The capsule segment that is being forced becomes full meanwhile.
        others.add(Step.of(Act.SUBMIT, transaction(largest)));
        workload.then(Step.of(Act.FSYNC1).during(others.toArray(Step[]::new)));
      }
    }
    workload.then(Act.FSYNC2);
  }

  /** What shows too early what is not durable yet. */
  private Step[] looks() {
    return new Step[] {Step.of(Act.DRAIN), Step.of(Act.OBSERVE)};
  }

  private void between() {
    if (now(Habit.OBSERVE)) {
      workload.then(Act.OBSERVE);
    }
    if (now(Habit.OLD_SNAPSHOT)) {
      // Of one of the next to come, which goes on without it.
      int transaction = transactions + 1 + random.nextInt(4);
      workload.then(Act.BEGIN, transaction);
      if (random.nextBoolean()) {
        workload.then(Act.END, transaction);
      }
    }
    if (now(Habit.OLD_CAPSULE)) {
      int transaction = transaction();
      workload.then(Act.CAPSULE, transaction);
      workload.then(random.nextBoolean() ? Act.REOPEN : Act.DIE);
      workload.then(Act.OLD_CAPSULE, transaction);
    }
    if (now(Habit.RETRY) && transactions > 0) {
      workload.then(Act.SUBMIT, 1 + random.nextInt(transactions));
    }
    if (now(Habit.RETRY) && transactions > 0) {
      workload.then(Act.REUSE, 1 + random.nextInt(transactions));
    }
    if (now(Habit.CLOCK_BACK)) {
      workload.then(Act.CLOCK_BACK);
    }
    if (now(Habit.PRUNE)) {
      workload.then(Act.PRUNE);
    }
    if (now(Habit.INTRUDE)) {
      workload.then(Act.INTRUDE);
    }
    if (now(Habit.REOPEN)) {
      Step reopen = Step.of(Act.REOPEN);
      boolean retried = habits.contains(Habit.RETRY) && transactions > 0;
      workload.then(
          retried ? reopen.during(Step.of(Act.SUBMIT, 1 + random.nextInt(transactions))) : reopen);
    }
    if (now(Habit.DIE)) {
      workload.then(Act.DIE);
    }
  }

  private void after() {
    Step commit = Step.of(Act.COMMIT, 1);
    switch (random.nextInt(5)) {
      case 0 ->
          workload.after(
              Step.of(Act.RETRY_UNANSWERED), Step.of(Act.FLUSH), Step.of(Act.FLUSH), commit);
      case 1 ->
          workload.after(
              Step.of(Act.SUBMIT, 2),
              Step.of(Act.SUBMIT, 3),
              Step.of(Act.FSYNC1),
              Step.of(Act.FSYNC2).during(Step.of(Act.SUBMIT, 4), Step.of(Act.FSYNC1)),
              Step.of(Act.FSYNC2),
              Step.of(Act.DRAIN),
              commit);
      default -> workload.after(commit);
    }
  }

  private void faults(List<PlannedFault.Kind> kinds) {
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      int run = random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 0;
      int own = run == 0 ? transactions : 2;
      int change = 1 + random.nextInt(CHANGES_OF_AN_OPENING + CHANGES_OF_A_TRANSACTION * own);
      PlannedFault.Kind kind = kinds.get(random.nextInt(kinds.size()));
      workload.fault(new PlannedFault(run, change, kind));
    }
  }
}
