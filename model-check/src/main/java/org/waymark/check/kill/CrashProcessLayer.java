package org.waymark.check.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.waymark.check.Layer;
import org.waymark.check.LayerContext;
import org.waymark.check.LayerResult;
import org.waymark.check.Profile;
import org.waymark.check.Progress;
import org.waymark.check.Trees;
import org.waymark.check.history.Sight;

/**
 * The layer {@code crash-process}: writers on the real disk are killed and restarted for as long as
 * the budget lasts, a fresh log every {@value #LIVES_PER_CAMPAIGN} lives.
 */
public final class CrashProcessLayer implements Layer {
  private static final int LIVES_PER_CAMPAIGN = 40;

  /** What is left for the last life of a campaign, which reads everything. */
  private static final Duration RESERVE = Duration.ofSeconds(4);

  @Override
  public String name() {
    return "crash-process";
  }

  @Override
  public String checks() {
    return "run, kill -9, recover on the real disk; history judged";
  }

  @Override
  public Duration budget(Profile profile) {
    return switch (profile) {
      case QUICK -> Duration.ofSeconds(20);
      case FULL -> Duration.ofMinutes(10);
      case NIGHTLY -> Duration.ofHours(2);
    };
  }

  @Override
  public LayerResult run(LayerContext context, Progress progress)
      throws IOException, InterruptedException {
    KillCounts counts = new KillCounts();
    SplittableRandom seeds = new SplittableRandom(context.seed());
    List<String> violations = new ArrayList<>();
    long deadline = System.nanoTime() + context.left().minus(RESERVE).toNanos();
    while (violations.isEmpty() && System.nanoTime() < deadline) {
      Path directory = Files.createTempDirectory(context.directory(), "campaign-");
      KillLoop loop = new KillLoop(Writer.class, directory, seeds.nextLong(), counts);
      violations.addAll(loop.run(LIVES_PER_CAMPAIGN, deadline, tell(context, progress, counts)));
      if (violations.isEmpty()) {
        Trees.delete(directory);
      }
    }
    return LayerResult.judge(
        counts.lives + " lives, " + counts.seen(Sight.ACKNOWLEDGED) + " acknowledged commits",
        counts.withFloors(),
        violations);
  }

  private static Runnable tell(LayerContext context, Progress progress, KillCounts counts) {
    long total = context.budget().toSeconds();
    return () ->
        progress.at(
            Math.max(0, total - context.left().toSeconds()),
            total,
            "seconds; " + counts.lives + " lives");
  }
}
