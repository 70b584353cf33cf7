package org.waymark.check.lives;

import java.time.Duration;
import java.util.List;
import org.waymark.check.Count;
import org.waymark.check.Layer;
import org.waymark.check.LayerContext;
import org.waymark.check.LayerResult;
import org.waymark.check.Profile;
import org.waymark.check.Progress;

/**
 * The layer {@code lives}: simulates life after life for as long as the budget lasts, and a little
 * longer if that is what it takes to see everything.
 */
public final class LivesLayer implements Layer {

  /** For {@link java.util.ServiceLoader}. */
  public LivesLayer() {}

  @Override
  public String name() {
    return "lives";
  }

  @Override
  public String checks() {
    return "long lives with crashes and failing disks, then progress";
  }

  @Override
  public Duration budget(Profile profile) {
    return switch (profile) {
      case QUICK -> Duration.ofSeconds(15);
      case FULL -> Duration.ofMinutes(5);
      case NIGHTLY -> Duration.ofHours(2);
    };
  }

  @Override
  public LayerResult run(LayerContext context, Progress progress) {
    Simulation simulation = new Simulation(context.seed(), Sabotage.NONE);
    Tally tally = simulation.tally();
    long total = context.budget().toSeconds();
    Duration reserve = context.budget().multipliedBy(7).dividedBy(10);
    Simulation.Failure failure =
        simulation.run(
            () -> {
              Duration left = context.left();
              progress.at(Math.max(0, total - left.toSeconds()), total, tally.words());
              boolean late = left.isNegative();
              return late
                  && (covered(tally, times(context.profile())) || left.plus(reserve).isNegative());
            });
    return LayerResult.judge(
        tally.words(),
        tally.counts(times(context.profile())),
        failure == null ? List.of() : List.of(failure.text(context.seed())));
  }

  /** How many times the least coverage that says anything a profile must reach. */
  private static long times(Profile profile) {
    return switch (profile) {
      case QUICK -> 1;
      case FULL -> 10;
      case NIGHTLY -> 100;
    };
  }

  private static boolean covered(Tally tally, long times) {
    return tally.counts(times).stream().allMatch(Count::covered);
  }
}
