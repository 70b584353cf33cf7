package org.waymark.check.baton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.waymark.Threads;

/** A run that cannot go on says why, and where each thread is. */
class BatonFailureTest {
  private final List<String> notes = new ArrayList<>();

  private static BatonFailure failureOf(Baton baton) {
    BatonFailure failure = catchThrowableOfType(BatonFailure.class, baton::run);
    assertThat(failure).isNotNull();
    assertThat(failure.getSuppressed()).isEmpty();
    return failure;
  }

  @Test
  void aDeadlockIsReportedWithWhereEachThreadWaits() {
    Baton baton = new Baton(Schedule.sequential(), new HandTime());
    baton.start("one", () -> baton.park("x", Threads.FOREVER));
    baton.start(
        "two",
        () -> {
          baton.pass("write", 4096);
          baton.park(this, Threads.FOREVER);
        });
    baton.start("three", () -> notes.add("three"));
    BatonFailure failure = failureOf(baton);
    assertThat(failure.kind()).isEqualTo(BatonFailure.Kind.DEADLOCK);
    assertThat(failure)
        .hasMessageStartingWith("after 4 steps nobody can run, and no deadline is left\n")
        .hasMessageContaining("\n  0 one is parked at String\n")
        .hasMessageContaining("\n  1 two is parked at BatonFailureTest\n")
        .hasMessageContaining("lambda$aDeadlockIsReportedWithWhereEachThreadWaits")
        .hasMessageContaining("\n  2 three has ended")
        .hasMessageContaining("\n  step 2: at write 4096, runs: 1");
    assertThat(baton.decisions()).containsExactly(0, 1, 1, 2);
  }

  @Test
  void threadsThatWakeEachOtherForEverMeetTheBound() {
    Baton baton = new Baton(Schedule.random(1), new HandTime(), 1_000, Baton.PATIENCE);
    List<Thread> pair = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int other = 1 - i;
      pair.add(
          baton.start(
              "player " + i,
              () -> {
                while (true) {
                  baton.unpark(pair.get(other));
                  baton.park("ball", Threads.FOREVER);
                }
              }));
    }
    BatonFailure failure = failureOf(baton);
    assertThat(failure.kind()).isEqualTo(BatonFailure.Kind.STUCK);
    assertThat(failure)
        .hasMessageStartingWith("after 1000 steps the bound on steps is reached\n")
        .hasMessageContaining(" player 1 ");
  }

  @Test
  void aLockHeldAcrossAStepIsFoundOutAndEverybodyEnds() {
    Baton baton = baton(Duration.ofMillis(500));
    Object lock = new Object();
    for (String name : List.of("holder", "waiter")) {
      baton.start(
          name,
          () -> {
            synchronized (lock) {
              notes.add(name + " got in");
              baton.pass("inside the lock");
            }
          });
    }
    BatonFailure failure = failureOf(baton);
    assertThat(failure.kind()).isEqualTo(BatonFailure.Kind.BLOCKED);
    assertThat(failure)
        .hasMessageContaining(
            "waiter has the baton and waits for a java.lang.Object that holder holds")
        .hasMessageContaining("\n  0 holder can run, at inside the lock\n");
    assertThat(notes).containsExactly("holder got in", "waiter got in");
  }

  @Test
  void aWaitOutsideTheSeamIsFoundOutAndEnded() {
    Baton baton = baton(Duration.ofMillis(500));
    CountDownLatch never = new CountDownLatch(1);
    baton.start(
        "waiter",
        () -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            notes.add("interrupted");
          }
        });
    BatonFailure failure = failureOf(baton);
    assertThat(failure.kind()).isEqualTo(BatonFailure.Kind.BLOCKED);
    assertThat(failure).hasMessageContaining("CountDownLatch");
    assertThat(notes).containsExactly("interrupted");
  }

  /** A step of computing is none, however long; and a run inside a run is watched there. */
  @Test
  void whoRunsIsNeverBlocked() {
    Baton baton = baton(Duration.ofMillis(50));
    baton.run(
        "outer",
        () -> {
          Baton inner = baton(Duration.ofSeconds(20));
          inner.run("inner", () -> computeFor(Duration.ofMillis(150)));
          notes.add("done");
        });
    assertThat(notes).containsExactly("done");
  }

  private static void computeFor(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /** Prefers the other thread whenever there is a choice. */
  private static Baton baton(Duration patience) {
    Schedule alternating =
        (step, current, runnable, parked) ->
            runnable[runnable[0] == current ? runnable.length - 1 : 0];
    return new Baton(alternating, new HandTime(), 1_000, patience);
  }

  @Test
  void aCheckFailsTheRunThoughItsThreadCatchesEverything() {
    Baton baton = new Baton(Schedule.sequential(), new HandTime());
    baton.start("other", () -> baton.park(this, Threads.FOREVER));
    baton.start(
        "engine",
        () -> {
          try {
            baton.fail(new AssertionError("the check"));
          } catch (Throwable caught) {
            notes.add(caught.getClass().getSimpleName());
          }
          baton.fail(new AssertionError("a later one"));
        });
    assertThatExceptionOfType(AssertionError.class).isThrownBy(baton::run).withMessage("the check");
    assertThat(notes).containsExactly("Abandoned");
  }

  @Test
  void whatABodyThrowsUndeclaredIsNotLost() {
    Baton baton = new Baton(Schedule.sequential(), new HandTime());
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> baton.run("sneaky", () -> throwUndeclared(new IOException("hidden"))))
        .withRootCauseExactlyInstanceOf(IOException.class);
  }

  @SuppressWarnings("unchecked") // The cast is the trick by which code throws what it hides.
  private static <T extends Throwable> void throwUndeclared(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void aScheduleThatChoosesNobodyIsRefused() {
    Baton baton = new Baton((step, current, runnable, parked) -> 3, new HandTime());
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> baton.run("one", () -> notes.add("this must not be")))
        .withMessage("the schedule chose 3");
    assertThat(notes).isEmpty();
  }
}
