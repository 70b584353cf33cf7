package org.waymark;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.waymark.stress.jcstress.Pause;

/**
 * Triple: two callers of one barrier have it one after the other.
 *
 * <p>Mechanism: {@link Turn} gives itself to one thread at a time, and the leaver's volatile write
 * of the owner hands over what it did: the plain counter inside stands for a barrier's own state.
 * Each figure is what the caller made of the counter.
 *
 * <p>x86 shows check-then-act, the twin's mistake.
 */
final class TurnExclusion {
  private TurnExclusion() {}

  /** The idea: a compare-and-set decides who is in, a volatile write lets the next in. */
  @JCStressTest
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the first had its turn before the second")
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "the second had its turn before the first")
  @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "both were in at once")
  @State
  public static class Idea {
    private final AtomicBoolean taken = new AtomicBoolean();
    private int inside;

    private int visit() {
      while (!taken.compareAndSet(false, true)) {
        Thread.onSpinWait();
      }
      int seen = ++inside;
      taken.set(false);
      return seen;
    }

    /** Visits. */
    @Actor
    public void first(II_Result r) {
      r.r1 = visit();
    }

    /** Visits. */
    @Actor
    public void second(II_Result r) {
      r.r2 = visit();
    }
  }

  /** The shipped class. */
  @JCStressTest
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the first had its turn before the second")
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "the second had its turn before the first")
  @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "both were in at once")
  @State
  public static class Real {
    private final OneWaiter threads = new OneWaiter();
    private final Turn turn = new Turn(threads);
    private int inside;

    private int visit() {
      turn.enter();
      int seen = ++inside;
      turn.exit();
      return seen;
    }

    /** Calls the barrier. */
    @Actor
    public void first(II_Result r) {
      r.r1 = visit();
    }

    /** Calls the barrier. */
    @Actor
    public void second(II_Result r) {
      r.r2 = visit();
    }
  }

  /** The twin looks and then enters: check-then-act. */
  @JCStressTest
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the first had its turn before the second")
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "the second had its turn before the first")
  @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "both looked before either entered")
  @State
  public static class Twin {
    private volatile boolean taken;
    private volatile int inside;

    private int visit() {
      while (taken) {
        Thread.onSpinWait();
      }
      Pause.briefly();
      taken = true;
      int seen = inside + 1;
      inside = seen;
      taken = false;
      return seen;
    }

    /** Visits. */
    @Actor
    public void first(II_Result r) {
      r.r1 = visit();
    }

    /** Visits. */
    @Actor
    public void second(II_Result r) {
      r.r2 = visit();
    }
  }
}
