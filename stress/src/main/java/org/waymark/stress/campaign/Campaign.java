package org.waymark.stress.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.waymark.check.Trees;

/**
 * Runs the jobs of a plan, one after another, until the time is used up. One thread.
 *
 * <p>First each tool is shown one known mistake. Then the jobs of the shard and the rest of the
 * calibrations share the time, half and half, until every known mistake was shown; from there on
 * all of the time is the jobs', but for another round of calibrations each two hours.
 *
 * <p>What comes next follows from what is recorded, so a campaign that was killed goes on with the
 * job that it was killed in.
 */
final class Campaign {
  private static final Duration CALIBRATED_EVERY = Duration.ofHours(2);

  /** So many jobs in a row that could not be done end a campaign: the rest would do no better. */
  private static final int ENOUGH_TROUBLE = 3;

  private final Plan plan;
  private final CampaignDirectory directory;
  private final Environment environment;
  private final LongSupplier nanos;
  private final CampaignProgress progress;
  private final Consumer<String> teller;
  private final boolean failFast;

  private Duration used;
  private Duration calibrating = Duration.ZERO;
  private long calibrations;
  private long planned;
  private int troubles;

  /**
   * Prepares to begin, or to go on.
   *
   * @param nanos the time, which never goes back
   * @param progress shows how far it is
   * @param teller is told of each finding, and of each job that could not be done
   * @param failFast whether the first finding ends it
   */
  Campaign(
      Plan plan,
      CampaignDirectory directory,
      Environment environment,
      LongSupplier nanos,
      CampaignProgress progress,
      Consumer<String> teller,
      boolean failFast) {
    this.plan = plan;
    this.directory = directory;
    this.environment = environment;
    this.nanos = nanos;
    this.progress = progress;
    this.teller = teller;
    this.failFast = failFast;
    Recorded before = directory.before();
    this.used = before.used();
    for (Result result : before.results()) {
      count(result);
    }
  }

  private void count(Result result) {
    if (result.job().isCalibration()) {
      calibrations++;
      calibrating = calibrating.plus(result.took());
    } else {
      planned++;
    }
    troubles = result.trouble().isPresent() ? troubles + 1 : 0;
    progress.ended(result);
  }

  /**
   * Runs it to its end.
   *
   * @throws InterruptedException if this thread was interrupted; what has ended is recorded
   */
  void run() throws IOException, InterruptedException {
    troubles = 0;
    directory.add(environment);
    while (used.compareTo(directory.settings().budget()) < 0) {
      Result result = run(next());
      used = used.plus(result.took());
      count(result);
      if (failFast && result.hasFound() && !result.job().isCalibration()) {
        return;
      }
      if (troubles == ENOUGH_TROUBLE) {
        teller.accept(troubles + " jobs in a row could not run, so this ends; resume when mended");
        return;
      }
    }
  }

  private Job next() {
    return isCalibrationDue()
        ? plan.calibration(calibrations)
        : plan.job(directory.settings().shard().number(planned));
  }

  private boolean isCalibrationDue() {
    long rounds = 1 + used.dividedBy(CALIBRATED_EVERY);
    if (calibrations >= rounds * plan.calibrations()) {
      return false;
    }
    return calibrations < plan.firstCalibrations()
        || calibrating.multipliedBy(2).compareTo(used) <= 0;
  }

  private Result run(Job job) throws IOException, InterruptedException {
    Path own = directory.of(job);
    JobRun run = new JobRun(plan.tool(job), job, own, environment, nanos);
    Result result = run.run(doing -> progress.running(job, doing, used.plus(run.running())));
    if (job.isCalibration() || !result.hasFound()) {
      Trees.delete(own);
    } else {
      report(result);
    }
    tell(result);
    directory.add(result);
    return result;
  }

  private void tell(Result result) {
    String what = result.job().tool() + " on " + result.job().target();
    if (result.trouble().isPresent()) {
      teller.accept(what + " could not run: " + result.trouble().get());
    } else if (result.job().isCalibration() && !result.hasFound()) {
      String time = Words.time(result.took());
      teller.accept(what + " is wrong on purpose and was not caught in " + time);
    }
  }

  /** The bundle is there before the line that tells of it. */
  private void report(Result result) throws IOException {
    List<Finding> findings = result.outcome().findings();
    List<String> told = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      FindingBundle bundle = new FindingBundle(result.job(), findings.get(i), environment);
      directory.add(bundle, i);
      told.add(bundle.title());
    }
    told.forEach(teller);
  }
}
