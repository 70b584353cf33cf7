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
 * Runs the jobs of a plan, one after another, until the time is used up: first the calibrations,
 * then the shard's jobs, and each two hours the calibrations again. One thread.
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
    long rounds = 1 + used.dividedBy(CALIBRATED_EVERY);
    return calibrations < rounds * plan.calibrations()
        ? plan.calibration(calibrations)
        : plan.job(directory.settings().shard().number(planned));
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
    result
        .trouble()
        .ifPresent(
            words ->
                teller.accept(job.tool() + " on " + job.target() + " could not run: " + words));
    directory.add(result);
    return result;
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
