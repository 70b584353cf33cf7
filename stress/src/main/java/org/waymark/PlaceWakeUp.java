package org.waymark;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.waymark.stress.jcstress.Pause;

/**
 * Triple: a place that is given back wakes the one who waits for a place.
 *
 * <p>Mechanism: {@link Places#take} stands in the queue before it looks at the counter; {@link
 * Places#giveBack} raises the counter before it looks into the queue. 0 stands for no wait, 1 for a
 * wait that was ended, 2 for one that nobody could end.
 *
 * <p>The twin looks before it queues, an order of statements that x86 shows; what happens when the
 * accesses are weaker than volatile is shown by the twin of {@link TipWakeUp}.
 */
final class PlaceWakeUp {
  private PlaceWakeUp() {}

  /** The idea: queue, look, sleep; give, look, wake. */
  @JCStressTest
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "giver, then taker: a place was free")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the taker parked and was woken")
  @Outcome(id = "2", expect = FORBIDDEN, desc = "asleep beside a free place")
  @State
  public static class Idea {
    private final OneWaiter threads = new OneWaiter();
    private volatile int free;
    private volatile @Nullable Thread queued;

    /** Queues, then looks. */
    @Actor
    public void taker(I_Result r) {
      queued = Thread.currentThread();
      threads.awaitUninterruptibly(this, () -> free > 0);
      r.r1 = threads.told();
    }

    /** Gives, then looks who waits. */
    @Actor
    public void giver() {
      free = 1;
      Thread next = queued;
      if (next != null) {
        threads.unpark(next);
      }
      threads.otherIsDone();
    }
  }

  /** The shipped class. */
  @JCStressTest
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "giver, then taker: a place was free")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the taker parked and was woken")
  @Outcome(id = "2", expect = FORBIDDEN, desc = "asleep beside a free place")
  @State
  public static class Real {
    private final OneWaiter threads = new OneWaiter();
    private final Places places = new Places(0, threads);

    /** A client before a full queue. */
    @Actor
    public void taker(I_Result r) {
      try {
        places.take();
      } catch (InterruptedException nobodyInterrupts) {
        throw new IllegalStateException(nobodyInterrupts);
      }
      r.r1 = threads.told();
    }

    /** The engine, when a commit is answered. */
    @Actor
    public void giver() {
      places.giveBack();
      threads.otherIsDone();
    }
  }

  /** The twin looks before it queues: a check dropped. */
  @JCStressTest
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "giver, then taker: a place was free")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the taker parked and was woken")
  @Outcome(
      id = "2",
      expect = ACCEPTABLE_INTERESTING,
      desc = "looked, a place was given to nobody, queued and parked")
  @State
  public static class Twin {
    private final OneWaiter threads = new OneWaiter();
    private volatile int free;
    private volatile @Nullable Thread queued;

    /** Looks, then queues and sleeps without another look. */
    @Actor
    public void taker(I_Result r) {
      boolean mustWait = free == 0;
      Pause.briefly();
      queued = Thread.currentThread();
      if (mustWait) {
        threads.park(this, Threads.FOREVER);
      }
      r.r1 = threads.told();
    }

    /** Gives, then looks who waits. */
    @Actor
    public void giver() {
      free = 1;
      Thread next = queued;
      if (next != null) {
        threads.unpark(next);
      }
      threads.otherIsDone();
    }
  }
}
