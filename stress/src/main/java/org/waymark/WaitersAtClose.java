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
 * Triple: closing wakes who waits for a place in the queue.
 *
 * <p>Mechanism: {@link Places#close} sets the volatile flag before it looks who waits; {@link
 * Places#take} stands in the queue before it looks at the flag. {@code TipWaiters.end} does the
 * same with its own flag. 0 stands for no wait, 1 for a wait that was ended, 2 for one that nobody
 * could.
 *
 * <p>The twin looks who waits before it sets the flag, an order of statements that x86 shows.
 */
final class WaitersAtClose {
  private WaitersAtClose() {}

  /** The idea: set the flag, look who waits; queue, look at the flag. */
  @JCStressTest
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "closer, then waiter: it saw the end at once")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the waiter parked and was woken")
  @Outcome(id = "2", expect = FORBIDDEN, desc = "asleep before a closed door")
  @State
  public static class Idea {
    private final OneWaiter threads = new OneWaiter();
    private volatile boolean closed;
    private volatile @Nullable Thread queued;

    /** Closes, then wakes. */
    @Actor
    public void closer() {
      closed = true;
      Thread next = queued;
      if (next != null) {
        threads.unpark(next);
      }
      threads.otherIsDone();
    }

    /** Queues, then looks. */
    @Actor
    public void waiter(I_Result r) {
      queued = Thread.currentThread();
      threads.awaitUninterruptibly(this, () -> closed);
      r.r1 = threads.told();
    }
  }

  /** The shipped class. */
  @JCStressTest
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "closer, then waiter: it saw the end at once")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the waiter parked and was woken")
  @Outcome(id = "2", expect = FORBIDDEN, desc = "asleep before a closed door")
  @State
  public static class Real {
    private final OneWaiter threads = new OneWaiter();
    private final Places places = new Places(0, threads);

    /** Closes. */
    @Actor
    public void closer() {
      places.close();
      threads.otherIsDone();
    }

    /** A client before a full queue. */
    @Actor
    public void waiter(I_Result r) {
      try {
        places.take();
      } catch (InterruptedException nobodyInterrupts) {
        throw new IllegalStateException(nobodyInterrupts);
      }
      r.r1 = threads.told();
    }
  }

  /** The twin wakes before it closes: statements swapped. */
  @JCStressTest
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "closer, then waiter: it saw the end at once")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the waiter parked and was woken")
  @Outcome(
      id = "2",
      expect = ACCEPTABLE_INTERESTING,
      desc = "nobody to wake, queued, looked and parked, then closed")
  @State
  public static class Twin {
    private final OneWaiter threads = new OneWaiter();
    private volatile boolean closed;
    private volatile @Nullable Thread queued;

    /** Wakes, then closes. */
    @Actor
    public void closer() {
      Thread next = queued;
      if (next != null) {
        threads.unpark(next);
      }
      Pause.briefly();
      closed = true;
      threads.otherIsDone();
    }

    /** Queues, then looks. */
    @Actor
    public void waiter(I_Result r) {
      queued = Thread.currentThread();
      threads.awaitUninterruptibly(this, () -> closed);
      r.r1 = threads.told();
    }
  }
}
