package org.waymark.check.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.waymark.check.Layer;
import org.waymark.check.LayerContext;
import org.waymark.check.LayerResult;
import org.waymark.check.Profile;
import org.waymark.check.Progress;

/**
 * The layer {@code crash}: first every crash of the small workloads that {@link Jobs} lists, then
 * sampled ones until the budget is spent.
 *
 * <p>On a slow machine it goes on beyond its budget until it has recovered as many images as the
 * profile demands, but never to the double, where it would count as hanging.
 */
public final class CrashLayer implements Layer {
  private static final int THREADS = 2;

  /** What is left for the last explorations to end. */
  private static final Duration RESERVE = Duration.ofSeconds(4);

  /** For {@link java.util.ServiceLoader}. */
  public CrashLayer() {}

  @Override
  public String name() {
    return "crash";
  }

  @Override
  public String checks() {
    return "every crash state of small workloads, sampled ones of larger";
  }

  @Override
  public Duration budget(Profile profile) {
    return switch (profile) {
      case QUICK -> Duration.ofSeconds(90);
      case FULL -> Duration.ofMinutes(15);
      case NIGHTLY -> Duration.ofHours(3);
    };
  }

  /** How many different images must be recovered for the verdict to mean anything. */
  static long leastImages(Profile profile) {
    return switch (profile) {
      case QUICK -> 1_000_000;
      case FULL, NIGHTLY -> 10_000_000;
    };
  }

  @Override
  public LayerResult run(LayerContext context, Progress progress)
      throws IOException, InterruptedException {
    Campaign campaign = new Campaign(THREADS);
    long least = leastImages(context.profile());
    List<Job> jobs = Jobs.of(context.profile());
    long soft = context.budget().minus(RESERVE).toNanos();
    long hard = context.budget().multipliedBy(2).minus(RESERVE.multipliedBy(4)).toNanos();
    BooleanSupplier late = () -> System.nanoTime() - context.startedNanos() >= hard;
    BooleanSupplier enough =
        () ->
            late.getAsBoolean()
                || (System.nanoTime() - context.startedNanos() >= soft
                    && campaign.images() >= least);
    campaign.explore(jobs, late, () -> tell(context, campaign, progress));
    long exhausted = campaign.done();
    if (campaign.failures().isEmpty()) {
      campaign.sample(
          Sampling.Mixture.of(context.seed()), 0, enough, () -> tell(context, campaign, progress));
    }
    return judge(context, campaign, exhausted, jobs.size(), least);
  }

  private static void tell(LayerContext context, Campaign campaign, Progress progress) {
    long total = context.budget().toSeconds();
    long spent = total - context.left().toSeconds();
    progress.at(
        Math.min(spent, total), total, "seconds; " + campaign.images() + " images recovered");
  }

  private static LayerResult judge(
      LayerContext context, Campaign campaign, long exhausted, int jobs, long least)
      throws IOException {
    Coverage coverage = new Coverage(campaign.counts());
    List<String> violations =
        FailureReporter.find().report(campaign.failures(), context.directory());
    return LayerResult.judge(
            coverage.summary(), coverage.counts(exhausted, jobs, least), violations)
        .with(List.of(), List.of(coverage.table(), coverage.unseen()));
  }
}
