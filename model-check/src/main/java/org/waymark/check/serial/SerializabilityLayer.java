package org.waymark.check.serial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.waymark.check.Layer;
import org.waymark.check.LayerContext;
import org.waymark.check.LayerResult;
import org.waymark.check.Profile;
import org.waymark.check.Progress;
import org.waymark.check.Workers;

/**
 * The layer {@code serializability}: what the shipped validator admits is serializable. All
 * histories of some sizes, drawn ones of larger, each judged by its serialization graph; and for
 * each rule the anomaly that comes of leaving it out.
 */
public final class SerializabilityLayer implements Layer {
  private static final long PATIENCE_SECONDS = 10;

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
      sizes.add(new Size(5, 2));
    }
    if (profile.includes(Profile.NIGHTLY)) {
      sizes.add(new Size(4, 4));
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

  @Override
  public LayerResult run(LayerContext context, Progress progress) throws InterruptedException {
    SerializabilityFigures sum = new SerializabilityFigures(Anomaly.stories());
    ExecutorService workers = Workers.daemons(HistorySampling.THREADS, "waymark-serializability");
    try {
      for (Size size : sizes(context.profile())) {
        sum.add("all of " + size, enumerate(size, workers, progress));
      }
      sum.add(
          "drawn",
          HistorySampling.draw(
              HistoryShape.USUAL,
              context.seed(),
              () -> !context.left().isNegative(),
              workers,
              drawn -> tell(context, progress)));
    } finally {
      workers.shutdownNow();
      workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    return sum.result(leastDrawn(context.profile()));
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
