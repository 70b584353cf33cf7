package org.waymark.check.baton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.waymark.Threads;

/** A power loss ends every thread, whatever it was doing and whatever it catches. */
class AbandonTest {
  private final List<String> notes = new ArrayList<>();

  @Test
  void everyThreadIsUnwoundOneAfterAnother() {
    // Everybody gets to its place but the fourth, and then the trigger is pulled.
    Baton baton = new Baton(Schedule.replay(0, 1, 2, 4), new HandTime());
    baton.start("parked", () -> noteUnwinding(() -> baton.park(this, Threads.FOREVER)));
    baton.start("between steps", () -> noteUnwinding(() -> baton.pass("work")));
    baton.start(
        "parent",
        () -> {
          baton.start("child", () -> noteUnwinding(() -> baton.pass("work")));
          noteUnwinding(() -> baton.pass("work"));
        });
    baton.start("never ran", () -> notes.add("this must not be"));
    baton.start("trigger", () -> noteUnwinding(baton::abandon));
    assertThat(baton.run()).isFalse();
    assertThat(notes)
        .containsExactly(
            "trigger unwinds", "parked unwinds", "between steps unwinds", "parent unwinds");
    assertThat(namesOfLiveThreads())
        .doesNotContain("parked", "between steps", "parent", "child", "trigger");
  }

  private void noteUnwinding(Runnable body) {
    try {
      body.run();
    } finally {
      notes.add(Thread.currentThread().getName() + " unwinds");
    }
  }

  private static Set<String> namesOfLiveThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }

  @Test
  void whoCatchesEverythingCannotGoOn() {
    Baton baton = new Baton(Schedule.sequential(), new HandTime());
    int[] thrown = {0};
    List<Runnable> attempts =
        List.of(
            () -> baton.park(this, Threads.FOREVER),
            () -> baton.pass("write"),
            () -> baton.start("another", () -> notes.add("this must not be")),
            () -> baton.awaitUninterruptibly(this, () -> false),
            baton::abandon);
    baton.start(
        "stubborn",
        () -> {
          for (Runnable attempt : attempts) {
            try {
              attempt.run();
            } catch (Throwable caught) {
              assertThat(caught).isInstanceOf(Abandoned.class);
              thrown[0]++;
            }
          }
        });
    baton.start("trigger", baton::abandon);
    assertThat(baton.run()).isFalse();
    assertThat(thrown[0]).isEqualTo(attempts.size());
    assertThat(notes).isEmpty();
  }

  @Test
  void whatAThreadThrowsWhileItUnwindsIsNoFailure() {
    Baton baton = new Baton(Schedule.sequential(), new HandTime());
    baton.start(
        "wrapper",
        () -> {
          try {
            baton.park(this, Threads.FOREVER);
          } catch (Abandoned caught) {
            throw new IllegalStateException("the log has halted", caught);
          }
        });
    baton.start("trigger", baton::abandon);
    assertThat(baton.run()).isFalse();
  }

  @Test
  void whoGoesOnForEverIsNamedAndTheOthersEnd() {
    Baton baton = new Baton(Schedule.sequential(), new HandTime());
    baton.start(
        "immortal",
        () -> {
          while (true) {
            try {
              baton.pass("again");
              baton.park(this, Threads.FOREVER);
            } catch (Abandoned ignored) {
              notes.add("caught");
            }
          }
        });
    baton.start("mortal", () -> noteUnwinding(() -> baton.park(this, Threads.FOREVER)));
    baton.start("trigger", baton::abandon);
    assertThatThrownBy(baton::run)
        .isInstanceOfSatisfying(
            BatonFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(BatonFailure.Kind.UNSTOPPABLE))
        .hasMessageStartingWith("immortal goes on whatever is thrown at ");
    assertThat(notes).contains("mortal unwinds");
  }
}
