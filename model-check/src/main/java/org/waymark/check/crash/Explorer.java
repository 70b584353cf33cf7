package org.waymark.check.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.waymark.check.disk.CrashProfile;
import org.waymark.check.disk.CrashStates;
import org.waymark.check.disk.DiskImage;
import org.waymark.check.disk.SimDisk;
import org.waymark.check.history.HistoryEvent;

/**
 * What explorations have in common: a line of lives, each cut short by a crash, and the images that
 * need not be recovered again.
 *
 * <p>Images are explored in place: while a run waits in its disk's hook, others run on disks that
 * are booted from what the first one's may leave. One thread.
 */
abstract class Explorer {
  private static final HistoryEvent POWER_LOSS =
      new HistoryEvent.Ended(Crash.Kind.POWER_LOSS.words());
  private static final HistoryEvent DEATH =
      new HistoryEvent.Ended(Crash.Kind.PROCESS_DEATH.words());

  private final Workload workload;
  private final Setting setting;
  private final Seen seen;
  private final Consumer<Failure> failures;

  /** What of the workload decides how a later life goes. */
  private final long sameness;

  /** Whether later lives look at what was submitted, and not only at what was answered. */
  private final boolean looksAtSubmissions;

  private BooleanSupplier ended = () -> false;

  /**
   * What explorations share, so that none repeats another's work. Safe for many threads.
   *
   * @param images hashes of the images recovered
   * @param explored hashes of the images with the demands on them and with what was done with them
   */
  record Seen(LongSet images, LongSet explored) {
    Seen() {
      this(new LongSet(), new LongSet());
    }
  }

  Explorer(Workload workload, Seen seen, Tally counts, Consumer<Failure> failures) {
    this.workload = workload;
    this.seen = seen;
    this.failures = failures;
    this.setting = new Setting(workload, counts);
    this.sameness = workload.sameness();
    this.looksAtSubmissions =
        workload.after().stream().anyMatch(step -> step.act() == Step.Act.RETRY_UNANSWERED);
  }

  /** Explores no further once this is so. */
  final void endWhen(BooleanSupplier enough) {
    ended = enough;
  }

  final Tally counts() {
    return setting.counts();
  }

  /** Runs the workload's own steps, on an empty disk. */
  final void begin(Life first) {
    SimDisk disk = new SimDisk(DiskImage.EMPTY);
    new WorkloadRun(setting, disk, History.empty(), first).live(workload.steps());
  }

  /** A life in the present line of lives, and the crash that led to it. */
  abstract class Life implements WorkloadRun.Points {
    private final @Nullable Life before;
    private final int point;
    private final @Nullable CrashProfile profile;
    private final int[] choices;
    private final int crashes;

    /** The life that takes the workload's steps. */
    Life() {
      before = null;
      point = 0;
      profile = null;
      choices = new int[0];
      crashes = 0;
    }

    /** A life after a power loss, or, without a profile, after a process death. */
    Life(Life before, WorkloadRun run, @Nullable CrashProfile profile, int[] choices) {
      this.before = before;
      this.point = run.point();
      this.profile = profile;
      this.choices = choices.clone();
      this.crashes = before.crashes + 1;
    }

    @Override
    public final int crashes() {
      return crashes;
    }

    @Override
    public final void violated(WorkloadRun run) {
      failures.accept(new Failure(new CrashCase(workload, line()), run.violations()));
    }

    private List<Crash> line() {
      List<Crash> crashed = new ArrayList<>();
      for (Life at = this; at.before != null; at = at.before) {
        crashed.add(
            at.profile == null
                ? Crash.processDeath(at.point)
                : Crash.powerLoss(at.point, at.profile.name(), at.choices));
      }
      Collections.reverse(crashed);
      return crashed;
    }
  }

  /** Returns what the disk may be left in at a crash point. */
  final CrashStates states(WorkloadRun run, CrashProfile profile) {
    CrashStates states = run.disk().crashStates(profile);
    counts().atPoint(states.rawCount());
    return states;
  }

  /**
   * Counts a state, and tells whether it must be recovered: whether this image, with the demands
   * that there are on it and what is to be done with it, is a new one.
   */
  final boolean isNew(WorkloadRun run, long hash, long purpose) {
    if (ended.getAsBoolean()) {
      return false;
    }
    counts().states++;
    if (seen.images().add(Mix.finish(hash))) {
      counts().images++;
    }
    History after = run.history().then(POWER_LOSS);
    long demands = looksAtSubmissions ? after.identity() : after.demands();
    return seen.explored().add(Mix.of(Mix.of(sameness, hash), demands, purpose));
  }

  /** Cuts the power, and lets another life begin on what is left. */
  final void lose(WorkloadRun run, DiskImage image, Life next) {
    ended(image, live(new SimDisk(image), run.history().then(POWER_LOSS), next));
  }

  /** A life on this image has ended, with all that was explored behind it. */
  void ended(DiskImage image, History history) {}

  /** Lets the process die, and another begin on the same cache. */
  final void die(WorkloadRun run, Life next) {
    if (ended.getAsBoolean()) {
      return;
    }
    counts().deaths++;
    live(run.disk().afterProcessDeath(), run.history().then(DEATH), next);
  }

  private History live(SimDisk disk, History history, Life next) {
    WorkloadRun life = new WorkloadRun(setting, disk, history, next);
    life.live(workload.after());
    return life.history();
  }
}
