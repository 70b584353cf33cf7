package org.waymark;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Triple: a thread that waits for a tip is woken when the tip comes.
 *
 * <p>Mechanism: the waiter stands in the queue before it looks at the tip; whoever moves the tip
 * looks into the queue afterwards ({@link TipWaiters}). Each writes one thing and reads the
 * other's: with both accesses sequentially consistent, at least one sees the other (JLS 17.4.4:
 * volatile accesses have one total order). The queue's insertion is a compare-and-set, the tip is
 * volatile.
 *
 * <p>This order, a store before a load, is the one that x86 itself gives up unless a fence is asked
 * for: the twin writes in release mode (JEP 193), which does not.
 */
final class TipWakeUp {
  private TipWakeUp() {}

  /** The idea: two threads that each write and then look cannot both miss the other. */
  @JCStressTest
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "waiter, then mover: the mover wakes it")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "mover, then waiter: the waiter sees the tip")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both wrote before either looked")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "each missed the other: nobody wakes the waiter")
  @State
  public static class Idea {
    private volatile int queued;
    private volatile int tip;

    /** Stands in the queue, then looks at the tip. */
    @Actor
    public void waiter(II_Result r) {
      queued = 1;
      r.r1 = tip;
    }

    /** Moves the tip, then looks into the queue. */
    @Actor
    public void mover(II_Result r) {
      tip = 1;
      r.r2 = queued;
    }
  }

  /** The shipped class: 0 for no wait, 1 for a wait that was ended, 2 for one that nobody could. */
  @JCStressTest
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "mover, then waiter: the tip had come")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the waiter parked and was woken")
  @Outcome(id = "2", expect = FORBIDDEN, desc = "parked for ever: the wake-up was lost")
  @State
  public static class Real {
    private static final TimeSource NEVER_LATE =
        new TimeSource() {
          @Override
          public long unixNanos() {
            return 0;
          }

          @Override
          public long monotonicNanos() {
            return 0;
          }
        };

    private final OneWaiter threads = new OneWaiter();
    private final TipWaiters waiters = new TipWaiters(threads, NEVER_LATE);
    private volatile long tip;

    /** A client that follows the tip. */
    @Actor
    public void waiter(I_Result r) {
      try {
        waiters.await(1, () -> tip, Threads.FOREVER);
      } catch (InterruptedException nobodyInterrupts) {
        throw new IllegalStateException(nobodyInterrupts);
      }
      r.r1 = threads.told();
    }

    /** The engine: publishes, then looks who waits. */
    @Actor
    public void mover() {
      tip = 1;
      waiters.reached(1);
      threads.otherIsDone();
    }
  }

  /** The twin writes in release mode: its loads may overtake its stores. */
  @JCStressTest
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "waiter, then mover: the mover wakes it")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "mover, then waiter: the waiter sees the tip")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "both wrote before either looked")
  @Outcome(
      id = "0, 0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "both looked while the writes were in store buffers")
  @State
  public static class Twin {
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger tip = new AtomicInteger();

    /** Stands in the queue, some time, and looks at the tip. */
    @Actor
    public void waiter(II_Result r) {
      queued.setRelease(1);
      r.r1 = tip.getAcquire();
    }

    /** Moves the tip, some time, and looks into the queue. */
    @Actor
    public void mover(II_Result r) {
      tip.setRelease(1);
      r.r2 = queued.getAcquire();
    }
  }
}
