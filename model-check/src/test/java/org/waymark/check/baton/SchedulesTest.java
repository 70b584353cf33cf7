package org.waymark.check.baton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waymark.Threads;

/** The enumerator runs every schedule within its bounds, each once. */
class SchedulesTest {
  private final Crew crew = new Crew();

  /** What the runs looked like, as strings of thread letters. */
  private final Set<String> seen = new HashSet<>();

  @AfterEach
  void endTheThreads() {
    crew.close();
  }

  /** Each thread passes so many times, and so has one stretch more than passes. */
  private boolean passing(Schedule schedule, int threads, int passes) {
    Baton baton = new Baton(schedule, new HandTime(), crew);
    StringBuilder stretches = new StringBuilder();
    for (int t = 0; t < threads; t++) {
      char letter = (char) ('a' + t);
      baton.start(
          String.valueOf(letter),
          () -> {
            stretches.append(letter);
            for (int i = 0; i < passes; i++) {
              baton.pass("work");
              stretches.append(letter);
            }
          });
    }
    boolean ended = baton.run();
    assertThat(seen.add(stretches.toString())).as("%s is new", stretches).isTrue();
    return ended;
  }

  /**
   * Two threads of three stretches each: the interleavings are the ways to choose 3 of 6 places,
   * 20. By preemptions, counting from one who begins and doubling: none 1; one: the first is
   * preempted at one of its 2 passes, 2; two: the second too, 2 · 2; three: the first at both, the
   * second at one of two, 2; four: both at both, 1.
   */
  @Test
  void twoThreadsWithTwoPassesHaveTwentySchedules() {
    Schedules.Counts counts = Schedules.forEach(9, schedule -> passing(schedule, 2, 2));
    assertThat(counts.complete()).isTrue();
    assertThat(counts.runs()).isEqualTo(20);
    assertThat(counts.byPreemptions()).startsWith(2L, 4L, 8L, 4L, 2L, 0L);
    assertThat(counts.longest()).isEqualTo(6);
    assertThat(seen).hasSize(20).contains("aaabbb", "ababab", "bbbaaa");
  }

  @Test
  void theBoundOnPreemptionsLeavesTheOthersOut() {
    Schedules.Counts counts = Schedules.forEach(2, schedule -> passing(schedule, 2, 2));
    assertThat(counts.byPreemptions()).containsExactly(2L, 4L, 8L);
    assertThat(counts.runs()).isEqualTo(14);
    assertThat(seen).doesNotContain("ababab");
  }

  /**
   * Three threads of two stretches: 6! / (2! · 2! · 2!) = 90 interleavings; unpreempted, 3! = 6.
   */
  @Test
  void threeThreadsWithOnePassHaveNinetySchedules() {
    Schedules.Counts counts = Schedules.forEach(9, schedule -> passing(schedule, 3, 1));
    assertThat(counts.runs()).isEqualTo(90);
    assertThat(counts.byPreemptions().get(0)).isEqualTo(6);
  }

  @Test
  void anEnumerationEndsWhenTheProgramOrTheBoundSaysSo() {
    Schedules.Counts bounded = Schedules.forEach(9, 0, 5, schedule -> passing(schedule, 2, 2));
    assertThat(bounded.complete()).isFalse();
    assertThat(bounded.runs()).isEqualTo(5);
    seen.clear();
    int[] left = {7};
    Schedules.Counts ended =
        Schedules.forEach(9, schedule -> passing(schedule, 2, 2) && --left[0] > 0);
    assertThat(ended.complete()).isFalse();
    assertThat(ended.runs()).isEqualTo(7);
    assertThatIllegalArgumentException().isThrownBy(() -> Schedules.forEach(-1, schedule -> true));
  }

  /**
   * One thread parks once, another unparks it and ends. Without wake-ups for no reason there are
   * two schedules, by who begins, and one more for a preemption: none of the threads passes. With
   * one such wake-up, when the sleeper has parked and the waker has not begun, it may wake by
   * itself instead; then the waker's unpark comes too late and the loop parks no more.
   */
  @Test
  void wakeUpsForNoReasonAreChoicesToo() {
    assertThat(Schedules.forEach(0, 0, 100, this::parkOnce).runs()).isEqualTo(2);
    Schedules.Counts counts = Schedules.forEach(0, 1, 100, this::parkOnce);
    assertThat(counts.complete()).isTrue();
    assertThat(counts.runs()).isEqualTo(3);
  }

  private boolean parkOnce(Schedule schedule) {
    Baton baton = new Baton(schedule, new HandTime(), crew);
    Thread sleeper = baton.start("sleeper", () -> baton.park(this, Threads.FOREVER));
    baton.start("waker", () -> baton.unpark(sleeper));
    return baton.run();
  }

  @Test
  void aProgramThatDependsOnSomethingElseIsRefused() {
    int[] runs = {0};
    assertThatIllegalStateException()
        .isThrownBy(() -> Schedules.forEach(2, schedule -> passing(schedule, 2, 2 - runs[0]++)))
        .withMessageContaining("under the same decisions");
  }
}
