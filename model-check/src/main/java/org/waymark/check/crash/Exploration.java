package org.waymark.check.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.waymark.check.disk.CrashStates;
import org.waymark.check.disk.DiskImage;
import org.waymark.check.disk.SimDisk;
import org.waymark.check.history.HistoryEvent;
import org.waymark.check.history.Violation;

/**
 * Every crash of one workload: at each crash point every state that the disk may be left in, each
 * of them recovered by the shipped code and judged.
 *
 * <p>What is left out is left out exactly:
 *
 * <ul>
 *   <li>Crashes between two crash points: what the disk may keep then, it may keep at the later one
 *       as well, when nobody knows less.
 *   <li>An image that was recovered before with the same demands on it ({@link History#demands}): a
 *       run is a function of the image and of what later lives do, which is the same.
 * </ul>
 *
 * <p>The images are explored in place: while the run waits in its disk's hook, others run on disks
 * booted from them. One thread.
 */
public final class Exploration {
  private static final HistoryEvent POWER_LOSS =
      new HistoryEvent.Ended(Crash.Kind.POWER_LOSS.words());
  private static final HistoryEvent DEATH =
      new HistoryEvent.Ended(Crash.Kind.PROCESS_DEATH.words());

  private final Workload workload;
  private final Plan plan;
  private final Setting setting;
  private final Seen seen;
  private final Consumer<Failure> failures;
  private final long sameness;

  /**
   * What explorations share, so that none repeats another's work. Safe for many threads.
   *
   * @param images hashes of the images recovered
   * @param explored hashes of the images with the demands on them and what was done with them
   */
  record Seen(LongSet images, LongSet explored) {
    Seen() {
      this(new LongSet(), new LongSet());
    }
  }

  /**
   * A violation and how to come to it.
   *
   * @param crashCase what to run again
   * @param violations what the oracle said, at least one
   */
  public record Failure(CrashCase crashCase, List<Violation> violations) {}

  Exploration(Workload workload, Plan plan, Seen seen, Tally counts, Consumer<Failure> failures) {
    this.workload = workload;
    this.plan = plan;
    this.seen = seen;
    this.failures = failures;
    this.setting = new Setting(workload, counts);
    this.sameness = Mix.of(workload.geometry(), workload.after().hashCode());
  }

  /** Explores. */
  void run() {
    SimDisk disk = new SimDisk(DiskImage.EMPTY);
    new WorkloadRun(setting, disk, History.empty(), new First()).live(workload.steps());
  }

  /** A life in the present line of lives, and the crash that led to it. */
  private abstract class Life implements WorkloadRun.Points {
    private final @Nullable Life before;
    private final Crash.Kind kind;
    private final int point;
    private final int[] choices;

    Life(@Nullable Life before, Crash.Kind kind, int point, int[] choices) {
      this.before = before;
      this.kind = kind;
      this.point = point;
      this.choices = choices;
    }

    @Override
    public void violated(WorkloadRun run) {
      failures.accept(new Failure(new CrashCase(workload, crashes()), run.history().violations()));
    }

    private List<Crash> crashes() {
      List<Crash> crashes = new ArrayList<>();
      for (Life at = this; at.before != null; at = at.before) {
        crashes.add(
            at.kind == Crash.Kind.POWER_LOSS
                ? Crash.powerLoss(at.point, plan.profile().name(), at.choices)
                : Crash.processDeath(at.point));
      }
      Collections.reverse(crashes);
      return crashes;
    }

    /** Cuts the power now, with every state of the disk. */
    final void all(WorkloadRun run, int nested, Plan.Follow follow) {
      CrashStates states = states(run);
      states.forEach(
          (hash, image, values) -> {
            setting.counts().states++;
            lose(run, hash, image, values, nested, follow);
            return true;
          });
    }

    /** Cuts the power now; the disk keeps nothing, or everything. */
    final void corners(WorkloadRun run, int nested, Plan.Follow follow) {
      CrashStates states = states(run);
      corner(run, states, states.allLost(), nested, follow);
      corner(run, states, states.allKept(), nested, follow);
    }

    private void corner(
        WorkloadRun run, CrashStates states, int[] values, int nested, Plan.Follow follow) {
      setting.counts().states++;
      DiskImage image = states.image(values);
      lose(run, image.hash(), () -> image, values, nested, follow);
    }

    private CrashStates states(WorkloadRun run) {
      CrashStates states = run.disk().crashStates(plan.profile());
      setting.counts().points++;
      setting.counts().raw += states.rawCount();
      return states;
    }

    private void lose(
        WorkloadRun run,
        long hash,
        Supplier<DiskImage> image,
        int[] values,
        int nested,
        Plan.Follow follow) {
      if (seen.images().add(Mix.finish(hash))) {
        setting.counts().images++;
      }
      History after = run.history().then(POWER_LOSS);
      long depth = nested * 8L + follow.ordinal();
      if (seen.explored().add(Mix.of(Mix.of(sameness, hash), after.demands(), depth))) {
        Life next =
            new Later(this, Crash.Kind.POWER_LOSS, run.point(), values.clone(), nested, follow);
        SimDisk disk = new SimDisk(image.get());
        new WorkloadRun(setting, disk, after, next).live(workload.after());
      }
    }

    /** Lets the process die now. */
    final void death(WorkloadRun run, int nested, Plan.Follow follow) {
      setting.counts().deaths++;
      Life next =
          new Later(this, Crash.Kind.PROCESS_DEATH, run.point(), new int[0], nested, follow);
      History after = run.history().then(DEATH);
      new WorkloadRun(setting, run.disk().afterProcessDeath(), after, next).live(workload.after());
    }
  }

  /** The life that takes the workload's steps. */
  private final class First extends Life {
    First() {
      super(null, Crash.Kind.POWER_LOSS, 0, new int[0]);
    }

    @Override
    public void reached(WorkloadRun run, WorkloadRun.Where where) {
      all(run, plan.nested(), plan.follow());
      if (plan.follow().includes(Plan.Follow.POWER_LOSS)) {
        death(run, Math.min(1, plan.nested()), plan.follow().next());
      }
    }
  }

  /** A life after a crash. */
  private final class Later extends Life {
    private final int nested;
    private final Plan.Follow follow;

    Later(Life before, Crash.Kind kind, int point, int[] choices, int nested, Plan.Follow follow) {
      super(before, kind, point, choices);
      this.nested = nested;
      this.follow = follow;
    }

    @Override
    public void reached(WorkloadRun run, WorkloadRun.Where where) {
      if (where == WorkloadRun.Where.OPENING) {
        if (nested > 0) {
          setting.counts().nested++;
          all(run, nested - 1, follow);
        }
      } else if (where == WorkloadRun.Where.OPENED) {
        if (follow.includes(Plan.Follow.POWER_LOSS)) {
          corners(run, 0, follow.next());
        }
        if (follow.includes(Plan.Follow.CORNERS)) {
          death(run, 0, follow.next());
        }
      } else if (follow == Plan.Follow.ALL) {
        setting.counts().again++;
        all(run, 0, follow.next());
      } else if (follow == Plan.Follow.CORNERS) {
        setting.counts().again++;
        corners(run, 0, follow.next());
      }
    }
  }
}
