package org.waymark.check.baton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.Threads;

/** A run is a function of its schedule, and the seam keeps its promises. */
class BatonTest {
  private final List<String> notes = new ArrayList<>();

  private static Baton baton(Schedule schedule) {
    return new Baton(schedule, new HandTime());
  }

  /** Runs threads a, b, ... that each note and pass, so many times. */
  private static List<String> lettersOf(Baton baton, int threads, int passes) {
    List<String> notes = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      String name = String.valueOf((char) ('a' + t));
      baton.start(
          name,
          () -> {
            for (int i = 0; i < passes; i++) {
              notes.add(name + i);
              baton.pass("note", i);
            }
          });
    }
    assertThat(baton.run()).isTrue();
    return notes;
  }

  // --------------------------------------------------------------------- a function of its
  // schedule

  @Test
  void sequentialThreadsRunOneAfterAnother() {
    assertThat(lettersOf(baton(Schedule.sequential()), 3, 2))
        .containsExactly("a0", "a1", "b0", "b1", "c0", "c1");
  }

  @Test
  void aSeedGivesTheSameRunTwiceAndAnotherGivesAnother() {
    Baton first = baton(Schedule.random(7));
    List<String> letters = lettersOf(first, 3, 10);
    Baton again = baton(Schedule.random(7));
    assertThat(lettersOf(again, 3, 10)).isEqualTo(letters);
    assertThat(again.traceHash()).isEqualTo(first.traceHash());
    Baton other = baton(Schedule.random(8));
    assertThat(lettersOf(other, 3, 10)).isNotEqualTo(letters);
    assertThat(other.traceHash()).isNotEqualTo(first.traceHash());
  }

  @Test
  void theTraceHashSeesThePlaceAndItsDetail() {
    assertThat(List.of(hashOf("write", 1), hashOf("write", 2), hashOf("read", 1)))
        .doesNotHaveDuplicates();
    assertThat(hashOf("write", 1)).isEqualTo(hashOf("write", 1));
  }

  private static long hashOf(String where, long detail) {
    Baton baton = baton(Schedule.sequential());
    baton.run("one", () -> baton.pass(where, detail));
    return baton.traceHash();
  }

  @Test
  void aRunIsReplayedFromItsDecisions() {
    Baton first = baton(Schedule.random(7));
    List<String> letters = lettersOf(first, 3, 10);
    Baton again = baton(Schedule.replay(first.decisions()));
    assertThat(lettersOf(again, 3, 10)).isEqualTo(letters);
    assertThat(again.traceHash()).isEqualTo(first.traceHash());
    assertThat(again.steps()).isEqualTo(first.decisions().length);
  }

  @Test
  void aReplayThatCannotBeIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> lettersOf(baton(Schedule.replay(0, 0, 7)), 2, 2))
        .withMessage("decision 3 of the replayed schedule is 7, which cannot be");
    assertThat(lettersOf(baton(Schedule.follow(1, 7)), 2, 1)).containsExactly("b0", "a0");
  }

  // ---------------------------------------------------------------------------------- the seam

  @Test
  void anUnparkBeforeTheParkIsRememberedOnce() {
    Baton baton = baton(Schedule.sequential());
    Thread sleeper =
        baton.start(
            "sleeper",
            () -> {
              baton.unpark(Thread.currentThread());
              baton.unpark(Thread.currentThread());
              baton.park(this, Threads.FOREVER);
              notes.add("first park returned");
              baton.park(this, Threads.FOREVER);
              notes.add("second park returned");
            });
    baton.start(
        "waker",
        () -> {
          notes.add("waker");
          baton.unpark(sleeper);
        });
    baton.run();
    assertThat(notes).containsExactly("first park returned", "waker", "second park returned");
  }

  @Test
  void aThreadStartsThreadsAndJoinsThem() {
    Baton baton = baton(Schedule.sequential());
    baton.run(
        "parent",
        () -> {
          Thread child =
              baton.start(
                  "child",
                  () -> {
                    baton.pass("work");
                    notes.add(Thread.currentThread().getName());
                  });
          notes.add("started");
          baton.join(child);
          baton.join(child);
          notes.add("joined");
        });
    assertThat(notes).containsExactly("started", "child", "joined");
  }

  @Test
  void anInterruptedThreadsParkReturnsAndTheInterruptIsSeen() {
    Baton baton = baton(Schedule.replay(0, 1, 0));
    Thread sleeper =
        baton.start(
            "sleeper",
            () -> {
              baton.park(this, Threads.FOREVER);
              notes.add("interrupted: " + Thread.currentThread().isInterrupted());
              baton.park(this, Threads.FOREVER);
              baton.pass("a step keeps it");
              notes.add("still: " + Thread.interrupted() + ", then: " + Thread.interrupted());
              baton.park(this, Threads.FOREVER);
              notes.add("unparked");
            });
    baton.start(
        "interrupter",
        () -> {
          sleeper.interrupt();
          notes.add("seen from outside: " + sleeper.isInterrupted());
          baton.pass("let it run");
          baton.unpark(sleeper);
        });
    assertThat(baton.run()).isTrue();
    assertThat(notes)
        .containsExactly(
            "seen from outside: true", "interrupted: true", "still: true, then: false", "unparked");
  }

  @Test
  void aParkMayReturnForNoReasonIfTheScheduleSaysSo() {
    assertThat(parksUntilUnparked(Schedule.random(1))).isEqualTo(1);
    Baton seen = baton(Schedule.random(1).withSpuriousWakeUps(5, 3));
    int parks = parksUntilUnparked(seen);
    assertThat(parks).isGreaterThan(1);
    Baton again = baton(Schedule.replay(seen.decisions()));
    assertThat(parksUntilUnparked(again)).isEqualTo(parks);
    assertThat(again.traceHash()).isEqualTo(seen.traceHash());
  }

  private static int parksUntilUnparked(Schedule schedule) {
    return parksUntilUnparked(baton(schedule));
  }

  private static int parksUntilUnparked(Baton baton) {
    int[] parks = {0};
    boolean[] done = {false};
    Thread sleeper =
        baton.start(
            "sleeper",
            () -> {
              while (!done[0]) {
                parks[0]++;
                baton.park("x", Threads.FOREVER);
              }
            });
    baton.start(
        "waker",
        () -> {
          for (int i = 0; i < 20; i++) {
            baton.pass("work");
          }
          done[0] = true;
          baton.unpark(sleeper);
        });
    baton.run();
    return parks[0];
  }

  @Test
  void onlyThreadsOfTheBatonTakePart() {
    Baton baton = baton(Schedule.sequential());
    assertThatIllegalStateException()
        .isThrownBy(() -> baton.pass("outside"))
        .withMessageEndingWith("is not a thread of this baton");
    assertThatIllegalStateException().isThrownBy(() -> baton.unpark(Thread.currentThread()));
    assertThatIllegalStateException().isThrownBy(baton::run).withMessage("no thread was started");
    baton.run("one", () -> notes.add("ran"));
    assertThatIllegalStateException()
        .isThrownBy(baton::run)
        .withMessage("this baton has had its run");
    assertThat(notes).containsExactly("ran");
  }

  @Test
  void whatABodyThrowsEndsTheRun() {
    Baton baton = baton(Schedule.sequential());
    baton.start("patient", () -> baton.park(this, Threads.FOREVER));
    baton.start(
        "thrower",
        () -> {
          throw new UnsupportedOperationException("on purpose");
        });
    assertThatThrownBy(baton::run)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("on purpose");
  }
}
