package org.waymark.check.lincheck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.waymark.check.Layer;
import org.waymark.check.LayerContext;
import org.waymark.check.LayerResult;
import org.waymark.check.Profile;
import org.waymark.check.Progress;
import org.waymark.check.Workers;

/**
 * The layer {@code lincheck}: every target in each of its modes, and the calibration, in which
 * every known race must be found. Model checking and stress run side by side, in child JVMs of
 * their own.
 *
 * <p>A quick run does each job once, on the named scenarios only; the others begin again with new
 * scenarios until two thirds of the budget are spent. The system properties {@value #SCENARIOS} and
 * {@value #INVOCATIONS} set how many scenarios a job of this layer draws, and how often each is
 * run; a campaign's jobs have a time instead.
 */
public final class LincheckLayer implements Layer {
  static final String SCENARIOS = "waymark.lincheck.scenarios";
  static final String INVOCATIONS = "waymark.lincheck.invocations";

  private static final int FULL_MODEL_CHECKED = 300;
  private static final int FULL_STRESSED = 2_000;

  private final List<Target> targets;
  private final List<Target> calibration;

  /** Returns how often a full run runs each scenario in a mode, whatever is set. */
  public static int fullInvocations(Mode mode) {
    return mode == Mode.STRESS ? FULL_STRESSED : FULL_MODEL_CHECKED;
  }

  /** Checks the catalogue of {@link Targets}. */
  public LincheckLayer() {
    this(Targets.all(), Targets.calibration());
  }

  LincheckLayer(List<Target> targets, List<Target> calibration) {
    this.targets = List.copyOf(targets);
    this.calibration = List.copyOf(calibration);
  }

  @Override
  public String name() {
    return "lincheck";
  }

  @Override
  public String checks() {
    return "linearizability of the coordinator and its parts";
  }

  @Override
  public Duration budget(Profile profile) {
    return switch (profile) {
      case QUICK -> Duration.ofSeconds(50);
      case FULL -> Duration.ofMinutes(10);
      case NIGHTLY -> Duration.ofHours(2);
    };
  }

  @Override
  public LayerResult run(LayerContext context, Progress progress)
      throws IOException, InterruptedException {
    SplittableRandom seeds = new SplittableRandom(context.seed());
    LincheckFigures figures = new LincheckFigures(calibration, share(context.profile()));
    List<LincheckJob> known = knownRaces(context.profile());
    do {
      List<LincheckJob> jobs = new ArrayList<>(known);
      jobs.addAll(jobs(context.profile(), seeds.nextLong()));
      known = List.of();
      sideBySide(jobs, context, figures, progress);
    } while (context.profile() != Profile.QUICK
        && figures.asExpected()
        && context.left().compareTo(context.budget().dividedBy(3)) > 0);
    return figures.result();
  }

  /**
   * One in how many jobs must be done. A quick run is what every build runs: where others use the
   * machine too it ends before it is through, and tells in its counts how far it came.
   */
  private static int share(Profile profile) {
    return profile == Profile.QUICK ? 2 : 1;
  }

  /** Does the jobs of each mode in a child JVM, the modes at the same time. */
  private void sideBySide(
      List<LincheckJob> jobs, LayerContext context, LincheckFigures figures, Progress progress)
      throws IOException, InterruptedException {
    figures.planned(jobs);
    ExecutorService workers = Workers.daemons(Mode.values().length, "waymark-lincheck");
    try {
      List<Future<List<LincheckOutcome>>> parts = new ArrayList<>();
      for (Mode mode : Mode.values()) {
        List<LincheckJob> mine = jobs.stream().filter(job -> job.mode() == mode).toList();
        Path directory = Files.createTempDirectory(context.directory(), mode + "-");
        Duration most = context.left().plus(context.budget().dividedBy(2));
        LincheckRuns.Limits limits = new LincheckRuns.Limits(context.budget(), most);
        parts.add(workers.submit(() -> LincheckRuns.run(mine, directory, limits, Progress.NONE)));
      }
      for (Future<List<LincheckOutcome>> part : parts) {
        Workers.await(part, () -> tell(context, progress)).forEach(figures::add);
      }
    } finally {
      // An interrupted part ends its child JVM; so nothing is left behind.
      Workers.dismiss(workers);
    }
  }

  /** In an order drawn from the seed, so that a slow machine does not always leave out the same. */
  private List<LincheckJob> jobs(Profile profile, long seed) {
    Bounds bounds = Bounds.of(profile);
    List<LincheckJob> jobs = new ArrayList<>();
    for (Target target : targets) {
      int weight = profile == Profile.QUICK ? target.weight() : 1;
      for (Mode mode : target.modes()) {
        int invocations = weight * bounds.invocations(mode);
        jobs.add(new LincheckJob(target.name(), mode, seed, bounds.drawn, invocations));
      }
    }
    Collections.shuffle(jobs, new Random(seed));
    return jobs;
  }

  /** A quick run leaves out what hangs under stress: Lincheck takes ten seconds to be sure. */
  private List<LincheckJob> knownRaces(Profile profile) {
    List<LincheckJob> jobs = new ArrayList<>();
    for (Target target : calibration) {
      for (Mode mode : target.modes()) {
        if (profile != Profile.QUICK || mode != Mode.STRESS || !RacyTargets.hangs(target)) {
          jobs.add(RacyTargets.job(target, mode));
        }
      }
    }
    return jobs;
  }

  private static void tell(LayerContext context, Progress progress) {
    long total = context.budget().toSeconds();
    long spent = total - context.left().toSeconds();
    progress.at(Math.min(spent, total), total, "seconds");
  }

  /**
   * How much a job does: scenarios that it draws, and the runs of each scenario by mode. A quick
   * run draws none: it has the named ones.
   */
  private record Bounds(int drawn, int modelChecked, int stressed) {

    static Bounds of(Profile profile) {
      Bounds usual =
          switch (profile) {
            case QUICK -> new Bounds(0, 8, 50);
            case FULL -> new Bounds(8, FULL_MODEL_CHECKED, FULL_STRESSED);
            case NIGHTLY -> new Bounds(20, 1_500, 10_000);
          };
      return new Bounds(
          Integer.getInteger(SCENARIOS, usual.drawn),
          Integer.getInteger(INVOCATIONS, usual.modelChecked),
          Integer.getInteger(INVOCATIONS, usual.stressed));
    }

    int invocations(Mode mode) {
      return mode == Mode.STRESS ? stressed : modelChecked;
    }
  }
}
