package org.waymark;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.waymark.stress.jcstress.Pause;

/**
 * Triple: a log that halts twice at once has one cause, and both are told that one.
 *
 * <p>Mechanism: {@link CommitState#halt} looks and writes under the state lock; cause and flag are
 * one field, so they cannot disagree. The figures: whose failure the first is told, whose the
 * second, and whose the log keeps.
 *
 * <p>x86 shows check-then-act, the twin's mistake.
 */
final class HaltCause {
  private HaltCause() {}

  /** The idea: a reference that is set once. */
  @JCStressTest
  @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "the first halted, the second came too late")
  @Outcome(id = "2, 2, 2", expect = ACCEPTABLE, desc = "the second halted, the first came too late")
  @Outcome(id = "1, 2, 1", expect = FORBIDDEN, desc = "two causes: the first stayed")
  @Outcome(id = "1, 2, 2", expect = FORBIDDEN, desc = "two causes: the second stayed")
  @State
  public static class Idea {
    private final AtomicInteger cause = new AtomicInteger();

    private int halt(int mine) {
      return cause.compareAndSet(0, mine) ? mine : cause.get();
    }

    /** Halts. */
    @Actor
    public void first(III_Result r) {
      r.r1 = halt(1);
    }

    /** Halts. */
    @Actor
    public void second(III_Result r) {
      r.r2 = halt(2);
    }

    /** Asks the log. */
    @Arbiter
    public void after(III_Result r) {
      r.r3 = cause.get();
    }
  }

  /** The shipped class. */
  @JCStressTest
  @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "the first halted, the second came too late")
  @Outcome(id = "2, 2, 2", expect = ACCEPTABLE, desc = "the second halted, the first came too late")
  @Outcome(id = "1, 2, 1", expect = FORBIDDEN, desc = "two causes: the first stayed")
  @Outcome(id = "1, 2, 2", expect = FORBIDDEN, desc = "two causes: the second stayed")
  @State
  public static class Real {
    private final CommitState state = SmallCommits.state();

    private static int actor(@Nullable Throwable cause) {
      return cause instanceof SmallCommits.Failure failure ? failure.actor : 0;
    }

    /** Meets a failure. */
    @Actor
    public void first(III_Result r) {
      r.r1 = actor(state.halt(new SmallCommits.Failure(1)).getCause());
    }

    /** Meets another failure. */
    @Actor
    public void second(III_Result r) {
      r.r2 = actor(state.halt(new SmallCommits.Failure(2)).getCause());
    }

    /** Asks the log. */
    @Arbiter
    public void after(III_Result r) {
      r.r3 = actor(state.haltCause());
    }
  }

  /** The twin looks and then sets: check-then-act. */
  @JCStressTest
  @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "the first halted, the second came too late")
  @Outcome(id = "2, 2, 2", expect = ACCEPTABLE, desc = "the second halted, the first came too late")
  @Outcome(
      id = "1, 2, 1",
      expect = ACCEPTABLE_INTERESTING,
      desc = "both looked, the second set, the first set")
  @Outcome(
      id = "1, 2, 2",
      expect = ACCEPTABLE_INTERESTING,
      desc = "both looked, the first set, the second set")
  @State
  public static class Twin {
    private volatile int cause;

    private int halt(int mine) {
      if (cause == 0) {
        Pause.briefly();
        cause = mine;
        return mine;
      }
      return cause;
    }

    /** Halts. */
    @Actor
    public void first(III_Result r) {
      r.r1 = halt(1);
    }

    /** Halts. */
    @Actor
    public void second(III_Result r) {
      r.r2 = halt(2);
    }

    /** Asks the log. */
    @Arbiter
    public void after(III_Result r) {
      r.r3 = cause;
    }
  }
}
