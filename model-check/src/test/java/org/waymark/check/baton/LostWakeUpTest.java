package org.waymark.check.baton;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waymark.Threads;

/**
 * The baton finds a lost wake-up.
 *
 * <p>Goal: a hand-over that looks at the item, then registers as the waiter, and parks without
 * looking again, sleeps for ever when the item comes between the look and the registration. The
 * place between the two is a disk operation in real code; here it is a step. The seeded bug is
 * {@code recheck = false}; with the recheck no schedule fails.
 */
class LostWakeUpTest {
  private final Crew crew = new Crew();

  @AfterEach
  void endTheThreads() {
    crew.close();
  }

  /** Hands items from one thread to another. */
  private static final class HandOver {
    private final Baton baton;
    private final boolean recheck;
    private int items;
    private @Nullable Thread waiter;

    HandOver(Baton baton, boolean recheck) {
      this.baton = baton;
      this.recheck = recheck;
    }

    void put() {
      baton.pass("write the item");
      items++;
      if (waiter != null) {
        baton.unpark(waiter);
      }
    }

    void take() {
      while (items == 0) {
        baton.pass("note the wait");
        waiter = Thread.currentThread();
        if (!recheck || items == 0) {
          baton.park(this, Threads.FOREVER);
        }
        waiter = null;
      }
      items--;
    }
  }

  /** Returns whether the run ended without a deadlock. */
  private boolean survives(Schedule schedule, boolean recheck) {
    Baton baton = new Baton(schedule, new HandTime(), crew);
    HandOver handOver = new HandOver(baton, recheck);
    baton.start("taker", handOver::take);
    baton.start("putter", handOver::put);
    try {
      return baton.run();
    } catch (BatonFailure failure) {
      assertThat(failure.kind()).isEqualTo(BatonFailure.Kind.DEADLOCK);
      assertThat(failure).hasMessageContaining("0 taker is parked at HandOver");
      return false;
    }
  }

  @Test
  void randomSchedulesFindItWithinTwentySeeds() {
    List<Integer> found = new ArrayList<>();
    for (int seed = 0; seed < 20; seed++) {
      if (!survives(Schedule.random(seed), false)) {
        found.add(seed);
      }
      assertThat(survives(Schedule.random(seed), true)).isTrue();
    }
    assertThat(found).isNotEmpty();
    // Which seeds find it is a fact about the seeds alone.
    assertThat(found).allMatch(seed -> !survives(Schedule.random(seed), false));
  }

  @Test
  void fewPreemptionsFindItWithinTwentySeeds() {
    List<Integer> found = new ArrayList<>();
    for (int seed = 0; seed < 20; seed++) {
      if (!survives(Schedule.fewPreemptions(seed, 5, 1), false)) {
        found.add(seed);
      }
      assertThat(survives(Schedule.fewPreemptions(seed, 5, 1), true)).isTrue();
    }
    assertThat(found).isNotEmpty();
  }

  @Test
  void theEnumeratorNeedsOnePreemption() {
    assertThat(failures(0, false)).isZero();
    assertThat(failures(1, false)).isPositive();
    assertThat(failures(9, true)).isZero();
  }

  private int failures(int preemptions, boolean recheck) {
    int[] failures = {0};
    Schedules.Counts counts =
        Schedules.forEach(
            preemptions,
            schedule -> {
              failures[0] += survives(schedule, recheck) ? 0 : 1;
              return true;
            });
    assertThat(counts.complete()).isTrue();
    return failures[0];
  }
}
