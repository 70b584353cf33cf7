package org.waymark.check.serial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.waymark.check.Layer;
import org.waymark.check.LayerContext;
import org.waymark.check.LayerResult;
import org.waymark.check.Profile;
import org.waymark.check.Progress;
import org.waymark.check.Workers;

/**
 * The layer {@code serializability}: what the shipped validator admits is serializable, and what a
 * whole coordinator admits. All histories of some sizes, drawn ones of larger, each judged by its
 * serialization graph; and for each rule the anomaly that comes of leaving it out.
 */
public final class SerializabilityLayer implements Layer {
  /** Histories of coordinators take one part of the time that is left, others so many. */
  private static final int OTHERS = 2;

  /** All histories of so many transactions over so many pages. */
  private record Size(int transactions, int pages) {
    @Override
    public String toString() {
      return transactions + " transactions over " + pages + " pages";
    }
  }

  /** For {@link java.util.ServiceLoader}. */
  public SerializabilityLayer() {}

  @Override
  public String name() {
    return "serializability";
  }

  @Override
  public String checks() {
    return "what the validator admits has a serial order";
  }

  @Override
  public Duration budget(Profile profile) {
    return switch (profile) {
      case QUICK -> Duration.ofSeconds(12);
      case FULL -> Duration.ofMinutes(5);
      case NIGHTLY -> Duration.ofHours(1);
    };
  }

  private static List<Size> sizes(Profile profile) {
    List<Size> sizes = new ArrayList<>(List.of(new Size(3, 3), new Size(4, 3)));
    if (profile.includes(Profile.FULL)) {
      sizes.add(new Size(6, 2));
      sizes.add(new Size(4, 4));
    }
    if (profile.includes(Profile.NIGHTLY)) {
      sizes.add(new Size(5, 3));
    }
    return sizes;
  }

  private static long leastDrawn(Profile profile) {
    return switch (profile) {
      case QUICK -> 500_000;
      case FULL -> 10_000_000;
      case NIGHTLY -> 100_000_000;
    };
  }

  private static long leastOfCoordinators(Profile profile) {
    return switch (profile) {
      case QUICK -> 2_000;
      case FULL -> 200_000;
      case NIGHTLY -> 2_000_000;
    };
  }

  @Override
  public LayerResult run(LayerContext context, Progress progress) throws InterruptedException {
    SerializabilityFigures sum = new SerializabilityFigures(Anomaly.stories());
    Tally coordinators;
    Tally validators;
    ExecutorService workers = Workers.daemons(HistorySampling.THREADS, "waymark-serializability");
    try {
      for (Size size : sizes(context.profile())) {
        sum.add("all of " + size, enumerate(size, workers, progress));
      }
      Duration others = context.left().multipliedBy(OTHERS).dividedBy(OTHERS + 1);
      coordinators =
          sum.add(
              "drawn, of coordinators",
              draw(FrontHistories::new, others, workers, context, progress));
      validators =
          sum.add(
              "drawn",
              draw(
                  seed -> new RandomHistories(HistoryShape.USUAL, seed),
                  Duration.ZERO,
                  workers,
                  context,
                  progress));
    } finally {
      Workers.dismiss(workers);
    }
    sum.drawn(validators, leastDrawn(context.profile()));
    sum.ofCoordinators(coordinators, leastOfCoordinators(context.profile()));
    return sum.result();
  }

  /** Draws until no more than so much of the budget is left. */
  private static List<Seen> draw(
      LongFunction<DrawnHistories> drawer,
      Duration leave,
      ExecutorService workers,
      LayerContext context,
      Progress progress)
      throws InterruptedException {
    return HistorySampling.draw(
        drawer,
        context.seed(),
        () -> context.left().compareTo(leave) > 0,
        workers,
        drawn -> tell(context, progress));
  }

  private static List<Seen> enumerate(Size size, ExecutorService workers, Progress progress)
      throws InterruptedException {
    AtomicLong seen = new AtomicLong();
    List<Future<Seen>> parts = new ArrayList<>();
    for (int part = 0; part < HistorySampling.THREADS; part++) {
      int index = part;
      parts.add(
          workers.submit(
              () ->
                  new Exhaustive(size.transactions(), size.pages(), seen)
                      .run(index, HistorySampling.THREADS)));
    }
    String doing = "admissions: all of " + size;
    return Workers.awaitAll(parts, () -> progress.at(seen.get(), Math.max(1, seen.get()), doing));
  }

  private static void tell(LayerContext context, Progress progress) {
    long total = context.budget().toSeconds();
    long spent = total - Math.max(0, context.left().toSeconds());
    progress.at(Math.min(spent, total), total, "seconds: drawn histories");
  }
}
