package org.waymark.check.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.check.crash.Step.Act;
import org.waymark.check.disk.CrashProfile;
import org.waymark.check.disk.Operation;
import org.waymark.check.history.HistoryEvent;
import org.waymark.check.history.Violation;

/**
 * The explorer's teeth, and why there is each force: on a disk that ignores one of them, the
 * exploration of a single commit finds the property that this force holds.
 */
class ForcesTest {
  private static final String MARKERS = "markers-0000000001-00000000000000000001";
  private static final String CAPSULES = "capsules-0000000001-0000000001";

  /** Of so many failures that differ little, one is run again. */
  private static final int ONE_IN = 8;

  private static Workload oneCommit() {
    Workload.Builder workload = new Workload.Builder();
    return workload.then(Act.COMMIT, workload.transaction(448)).named("one");
  }

  private static List<Operation> changes(Workload workload) {
    List<Operation> changes = new ArrayList<>();
    for (Tale.Happening one : new CrashCase(workload, List.of()).run().happenings()) {
      if (one instanceof Tale.Began began && PlannedFault.isChange(began.operation())) {
        changes.add(began.operation());
      }
    }
    return changes;
  }

  private static List<Failure> explore(Workload workload, CrashProfile profile) {
    List<Failure> failures = new ArrayList<>();
    Plan plan = new Plan(profile, 0, Plan.Follow.POWER_LOSS);
    new Exploration(workload, plan, new Explorer.Seen(), new Tally(), failures::add).run();
    return failures;
  }

  /** Returns the one-commit workload on a disk that ignores the n-th such force, from 1. */
  private static Workload without(Operation.Kind kind, String name, int nth) {
    Workload sound = oneCommit();
    List<Operation> changes = changes(sound);
    int left = nth;
    for (int i = 0; i < changes.size(); i++) {
      Operation change = changes.get(i);
      if (change.kind() == kind && change.name().equals(name) && --left == 0) {
        return sound.with(new PlannedFault(0, i + 1, PlannedFault.Kind.IGNORED));
      }
    }
    throw new IllegalArgumentException("no such force: " + kind + " " + name + " among " + changes);
  }

  @ParameterizedTest
  @CsvSource({
    // Making the marker segment: its header, its name.
    "FORCE, " + MARKERS + ".tmp, 1, P8",
    "FORCE_DIRECTORY, '', 2, P8",
    // Making the capsule segment: its header, its name.
    "FORCE, " + CAPSULES + ".tmp, 1, P8",
    "FORCE_DIRECTORY, '', 3, P8",
    // FSYNC_1 and FSYNC_2.
    "FORCE, " + CAPSULES + ", 1, P8",
    "FORCE, " + MARKERS + ", 1, P1",
  })
  void withoutItTheseCrashesBreakWhatItHolds(
      Operation.Kind kind, String name, int nth, String property) {
    List<Failure> failures = explore(without(kind, name, nth), CrashProfile.SECTOR512);
    assertThat(failures)
        .isNotEmpty()
        .allSatisfy(
            failure ->
                assertThat(failure.violations())
                    .extracting(Violation::property)
                    .contains(property));
  }

  /** A kinder disk would not have told: the whole page goes with the capsule, or nothing does. */
  @Test
  void keepingAllHidesAMissingBarrier() {
    Workload broken = without(Operation.Kind.FORCE, CAPSULES, 1);
    assertThat(explore(broken, CrashProfile.KEEP_ALL)).isEmpty();
    assertThat(explore(broken, CrashProfile.SECTOR512)).isNotEmpty();
  }

  /** What the other barrier publishes before the force returns, it may: nobody knows yet. */
  @Test
  void aForceFailsWhenItReturnsAndNotWhenItBegins() throws Exception {
    Workload.Builder two = new Workload.Builder();
    int first = two.transaction(448);
    int second = two.transaction(448);
    two.then(Act.SUBMIT, first).then(Act.FSYNC1).then(Act.SUBMIT, second);
    two.then(Step.of(Act.FSYNC1).during(Step.of(Act.FSYNC2), Step.of(Act.DRAIN)));
    Workload sound = two.then(Act.FSYNC2).then(Act.DRAIN).named("overlap");
    List<Operation> changes = changes(sound);
    int fails = 0;
    int nth = 0;
    for (int i = 0; i < changes.size(); i++) {
      boolean force = changes.get(i).kind() == Operation.Kind.FORCE;
      if (force && changes.get(i).name().equals(CAPSULES) && ++nth == 2) {
        fails = i + 1;
      }
    }
    Workload failing = sound.with(new PlannedFault(0, fails, PlannedFault.Kind.FAILS));
    Tale tale = new CrashCase(failing, List.of()).run();
    assertThat(tale.violations()).isEmpty();
    List<String> told = new ArrayList<>();
    for (Tale.Happening one : tale.happenings()) {
      if (one instanceof Tale.Told it && it.event() instanceof HistoryEvent.Answered answer) {
        told.add(answer.result());
      } else if (one instanceof Tale.Told it && it.event() instanceof HistoryEvent.Failed) {
        told.add("failed");
      }
    }
    assertThat(told).containsExactly("committed", "failed", "not_committed");
  }

  @Test
  void aFailureCanBeRunAgainFromItsFile() throws Exception {
    ObjectMapper json = new ObjectMapper();
    List<Failure> failures = explore(without(Operation.Kind.FORCE, MARKERS, 1), CrashProfile.TORN);
    assertThat(failures).hasSizeGreaterThan(10 * ONE_IN);
    for (int i = 0; i < failures.size(); i += ONE_IN) {
      Failure failure = failures.get(i);
      String text = json.writeValueAsString(failure.crashCase());
      CrashCase read = json.readValue(text, CrashCase.class);
      assertThat(read).isEqualTo(failure.crashCase());
      assertThat(read.run().violations()).isEqualTo(failure.violations());
    }
  }
}
