package org.waymark;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.waymark.stress.jcstress.Pause;

/**
 * Triple: who is told that a commit failed by a halt finds the log halted, and why.
 *
 * <p>Mechanism: {@link CommitState#halt} writes the volatile cause, which is the flag too, before
 * it answers anybody. A client that retries on the same log after such an answer is then refused.
 *
 * <p>x86 keeps the order of the stores; the twin answers first.
 */
final class HaltAndAnswer {
  private HaltAndAnswer() {}

  /** The idea: the cause, then the flag that others look at. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "client, then halt")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "answer looked for, halt, cause read")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "halt, then client")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "halted for no reason that anybody could read")
  @State
  public static class Idea {
    private int cause;
    private volatile boolean halted;

    /** Halts. */
    @Actor
    public void halt() {
      cause = 1;
      halted = true;
    }

    /** Looks at the flag, then for the cause. */
    @Actor
    public void client(II_Result r) {
      r.r1 = SmallCommits.bit(halted);
      r.r2 = cause;
    }
  }

  /** The shipped class. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "client, then halt")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "answer looked for, halt, cause read")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "halt, then client")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "not committed, and yet the log seems to live")
  @State
  public static class Real {
    private final CommitState state = SmallCommits.state();
    private final PendingCommit commit = SmallCommits.admit(state, 1, null);

    /** Lets a few more commits wait: answering them all takes long enough to look meanwhile. */
    public Real() {
      for (int token = 2; token <= 4; token++) {
        SmallCommits.admit(state, token, null);
      }
    }

    /** Halts, which answers the pending commits. */
    @Actor
    public void halt() {
      state.halt(new SmallCommits.Failure(1));
    }

    /** Looks for its answer, then for the cause. */
    @Actor
    public void client(II_Result r) {
      r.r1 = SmallCommits.bit(commit.answer() != null);
      r.r2 = SmallCommits.bit(state.haltCause() != null);
    }
  }

  /** The twin answers before it says why: statements swapped. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "client, then halt")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "answer looked for, halt, cause read")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "halt, then client")
  @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "answered, client, then the cause")
  @State
  public static class Twin {
    private volatile int cause;
    private volatile boolean answered;

    /** Halts. */
    @Actor
    public void halt() {
      answered = true;
      Pause.briefly();
      cause = 1;
    }

    /** Looks for its answer, then for the cause. */
    @Actor
    public void client(II_Result r) {
      r.r1 = SmallCommits.bit(answered);
      r.r2 = cause;
    }
  }
}
