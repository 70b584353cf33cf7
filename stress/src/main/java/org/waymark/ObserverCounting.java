package org.waymark;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.waymark.observe.CountingObserver;
import org.waymark.stress.jcstress.Pause;

/**
 * Triple: two events at once are counted twice.
 *
 * <p>Mechanism: {@link CountingObserver} may hear events from any threads. Its counters are atomic,
 * and the counter of an answer that was never refused before is made by one {@code
 * computeIfAbsent}.
 *
 * <p>An update in three steps loses others on every processor: x86 shows what the twin does.
 */
final class ObserverCounting {
  private ObserverCounting() {}

  /** The idea: an atomic counter. */
  @JCStressTest
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "one after the other")
  @Outcome(id = "1", expect = FORBIDDEN, desc = "an event was lost")
  @State
  public static class Idea {
    private final AtomicLong refused = new AtomicLong();

    /** Counts. */
    @Actor
    public void first() {
      refused.incrementAndGet();
    }

    /** Counts. */
    @Actor
    public void second() {
      refused.incrementAndGet();
    }

    /** Reads. */
    @Arbiter
    public void after(I_Result r) {
      r.r1 = refused.intValue();
    }
  }

  /** The shipped class. */
  @JCStressTest
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "one after the other")
  @Outcome(id = "1", expect = FORBIDDEN, desc = "an event was lost")
  @State
  public static class Real {
    private final CountingObserver observer = new CountingObserver();

    /** Hears of a refusal. */
    @Actor
    public void first() {
      observer.refuse("fcw_conflict", 0);
    }

    /** Hears of a refusal. */
    @Actor
    public void second() {
      observer.refuse("fcw_conflict", 0);
    }

    /** Reads. */
    @Arbiter
    public void after(I_Result r) {
      r.r1 = observer.counts().refused().getOrDefault("fcw_conflict", 0L).intValue();
    }
  }

  /** The twin is a plain long: read, then add and write. */
  @JCStressTest
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "one after the other")
  @Outcome(id = "1", expect = ACCEPTABLE_INTERESTING, desc = "both read 0 before either wrote 1")
  @State
  public static class Twin {
    private long refused;

    /** Counts. */
    @Actor
    public void first() {
      long seen = refused;
      Pause.briefly();
      refused = seen + 1;
    }

    /** Counts. */
    @Actor
    public void second() {
      long seen = refused;
      Pause.briefly();
      refused = seen + 1;
    }

    /** Reads. */
    @Arbiter
    public void after(I_Result r) {
      r.r1 = (int) refused;
    }
  }
}
