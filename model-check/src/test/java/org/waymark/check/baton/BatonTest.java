package org.waymark.check.baton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.Threads;

class BatonTest {
  private static Baton baton(Schedule schedule) {
    return new Baton(schedule, new HandTime());
  }

  /** Starts threads that each pass a few times and note when; returns the notes. */
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

  @Test
  void sequentialThreadsRunOneAfterAnother() {
    assertThat(lettersOf(baton(Schedule.sequential()), 3, 2))
        .containsExactly("a0", "a1", "b0", "b1", "c0", "c1");
  }

  @Test
  void aSeedGivesTheSameRunTwiceAndAnotherGivesAnother() {
    Baton first = baton(Schedule.random(7));
    List<String> notes = lettersOf(first, 3, 10);
    Baton again = baton(Schedule.random(7));
    assertThat(lettersOf(again, 3, 10)).isEqualTo(notes);
    assertThat(again.traceHash()).isEqualTo(first.traceHash());
    Baton other = baton(Schedule.random(8));
    assertThat(lettersOf(other, 3, 10)).isNotEqualTo(notes);
    assertThat(other.traceHash()).isNotEqualTo(first.traceHash());
  }

  @Test
  void aRunIsReplayedFromItsDecisions() {
    Baton first = baton(Schedule.random(7));
    List<String> notes = lettersOf(first, 3, 10);
    Baton again = baton(Schedule.replay(first.decisions()));
    assertThat(lettersOf(again, 3, 10)).isEqualTo(notes);
    assertThat(again.traceHash()).isEqualTo(first.traceHash());
  }

  @Test
  void anUnparkBeforeTheParkIsRemembered() {
    Baton baton = baton(Schedule.sequential());
    List<String> notes = new ArrayList<>();
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
  void aDeadlockIsReportedWithWhereEachThreadWaits() {
    Baton baton = baton(Schedule.sequential());
    baton.start("one", () -> baton.park("x", Threads.FOREVER));
    baton.start("two", () -> baton.park(new int[0], Threads.FOREVER));
    assertThatThrownBy(baton::run)
        .isInstanceOfSatisfying(
            BatonFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(BatonFailure.Kind.DEADLOCK))
        .hasMessageContaining("0 one is parked at String")
        .hasMessageContaining("1 two is parked at int[]")
        .hasMessageContaining("BatonTest");
    assertThat(Arrays.stream(baton.decisions()).boxed()).containsExactly(0, 1);
  }
}
