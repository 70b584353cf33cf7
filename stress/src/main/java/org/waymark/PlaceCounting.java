package org.waymark;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.waymark.stress.jcstress.Pause;

/**
 * Triple: the only free place of a queue goes to one of two.
 *
 * <p>Mechanism: {@link Places#tryTake} lowers the counter by compare-and-set, which is one step of
 * the total order of that counter. The figures: whether the first took it, whether the second did,
 * and how many are free in the end.
 *
 * <p>Atomicity does not depend on the processor's memory order: x86 shows what the twin does.
 */
final class PlaceCounting {
  private PlaceCounting() {}

  /** The idea: one atomic step decides. */
  @JCStressTest
  @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "the first took the only place")
  @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "the second took the only place")
  @Outcome(id = "1, 1, -1", expect = FORBIDDEN, desc = "one place taken twice")
  @State
  public static class Idea {
    private final AtomicInteger free = new AtomicInteger(1);

    private int take() {
      return SmallCommits.bit(free.compareAndSet(1, 0));
    }

    /** Takes. */
    @Actor
    public void first(III_Result r) {
      r.r1 = take();
    }

    /** Takes. */
    @Actor
    public void second(III_Result r) {
      r.r2 = take();
    }

    /** Counts. */
    @Arbiter
    public void after(III_Result r) {
      r.r3 = free.get();
    }
  }

  /** The shipped class. */
  @JCStressTest
  @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "the first took the only place")
  @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "the second took the only place")
  @Outcome(id = "1, 1, -1", expect = FORBIDDEN, desc = "one place taken twice")
  @Outcome(id = "1, 1, 0", expect = FORBIDDEN, desc = "one place taken twice")
  @State
  public static class Real {
    private final Places places = new Places(1, new OneWaiter());

    /** Takes. */
    @Actor
    public void first(III_Result r) {
      r.r1 = SmallCommits.bit(places.tryTake());
    }

    /** Takes. */
    @Actor
    public void second(III_Result r) {
      r.r2 = SmallCommits.bit(places.tryTake());
    }

    /** Counts. */
    @Arbiter
    public void after(III_Result r) {
      r.r3 = places.free();
    }
  }

  /** The twin looks and then sets: check-then-act. */
  @JCStressTest
  @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "the first took the only place")
  @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "the second took the only place")
  @Outcome(id = "1, 1, 0", expect = ACCEPTABLE_INTERESTING, desc = "both looked before either set")
  @State
  public static class Twin {
    private final AtomicInteger free = new AtomicInteger(1);

    private int take() {
      int seen = free.get();
      if (seen == 0) {
        return 0;
      }
      Pause.briefly();
      free.set(seen - 1);
      return 1;
    }

    /** Takes. */
    @Actor
    public void first(III_Result r) {
      r.r1 = take();
    }

    /** Takes. */
    @Actor
    public void second(III_Result r) {
      r.r2 = take();
    }

    /** Counts. */
    @Arbiter
    public void after(III_Result r) {
      r.r3 = free.get();
    }
  }
}
