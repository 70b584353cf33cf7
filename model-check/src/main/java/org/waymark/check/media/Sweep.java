package org.waymark.check.media;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.waymark.check.Workers;

/** Judges many faults on as many threads as there are processors; what comes out is the same. */
final class Sweep {

  private static final int AT_A_TIME = 64;
  private final Supplier<Subject> subjects;
  private final boolean thorough;

  /**
   * Creates a sweep.
   *
   * @param subjects supplies what is judged, one for each thread
   * @param thorough as for {@link Judge}
   */
  Sweep(Supplier<Subject> subjects, boolean thorough) {
    this.subjects = subjects;
    this.thorough = thorough;
  }

  /**
   * Judges all of these.
   *
   * @param judged hears now and then how many are done
   * @throws InterruptedException if interrupted; no thread of the sweep goes on
   */
  Tally run(FormatMap map, List<Damage> damages, LongConsumer judged) throws InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService workers = Workers.daemons(threads, "media sweep");
    AtomicInteger next = new AtomicInteger();
    List<Future<Tally>> parts = new ArrayList<>();
    try {
      for (int i = 0; i < threads; i++) {
        parts.add(workers.submit(() -> work(map, damages, next)));
      }
      Tally tally = new Tally();
      for (Future<Tally> part : parts) {
        tally.add(Workers.await(part, () -> judged.accept(Math.min(next.get(), damages.size()))));
      }
      return tally;
    } finally {
      workers.shutdownNow();
    }
  }

  private Tally work(FormatMap map, List<Damage> damages, AtomicInteger next)
      throws InterruptedException {
    Judge judge = new Judge(subjects.get(), map, thorough);
    Tally tally = new Tally();
    int from = next.getAndAdd(AT_A_TIME);
    while (from < damages.size()) {
      for (int i = from; i < Math.min(from + AT_A_TIME, damages.size()); i++) {
        tally.add(map, damages.get(i), judge.judge(damages.get(i)));
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("the sweep was ended");
      }
      from = next.getAndAdd(AT_A_TIME);
    }
    return tally;
  }
}
