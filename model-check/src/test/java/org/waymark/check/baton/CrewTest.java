package org.waymark.check.baton;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waymark.Threads;

/** Threads that serve one run after another leave no trace of it. */
class CrewTest {
  private final Crew crew = new Crew();
  private final List<String> notes = new ArrayList<>();

  /** Threads that took part. */
  private final Set<Thread> members = new TreeSet<>((a, b) -> Long.compare(a.getId(), b.getId()));

  @AfterEach
  void endTheThreads() {
    crew.close();
  }

  private Baton baton(Schedule schedule) {
    return new Baton(schedule, new HandTime(), crew);
  }

  @Test
  void theSameThreadsServeRunAfterRunUntilTheCrewIsClosed() {
    List<Long> hashes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Baton baton = baton(Schedule.random(3));
      for (String name : List.of("first", "second", "third")) {
        members.add(baton.start(name, () -> baton.pass("work")));
      }
      assertThat(baton.run()).isTrue();
      hashes.add(baton.traceHash());
    }
    assertThat(hashes).containsOnly(hashes.get(0));
    assertThat(members).hasSize(3).allMatch(Thread::isAlive);
    crew.close();
    assertThat(members).noneMatch(Thread::isAlive);
  }

  @Test
  void anInterruptAndAPermitEndWithTheRun() {
    Baton first = baton(Schedule.replay(0, 2));
    members.add(first.start("interrupts itself", () -> Thread.currentThread().interrupt()));
    Thread neverRuns = first.start("never runs", () -> notes.add("this must not be"));
    members.add(neverRuns);
    members.add(
        first.start(
            "trigger",
            () -> {
              neverRuns.interrupt();
              members.forEach(first::unpark);
              first.abandon();
            }));
    assertThat(first.run()).isFalse();

    Baton second = baton(Schedule.sequential());
    for (int i = 0; i < 3; i++) {
      members.add(
          second.start(
              "thread " + i,
              () -> {
                String name = Thread.currentThread().getName();
                notes.add(name + " interrupted: " + Thread.currentThread().isInterrupted());
                second.park(this, Threads.FOREVER);
                notes.add(name + " unparked");
              }));
    }
    second.start(
        "waker",
        () -> {
          notes.add("all wait");
          members.forEach(second::unpark);
        });
    assertThat(second.run()).isTrue();
    assertThat(members).hasSize(3);
    assertThat(notes)
        .containsExactly(
            "thread 0 interrupted: false",
            "thread 1 interrupted: false",
            "thread 2 interrupted: false",
            "all wait",
            "thread 0 unparked",
            "thread 1 unparked",
            "thread 2 unparked");
  }

  /** The run is over a moment before its last thread is back; many runs meet that moment. */
  @Test
  void anInterruptDoesNotSlipIntoTheNextRun() {
    for (int i = 0; i < 5_000; i++) {
      baton(Schedule.sequential())
          .run(
              "interrupts itself",
              () -> {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                Thread.currentThread().interrupt();
              });
    }
  }

  @Test
  void aBatonWithoutACrewEndsItsThreads() {
    Baton baton = new Baton(Schedule.sequential(), new HandTime());
    members.add(baton.start("ends", () -> baton.pass("work")));
    baton.run();
    assertThat(members).noneMatch(Thread::isAlive);
  }
}
