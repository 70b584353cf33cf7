package org.waymark.stress.campaign;

import java.time.Duration;
import java.util.Locale;
import org.waymark.check.Progress;

/**
 * What a person sees while a campaign runs: how many jobs have ended and how many an hour, how much
 * was found, how much time is left, and what runs now. One thread.
 */
final class CampaignProgress {
  private static final double HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private final Duration budget;
  private final Progress progress;
  private long jobs;
  private long findings;
  private long tried;
  private long caught;

  /**
   * Prepares to show.
   *
   * @param budget how long the campaign goes on
   * @param progress where to, in seconds
   */
  CampaignProgress(Duration budget, Progress progress) {
    this.budget = budget;
    this.progress = progress;
  }

  /** Counts a job that has ended. */
  void ended(Result result) {
    if (result.job().isCalibration()) {
      tried++;
      caught += result.hasFound() ? 1 : 0;
    } else {
      jobs++;
      findings += result.outcome().findings().size();
    }
  }

  /**
   * Shows how far it is.
   *
   * @param doing how far the job has come, in its tool's words
   * @param used how much of the budget is used up
   */
  void running(Job job, String doing, Duration used) {
    long seconds = Math.min(used.toSeconds(), budget.toSeconds());
    progress.at(seconds, budget.toSeconds(), "seconds; " + line(job, doing, used));
  }

  private String line(Job job, String doing, Duration used) {
    Duration left = budget.minus(used).isNegative() ? Duration.ZERO : budget.minus(used);
    double hours = used.toMillis() / HOUR_MILLIS;
    String rate = hours == 0 ? "" : String.format(Locale.ROOT, " (%,.0f an hour)", jobs / hours);
    String found = findings == 0 ? "no findings" : Words.count(findings, "FINDINGS");
    String now = job.tool() + " on " + job.target() + (doing.isEmpty() ? "" : ": " + doing);
    return String.join(
        ", ",
        found,
        Words.count(jobs, "jobs") + rate,
        caught + " of " + tried + " known mistakes caught",
        Words.time(left) + " left; now " + now);
  }
}
