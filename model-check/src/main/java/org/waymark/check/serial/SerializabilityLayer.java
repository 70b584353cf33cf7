package org.waymark.check.serial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private static final int THREADS = 2;
  private static final long PATIENCE_SECONDS = 10;

  /** How many histories a thread draws between two looks at the clock. */
  private static final int BATCH = 1_000;

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
    ExecutorService workers = Workers.daemons(THREADS, "waymark-serializability");
    try {
      for (Size size : sizes(context.profile())) {
        sum.add("all of " + size, enumerate(size, workers, progress));
      }
      sum.add("drawn", draw(context, workers, progress));
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
    for (int part = 0; part < THREADS; part++) {
      int index = part;
      parts.add(
          workers.submit(
              () -> new Exhaustive(size.transactions(), size.pages(), seen).run(index, THREADS)));
    }
    String doing = "admissions: all of " + size;
    return await(parts, () -> progress.at(seen.get(), Math.max(1, seen.get()), doing));
  }

  private static List<Seen> await(List<Future<Seen>> parts, Runnable look)
      throws InterruptedException {
    List<Seen> all = new ArrayList<>();
    for (Future<Seen> part : parts) {
      all.add(Workers.await(part, look));
    }
    return all;
  }

  private static List<Seen> draw(LayerContext context, ExecutorService workers, Progress progress)
      throws InterruptedException {
    SplittableRandom seeds = new SplittableRandom(context.seed());
    AtomicBoolean wrong = new AtomicBoolean();
    List<Future<Seen>> parts = new ArrayList<>();
    for (int part = 0; part < THREADS; part++) {
      long seed = seeds.nextLong();
      parts.add(workers.submit(() -> draw(seed, context, wrong)));
    }
    return await(parts, () -> tell(context, progress));
  }

  private static void tell(LayerContext context, Progress progress) {
    long total = context.budget().toSeconds();
    long spent = total - Math.max(0, context.left().toSeconds());
    progress.at(Math.min(spent, total), total, "seconds: drawn histories");
  }

  private static Seen draw(long seed, LayerContext context, AtomicBoolean wrong) {
    RandomHistories drawn = new RandomHistories(seed);
    while (!context.left().isNegative()
        && !wrong.get()
        && !Thread.currentThread().isInterrupted()) {
      for (int i = 0; i < BATCH; i++) {
        String story = drawn.next();
        if (story != null) {
          wrong.set(true);
          return new Seen(drawn.tally(), List.of(story));
        }
      }
    }
    return new Seen(drawn.tally(), List.of());
  }
}
