package org.waymark;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.waymark.stress.jcstress.Pause;

/**
 * Triple: a reservation that two threads give back gives its place back once.
 *
 * <p>Mechanism: {@link Reservation#close} spends the reservation by compare-and-set. The figure is
 * how many places are free in the end; there was one to give back.
 *
 * <p>x86 shows check-then-act, the twin's mistake.
 */
final class ReservationSpentOnce {
  private ReservationSpentOnce() {}

  /** The idea: a flag that one of two can set. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "one gave back, the other found it spent")
  @Outcome(id = "2", expect = FORBIDDEN, desc = "a place out of nothing")
  @State
  public static class Idea {
    private final AtomicBoolean spent = new AtomicBoolean();
    private final AtomicInteger free = new AtomicInteger();

    private void close() {
      if (spent.compareAndSet(false, true)) {
        free.incrementAndGet();
      }
    }

    /** Gives back. */
    @Actor
    public void first() {
      close();
    }

    /** Gives back. */
    @Actor
    public void second() {
      close();
    }

    /** Counts. */
    @Arbiter
    public void after(I_Result r) {
      r.r1 = free.get();
    }
  }

  /** The shipped class. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "one gave back, the other found it spent")
  @Outcome(id = "2", expect = FORBIDDEN, desc = "a place out of nothing")
  @State
  public static class Real {
    private final Places places = new Places(0, new OneWaiter());

    @SuppressWarnings("NullAway") // What is not committed needs no log.
    private final Reservation reservation = new Reservation(null, places);

    /** Gives back. */
    @Actor
    public void first() {
      reservation.close();
    }

    /** Gives back. */
    @Actor
    public void second() {
      reservation.close();
    }

    /** Counts. */
    @Arbiter
    public void after(I_Result r) {
      r.r1 = places.free();
    }
  }

  /** The twin looks and then sets: check-then-act. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "one gave back, the other found it spent")
  @Outcome(id = "2", expect = ACCEPTABLE_INTERESTING, desc = "both looked before either set")
  @State
  public static class Twin {
    private final AtomicInteger free = new AtomicInteger();
    private volatile boolean spent;

    private void close() {
      if (!spent) {
        Pause.briefly();
        spent = true;
        free.incrementAndGet();
      }
    }

    /** Gives back. */
    @Actor
    public void first() {
      close();
    }

    /** Gives back. */
    @Actor
    public void second() {
      close();
    }

    /** Counts. */
    @Arbiter
    public void after(I_Result r) {
      r.r1 = free.get();
    }
  }
}
