package org.waymark.check.baton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.Threads;

/** Time moves by hand, by steps, and to the earliest deadline when nobody can run. */
class HandTimeTest {
  private final List<String> notes = new ArrayList<>();

  @Test
  void theWallClockMovesWithTimeAndByHand() {
    HandTime time = new HandTime(0, 1_000, 50);
    time.advance(7);
    assertThat(time.unixNanos()).isEqualTo(1_007);
    assertThat(time.monotonicNanos()).isEqualTo(57);
    time.stepWallClock(-500);
    assertThat(time.unixNanos()).isEqualTo(507);
    assertThat(time.monotonicNanos()).isEqualTo(57);
    assertThatIllegalArgumentException().isThrownBy(() -> time.advance(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new HandTime(-1));
  }

  @Test
  void timeJumpsToTheEarliestDeadlineWhenNobodyCanRun() {
    HandTime time = new HandTime();
    Baton baton = new Baton(Schedule.sequential(), time);
    baton.start("late", () -> sleepUntil(baton, 300));
    baton.start("early", () -> sleepUntil(baton, 200));
    baton.start(
        "worker",
        () -> {
          for (int i = 0; i < 5; i++) {
            baton.pass("work");
          }
          notes.add("worked at " + time.monotonicNanos());
        });
    assertThat(baton.run()).isTrue();
    assertThat(notes).containsExactly("worked at 0", "early at 200", "late at 300");
  }

  @Test
  void theDeadlineOfWhoWasUnparkedMovesNoClock() {
    HandTime time = new HandTime();
    Baton baton = new Baton(Schedule.sequential(), time);
    Thread woken =
        baton.start(
            "woken",
            () -> {
              baton.park(this, 100);
              notes.add("woken at " + time.monotonicNanos());
            });
    baton.start("waker", () -> baton.unpark(woken));
    baton.start("sleeper", () -> sleepUntil(baton, 250));
    baton.run();
    assertThat(notes).containsExactly("woken at 0", "sleeper at 250");
    assertThat(time.monotonicNanos()).isEqualTo(250);
  }

  @Test
  void aParkWhoseDeadlineIsOverReturnsAndKeepsThePermit() {
    Baton baton = new Baton(Schedule.sequential(), new HandTime());
    baton.run(
        "one",
        () -> {
          baton.unpark(Thread.currentThread());
          baton.park(this, 0);
          baton.park(this, Threads.FOREVER);
          notes.add("done");
        });
    assertThat(notes).containsExactly("done");
  }

  @Test
  void stepsTakeTimeIfTheyAreToldTo() {
    HandTime time = new HandTime(10);
    Baton baton = new Baton((step, current, runnable, parked) -> runnable[0], time);
    baton.start("sleeper", () -> sleepUntil(baton, 60));
    baton.start(
        "worker",
        () -> {
          while (notes.isEmpty()) {
            baton.pass("work");
          }
        });
    // The worker never waits, so only the steps bring the deadline about.
    assertThat(baton.run()).isTrue();
    assertThat(notes).containsExactly("sleeper at 60");
  }

  private void sleepUntil(Baton baton, long deadline) {
    while (baton.time().monotonicNanos() < deadline) {
      baton.park(this, deadline);
    }
    notes.add(Thread.currentThread().getName() + " at " + baton.time().monotonicNanos());
  }
}
