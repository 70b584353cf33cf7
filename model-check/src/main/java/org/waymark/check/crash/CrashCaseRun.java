package org.waymark.check.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.waymark.check.disk.CrashProfile;
import org.waymark.check.disk.CrashStates;
import org.waymark.check.disk.DiskImage;
import org.waymark.check.disk.Operation;
import org.waymark.check.disk.SimDisk;
import org.waymark.check.history.HistoryEvent;
import org.waymark.check.history.Violation;

/** Runs one crash case and writes down what happens. One thread. */
final class CrashCaseRun {
  private final CrashCase crashCase;
  private final Setting setting;
  private final List<Tale.Happening> happenings = new ArrayList<>();
  private History history = History.empty();
  private List<Violation> violations = List.of();
  private SimDisk disk = new SimDisk(DiskImage.EMPTY);

  private CrashCaseRun(CrashCase crashCase) {
    this.crashCase = crashCase;
    this.setting = new Setting(crashCase.workload(), new Tally());
  }

  static Tale of(CrashCase crashCase) {
    return new CrashCaseRun(crashCase).run();
  }

  private Tale run() {
    List<Step> steps = crashCase.workload().steps();
    int number = 0;
    for (Crash crash : crashCase.crashes()) {
      live(number++, steps, crash);
      if (!violations.isEmpty()) {
        break;
      }
      steps = crashCase.workload().after();
    }
    if (violations.isEmpty()) {
      live(number, steps, null);
    }
    return new Tale(happenings, violations);
  }

  private void live(int number, List<Step> steps, @Nullable Crash crash) {
    Witness witness = new Witness(number, crash);
    WorkloadRun run = new WorkloadRun(setting, disk, history, witness);
    run.live(steps);
    violations = run.violations();
    if (witness.unfit != null) {
      throw new IllegalArgumentException(witness.unfit);
    }
    if (crash == null) {
      history = run.history();
    } else if (witness.left == null && violations.isEmpty()) {
      throw new IllegalArgumentException(
          "crash point " + crash.point() + " is not reached; there are " + (run.point() + 1));
    } else if (witness.left != null) {
      disk = witness.left;
      history = Objects.requireNonNull(witness.after);
    }
  }

  /** Writes down what happens in one run, and cuts it short. */
  private final class Witness implements WorkloadRun.Points {
    private final int number;
    private final @Nullable Crash crash;
    private @Nullable SimDisk left;
    private @Nullable History after;

    /** Why the crash does not fit what is there; not thrown, as the log would catch it. */
    private @Nullable String unfit;

    Witness(int number, @Nullable Crash crash) {
      this.number = number;
      this.crash = crash;
    }

    @Override
    public void reached(WorkloadRun run, WorkloadRun.Where where) {
      int life = run.history().life();
      happenings.add(new Tale.Reached(life, run.point(), where));
      if (crash != null && crash.point() == run.point()) {
        after = run.history().then(new HistoryEvent.Ended(crash.kind().words()));
        left = crash.kind() == Crash.Kind.POWER_LOSS ? lose(run, crash) : die(run, crash);
        run.stop();
      }
    }

    private @Nullable SimDisk lose(WorkloadRun run, Crash how) {
      int[] values = how.values();
      CrashStates states;
      try {
        states = run.disk().crashStates(CrashProfile.named(how.profile()));
        unfit = unfit(states, values);
      } catch (IllegalArgumentException unknown) {
        unfit = unknown.getMessage();
        return null;
      }
      if (unfit != null) {
        return null;
      }
      DiskImage image = states.image(values);
      int life = run.history().life();
      happenings.add(new Tale.Crashed(life, how, states.describe(values), image));
      return new SimDisk(image);
    }

    private static @Nullable String unfit(CrashStates states, int[] values) {
      if (values.length != states.choices()) {
        return "the disk has " + states.choices() + " choices there, not " + values.length;
      }
      for (int i = 0; i < values.length; i++) {
        if (values[i] < 0 || values[i] >= states.radix(i)) {
          return "choice " + i + " is 0 to " + (states.radix(i) - 1) + ", not " + values[i];
        }
      }
      return null;
    }

    private SimDisk die(WorkloadRun run, Crash how) {
      SimDisk cache = run.disk().afterProcessDeath();
      happenings.add(new Tale.Crashed(run.history().life(), how, List.of(), cache.cached()));
      return cache;
    }

    @Override
    public void violated(WorkloadRun run) {}

    @Override
    public int crashes() {
      return number;
    }

    @Override
    public void took(WorkloadRun run, Step step) {
      happenings.add(new Tale.Took(run.history().life(), step));
    }

    @Override
    public void told(WorkloadRun run, int life, HistoryEvent event) {
      happenings.add(new Tale.Told(life, event));
    }

    @Override
    public void began(WorkloadRun run, Operation operation) {
      happenings.add(new Tale.Began(run.history().life(), operation));
    }

    @Override
    public void faulted(WorkloadRun run, Operation operation, PlannedFault.Kind kind) {
      happenings.add(new Tale.Faulted(run.history().life(), operation, kind));
    }

    @Override
    public void forced(WorkloadRun run, Operation operation) {
      happenings.add(new Tale.Forced(run.history().life(), operation));
    }
  }
}
