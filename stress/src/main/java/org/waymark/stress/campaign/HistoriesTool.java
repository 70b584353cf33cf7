package org.waymark.stress.campaign;

import java.io.IOException;
import java.util.List;
import org.waymark.check.serial.HistorySampling;
import org.waymark.check.serial.HistoryShape;

/**
 * Drawn histories of transactions, admitted by the shipped validator: each must have a serial
 * order, and each verdict be that of the rules. A target is a shape of histories, such as {@code
 * 8x6}: up to 8 transactions over up to 6 pages.
 *
 * <p>Its known mistakes are seeded bugs of the validator, in its rules and in its memory.
 */
public final class HistoriesTool implements Tool {
  private static final List<String> BUGS =
      List.of(
          "ssi_pivot_unchecked",
          "ssi_committed_pivot_missed",
          "ssi_read_only_not_recorded",
          "ssi_latest_writer_only",
          "ssi_forgets_newer_readers");

  /** For {@link java.util.ServiceLoader}. */
  public HistoriesTool() {}

  @Override
  public String name() {
    return "histories";
  }

  @Override
  public List<String> targets() {
    return HistoryShape.ALL.stream().map(HistoryShape::name).toList();
  }

  @Override
  public List<String> calibration() {
    return BUGS;
  }

  @Override
  public Outcome run(Job job, JobContext context) throws IOException, InterruptedException {
    if (BUGS.contains(job.target())) {
      return SeededMistake.hunt(job, "histories");
    }
    HistoryShape shape =
        HistoryShape.ALL.stream()
            .filter(one -> one.name().equals(job.target()))
            .findFirst()
            .orElseThrow();
    HistorySampling.Sampled sampled =
        HistorySampling.run(shape, job.seed(), job.time(), context.progress());
    List<Finding> findings =
        sampled.violations().stream()
            .map(story -> new Finding("serializable", story.lines().toList()))
            .toList();
    return new Outcome(sampled.counts(), List.of(), findings);
  }
}
