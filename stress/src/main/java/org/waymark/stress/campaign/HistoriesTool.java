package org.waymark.stress.campaign;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.waymark.check.serial.HistorySampling;
import org.waymark.check.serial.HistoryShape;

/**
 * Drawn histories of transactions: each must have a serial order, and each verdict be that of the
 * rules. A target is a shape of histories that the shipped validator admits, such as {@code 8x6}:
 * up to 8 transactions over up to 6 pages; or {@code coordinator}: a whole one admits them.
 *
 * <p>Its known mistakes are seeded bugs of the validator, in its rules and in its memory, and of
 * who asks it.
 */
public final class HistoriesTool implements Tool {
  private static final String COORDINATOR = "coordinator";

  private static final List<String> BUGS =
      List.of(
          "ssi_pivot_unchecked",
          "ssi_committed_pivot_missed",
          "ssi_read_only_not_recorded",
          "ssi_latest_writer_only",
          "ssi_forgets_newer_readers",
          "ssi_only_committed_seen");

  /** For {@link java.util.ServiceLoader}. */
  public HistoriesTool() {}

  @Override
  public String name() {
    return "histories";
  }

  @Override
  public List<String> targets() {
    return Stream.concat(HistoryShape.ALL.stream().map(HistoryShape::name), Stream.of(COORDINATOR))
        .toList();
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
    HistorySampling.Sampled sampled = draw(job, context);
    List<Finding> findings =
        sampled.violations().stream()
            .map(story -> new Finding("serializable", story.lines().toList()))
            .toList();
    return new Outcome(sampled.counts(), List.of(), findings);
  }

  private static HistorySampling.Sampled draw(Job job, JobContext context)
      throws InterruptedException {
    if (job.target().equals(COORDINATOR)) {
      return HistorySampling.runCoordinators(job.seed(), job.time(), context.progress());
    }
    HistoryShape shape =
        HistoryShape.ALL.stream()
            .filter(one -> one.name().equals(job.target()))
            .findFirst()
            .orElseThrow();
    return HistorySampling.run(shape, job.seed(), job.time(), context.progress());
  }
}
