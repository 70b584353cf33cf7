package org.waymark.check.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.check.crash.Step.Act;
import org.waymark.check.disk.CrashProfile;
import org.waymark.check.disk.CrashStates;
import org.waymark.check.disk.DiskImage;
import org.waymark.check.disk.Operation;
import org.waymark.check.disk.SimDisk;
import org.waymark.check.history.HistoryEvent;
import org.waymark.check.history.Violation;

/**
 * That an exploration leaves out nothing: an enumeration without any pruning, which cuts the power
 * before and within every operation and recovers every state anew, finds the same images and the
 * same violations of each.
 */
class PruningTest {
  private static final CrashProfile PROFILE = CrashProfile.SECTOR512;

  /** Of each image, every property that was violated after some way to it; often none. */
  private static final class Verdicts {
    private final Map<DiskImage, Set<String>> found = new HashMap<>();
    private long recovered;

    void add(DiskImage image, History history) {
      recovered++;
      Set<String> properties = found.computeIfAbsent(image, unseen -> new TreeSet<>());
      history.violations().stream().map(Violation::property).forEach(properties::add);
    }

    long violated() {
      return found.values().stream().filter(properties -> !properties.isEmpty()).count();
    }
  }

  private static Verdicts pruned(Workload workload, int nested) {
    Verdicts verdicts = new Verdicts();
    Plan plan = new Plan(PROFILE, nested, Plan.Follow.COMMIT);
    new Exploration(workload, plan, new Explorer.Seen(), new Tally(), failure -> {}) {
      @Override
      void ended(DiskImage image, History history) {
        verdicts.add(image, history);
      }
    }.run();
    return verdicts;
  }

  /** Returns every image that explorations recover which share what was seen. */
  private static Set<DiskImage> images(Explorer.Seen seen, Workload one, CrashProfile... profiles) {
    Set<DiskImage> images = new HashSet<>();
    for (CrashProfile profile : profiles) {
      Plan plan = new Plan(profile, 1, Plan.Follow.COMMIT);
      new Exploration(one, plan, seen, new Tally(), failure -> {}) {
        @Override
        void ended(DiskImage image, History history) {
          images.add(image);
        }
      }.run();
    }
    return images;
  }

  private static Verdicts unpruned(Workload workload, int nested) {
    Verdicts verdicts = new Verdicts();
    Setting setting = new Setting(workload, new Tally());
    SimDisk disk = new SimDisk(DiskImage.EMPTY);
    new WorkloadRun(
            setting, disk, History.empty(), new Everywhere(setting, verdicts, 0, nested + 1))
        .live(workload.steps());
    return verdicts;
  }

  /** Cuts the power at every operation, with every combination of choices. */
  private record Everywhere(Setting setting, Verdicts verdicts, int crashes, int left)
      implements WorkloadRun.Points {

    @Override
    public void began(WorkloadRun run, Operation operation) {
      if (crashes == 0 || !run.isOpen()) {
        cut(run);
      }
    }

    @Override
    public void reached(WorkloadRun run, WorkloadRun.Where where) {
      if (crashes == 0 || where == WorkloadRun.Where.OPENING || where == WorkloadRun.Where.OPENED) {
        cut(run);
      }
    }

    private void cut(WorkloadRun run) {
      if (left == 0) {
        return;
      }
      CrashStates states = run.disk().crashStates(PROFILE);
      int[] values = states.allLost();
      do {
        DiskImage image = states.image(values);
        History after = run.history().then(new HistoryEvent.Ended(Crash.Kind.POWER_LOSS.words()));
        WorkloadRun next =
            new WorkloadRun(
                setting,
                new SimDisk(image),
                after,
                new Everywhere(setting, verdicts, crashes + 1, left - 1));
        next.live(setting.workload().after());
        verdicts.add(image, next.history());
      } while (next(states, values));
    }

    private static boolean next(CrashStates states, int[] values) {
      for (int i = 0; i < values.length; i++) {
        if (++values[i] < states.radix(i)) {
          return true;
        }
        values[i] = 0;
      }
      return false;
    }

    @Override
    public void violated(WorkloadRun run) {}
  }

  private static Workload workload(String name) {
    Workload.Builder workload = new Workload.Builder();
    switch (name) {
      case "group" -> {
        workload.transaction(448);
        workload.transaction(448);
        workload
            .then(Act.SUBMIT, 1)
            .then(Act.SUBMIT, 2)
            .then(Act.FSYNC1)
            .then(Act.FSYNC2)
            .then(Act.DRAIN);
      }
      case "rotation" -> {
        workload.geometry(1, 8 << 10, 1);
        workload.transaction(20);
        workload.transaction(20);
        workload.then(Act.COMMIT, 1).then(Act.COMMIT, 2);
      }
      case "overlap" -> {
        workload.transaction(448);
        workload.transaction(448);
        workload
            .then(Act.SUBMIT, 1)
            .then(Act.FSYNC1)
            .then(Step.of(Act.FSYNC2).during(Step.of(Act.SUBMIT, 2), Step.of(Act.FSYNC1)))
            .then(Act.DRAIN)
            .then(Act.FSYNC2)
            .then(Act.DRAIN);
      }
      case "reopened" -> {
        workload.transaction(20);
        workload.then(Act.COMMIT, 1).then(Act.REOPEN).then(Act.COMMIT, 2);
      }
      default -> throw new IllegalArgumentException(name);
    }
    return workload.named(name);
  }

  @ParameterizedTest
  @CsvSource({"group, 0", "rotation, 0", "overlap, 0", "reopened, 0"})
  void leavesOutNoImage(String name, int nested) {
    Verdicts pruned = pruned(workload(name), nested);
    Verdicts unpruned = unpruned(workload(name), nested);
    assertThat(pruned.found).isEqualTo(unpruned.found);
    assertThat(pruned.recovered).isLessThan(unpruned.recovered / 4);
    assertThat(unpruned.violated()).isZero();
  }

  @Test
  void leavesOutNoCrashWithinAnOpening() {
    Workload.Builder workload = new Workload.Builder();
    workload.then(Act.COMMIT, workload.transaction(20));
    Workload one = workload.named("one");
    Verdicts pruned = pruned(one, 1);
    Verdicts unpruned = unpruned(one, 1);
    assertThat(pruned.found).isEqualTo(unpruned.found);
    assertThat(unpruned.violated()).isZero();
  }

  /** What one profile's exploration has seen is new to another: other crashes follow on it. */
  @Test
  void leavesOutNothingThatAnotherProfileAllows() {
    Workload.Builder workload = new Workload.Builder();
    workload.then(Act.COMMIT, workload.transaction(20));
    Workload one = workload.named("one");
    Set<DiskImage> apart = images(new Explorer.Seen(), one, CrashProfile.SECTOR512);
    apart.addAll(images(new Explorer.Seen(), one, CrashProfile.GROWING));
    Set<DiskImage> together =
        images(new Explorer.Seen(), one, CrashProfile.SECTOR512, CrashProfile.GROWING);
    assertThat(together).isEqualTo(apart);
  }

  /**
   * The changes of the disk up to the first commit's answer, by number; each time one is ignored.
   */
  @ParameterizedTest
  @CsvSource({"group", "rotation"})
  void leavesOutNoViolation(String name) {
    Workload sound = workload(name);
    long violated = 0;
    for (int change = 1; change <= 24; change++) {
      Workload broken = sound.with(new PlannedFault(0, change, PlannedFault.Kind.IGNORED));
      Verdicts pruned = pruned(broken, 0);
      assertThat(pruned.found).as("change %s ignored", change).isEqualTo(unpruned(broken, 0).found);
      violated += pruned.violated();
    }
    assertThat(violated).isPositive();
  }
}
