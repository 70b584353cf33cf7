package org.waymark.check.lives.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.waymark.check.baton.Schedule;

/** The shipped coordinator is durably linearizable as far as it is looked at; others are not. */
class ScheduleExplorationTest {

  private static Program program(String name) {
    return Program.all().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }

  private static ScheduleExploration explored(Program program, Supplier<Subject> subjects) {
    try (ScheduleExploration exploration = new ScheduleExploration(program, subjects, 1)) {
      exploration.all(1, () -> false);
      return exploration;
    }
  }

  /** The numbers are pinned: a schedule or crash state that is lost must be noticed. */
  @Test
  void allSchedulesOfOneWriterWithOnePreemptionAndAllTheirCrashStates() {
    ScheduleExploration exploration = explored(program("one writer"), Subject::new);
    assertThat(exploration.violation()).isNull();
    ScheduleExploration.Counts counts = exploration.counts();
    assertThat(counts.schedules).isEqualTo(133).isEqualTo(counts.traces);
    assertThat(counts.crashPoints).isEqualTo(399).isEqualTo(counts.exhausted);
    assertThat(counts.images).isEqualTo(4);
    assertThat(counts.judged).isEqualTo(111);
  }

  static Stream<Arguments> brokenSubjects() {
    return Stream.of(
        broken("L2", "one writer", BrokenSubjects.PublishesBeforeFsync2::new),
        broken("P8", "one writer", BrokenSubjects.SkipsFsync1::new),
        broken("L2", "a full segment", BrokenSubjects.SkipsTheDirectory::new),
        broken("L1", "one writer", BrokenSubjects.ShowsTheTipEarly::new),
        broken("L1", "a reader", BrokenSubjects.BeginsStaleSnapshots::new),
        broken("L1", "two that drain", BrokenSubjects.DrainsTwice::new),
        broken("L1", "two writers", BrokenSubjects.DrainsBackwards::new),
        broken("L1", "a validated conflict", BrokenSubjects.ValidatesNothing::new),
        broken("L1", "two writers", BrokenSubjects.MiscountsGroups::new));
  }

  private static Arguments broken(String property, String program, Supplier<Subject> subjects) {
    return Arguments.of(property, program, subjects, subjects.get().getClass().getSimpleName());
  }

  @ParameterizedTest(name = "{3} violates {0} in {1}")
  @MethodSource("brokenSubjects")
  void aBadHabitIsCaughtByItsOwnProperty(
      String property, String program, Supplier<Subject> subjects, String name) {
    assertThat(explored(program(program), subjects).violation())
        .as(name)
        .startsWith(property + " violated: ");
  }

  @Test
  void aViolationIsSeenAgainUnderItsSchedule() {
    Program program = program("one writer");
    ScheduleExploration first = explored(program, BrokenSubjects.ShowsTheTipEarly::new);
    try (ScheduleExploration again =
        new ScheduleExploration(program, BrokenSubjects.ShowsTheTipEarly::new, 1)) {
      again.run(Schedule.replay(first.decisions()));
      assertThat(again.violation()).isNotNull().isEqualTo(first.violation());
    }
  }

  @Test
  void drawnProgramsHoldUnderDrawnSchedules() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 10; i++) {
      try (ScheduleExploration exploration =
          new ScheduleExploration(Program.draw(random), Subject::new, random.nextLong())) {
        for (int j = 0; j < 5; j++) {
          exploration.one();
        }
        assertThat(exploration.violation()).isNull();
        assertThat(exploration.counts().crashPoints).isPositive();
      }
    }
  }
}
