package org.waymark.check.serial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.waymark.check.Workers;

/**
 * Histories that are drawn for some time, each judged as {@link RandomHistories} or {@link
 * FrontHistories} say: by its graph and by the rules. What each thread draws is a function of the
 * seed; the time says how far it comes.
 */
public final class HistorySampling {
  static final int THREADS = 2;

  /** How many histories a thread draws between two looks at the clock. */
  private static final int BATCH = 1_000;

  private HistorySampling() {}

  /**
   * What was drawn and seen. Immutable.
   *
   * @param counts how much of what
   * @param violations the stories of histories that must not be; empty if all held
   */
  public record Sampled(SortedMap<String, Long> counts, List<String> violations) {}

  /**
   * Draws histories of the validator until the time is up or something is wrong.
   *
   * @param shape how large histories may be
   * @param time how long it goes on
   * @param progress hears in a few words how far it has come
   * @throws InterruptedException if interrupted; no thread is left soon after
   */
  public static Sampled run(HistoryShape shape, long seed, Duration time, Consumer<String> progress)
      throws InterruptedException {
    return run(from -> new RandomHistories(shape, from), seed, time, progress);
  }

  /**
   * Draws histories of whole coordinators until the time is up or something is wrong.
   *
   * @param time how long it goes on
   * @param progress hears in a few words how far it has come
   * @throws InterruptedException if interrupted; no thread is left soon after
   */
  public static Sampled runCoordinators(long seed, Duration time, Consumer<String> progress)
      throws InterruptedException {
    return run(FrontHistories::new, seed, time, progress);
  }

  private static Sampled run(
      LongFunction<DrawnHistories> drawer, long seed, Duration time, Consumer<String> progress)
      throws InterruptedException {
    long began = System.nanoTime();
    ExecutorService workers = Workers.daemons(THREADS, "waymark-histories");
    try {
      Tally all = new Tally();
      List<String> violations = new ArrayList<>();
      BooleanSupplier goesOn = () -> System.nanoTime() - began < time.toNanos();
      LongConsumer look = drawn -> progress.accept(drawn + " histories");
      for (Seen seen : draw(drawer, seed, goesOn, workers, look)) {
        all.add(seen.tally());
        violations.addAll(seen.violations());
      }
      return new Sampled(counts(all), violations);
    } finally {
      Workers.dismiss(workers);
    }
  }

  /**
   * Draws on these workers, as long as it goes on and nothing is wrong.
   *
   * @param drawer makes what draws from a seed
   * @param look is told now and then, by the calling thread, how many were drawn
   */
  static List<Seen> draw(
      LongFunction<DrawnHistories> drawer,
      long seed,
      BooleanSupplier goesOn,
      ExecutorService workers,
      LongConsumer look)
      throws InterruptedException {
    SplittableRandom seeds = new SplittableRandom(seed);
    AtomicBoolean wrong = new AtomicBoolean();
    LongAdder all = new LongAdder();
    List<Future<Seen>> parts = new ArrayList<>();
    for (int part = 0; part < THREADS; part++) {
      DrawnHistories drawn = drawer.apply(seeds.nextLong());
      parts.add(workers.submit(() -> draw(drawn, goesOn, wrong, all)));
    }
    return Workers.awaitAll(parts, () -> look.accept(all.sum()));
  }

  private static Seen draw(
      DrawnHistories drawn, BooleanSupplier goesOn, AtomicBoolean wrong, LongAdder all) {
    while (goesOn.getAsBoolean() && !wrong.get() && !Thread.currentThread().isInterrupted()) {
      for (int i = 0; i < BATCH; i++) {
        String story = drawn.next();
        if (story != null) {
          wrong.set(true);
          return new Seen(drawn.tally(), List.of(story));
        }
      }
      all.add(BATCH);
    }
    return new Seen(drawn.tally(), List.of());
  }

  private static SortedMap<String, Long> counts(Tally tally) {
    SortedMap<String, Long> counts = new TreeMap<>();
    counts.put("histories", tally.histories());
    counts.put("needless refusals", tally.needlessRefusals());
    for (Verdict verdict : Verdict.values()) {
      counts.put("transactions: " + verdict.words(), tally.count(verdict));
    }
    for (Met met : Met.values()) {
      // Histories of the validator alone meet none of them.
      if (tally.count(met) > 0) {
        counts.put(met.words(), tally.count(met));
      }
    }
    return counts;
  }
}
