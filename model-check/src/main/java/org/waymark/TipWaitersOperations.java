package org.waymark;

import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.Operation;
import org.waymark.check.lincheck.StandingTime;
import org.waymark.check.lincheck.StrictThreads;

/** The {@link TipWaiters} of a tip that anybody may move. */
public final class TipWaitersOperations {
  private final TimeSource time = new StandingTime();
  private final TipWaiters waiters = new TipWaiters(new StrictThreads(), time);
  private final AtomicLong tip = new AtomicLong();

  /** Moves the tip by one, and then wakes those who waited for it. */
  @Operation
  public long advance() {
    long reached = tip.incrementAndGet();
    waiters.reached(reached);
    return reached;
  }

  /** Waits for a tip; only for scenarios in which it comes, or the end does. */
  @Operation
  public long await(int sequence) throws InterruptedException {
    return waiters.await(sequence, tip::get, Threads.FOREVER);
  }

  /** Looks for a tip without time to wait for it. */
  @Operation
  public long look(int sequence) throws InterruptedException {
    return waiters.await(sequence, tip::get, time.monotonicNanos());
  }

  /** Wakes everybody for good. */
  @Operation
  public void end() {
    waiters.end();
  }

  /** A number that rises. */
  public static final class Specification {
    private long tip;
    private boolean ended;

    /** Moves the tip. */
    public long advance() {
      return ++tip;
    }

    /** Returns the tip, or -1 if it would wait forever, which no thread ever reports. */
    public long await(int sequence) {
      return tip >= sequence || ended ? tip : -1;
    }

    /** Returns the tip. */
    public long look(int sequence) {
      return tip;
    }

    /** From now on nobody waits. */
    public void end() {
      ended = true;
    }
  }
}
