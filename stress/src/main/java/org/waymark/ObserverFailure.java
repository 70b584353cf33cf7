package org.waymark;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.waymark.observe.CommitObserver;
import org.waymark.observe.GuardedObserver;
import org.waymark.stress.jcstress.Pause;

/**
 * Triple: an observer that is counted as failed has a cause.
 *
 * <p>Mechanism: {@link GuardedObserver} is registered once, in a final field, before any thread
 * exists; what its callers share afterwards is whether it is disabled. The first cause is stored by
 * compare-and-set before the failure is counted. Events of one log come under its state lock, one
 * by one; the counter is for those who ask.
 *
 * <p>x86 keeps the order of the stores; the twin counts first.
 */
final class ObserverFailure {
  private ObserverFailure() {}

  /** The idea: the cause, then the count. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "reader, then the throwing event")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "failures read, event, cause read")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "event, then reader")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "disabled for no reason that anybody could read")
  @State
  public static class Idea {
    private volatile boolean cause;
    private volatile int failures;

    /** Fails. */
    @Actor
    public void event() {
      cause = true;
      failures = 1;
    }

    /** Asks. */
    @Actor
    public void reader(II_Result r) {
      r.r1 = failures;
      r.r2 = SmallCommits.bit(cause);
    }
  }

  /** The shipped class. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "reader, then the throwing event")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "failures read, event, cause read")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "event, then reader")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "disabled for no reason that anybody could read")
  @State
  public static class Real {
    private final GuardedObserver observer = new GuardedObserver(new Throwing());

    /** Tells of an event, which the observer answers by throwing. */
    @Actor
    public void event() {
      observer.prune(1);
    }

    /** Asks. */
    @Actor
    public void reader(II_Result r) {
      r.r1 = observer.failures();
      r.r2 = SmallCommits.bit(observer.firstFailure().isPresent());
    }
  }

  /** The twin counts before it stores the cause: statements swapped. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "reader, then the throwing event")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "failures read, event, cause read")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "event, then reader")
  @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "counted, reader, then the cause")
  @State
  public static class Twin {
    private volatile boolean cause;
    private volatile int failures;

    /** Fails. */
    @Actor
    public void event() {
      failures = 1;
      Pause.briefly();
      cause = true;
    }

    /** Asks. */
    @Actor
    public void reader(II_Result r) {
      r.r1 = failures;
      r.r2 = SmallCommits.bit(cause);
    }
  }

  /** An observer that cannot stand an event. */
  private static final class Throwing implements CommitObserver {
    @Override
    public void prune(long floor) {
      throw new SmallCommits.Failure(1);
    }
  }
}
