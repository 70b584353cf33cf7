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
 * Triple: once shutdown is initiated, what was admitted is known.
 *
 * <p>Mechanism: {@link CommitState#initiateShutdown} and {@link CommitState#admit} are both steps
 * under the state lock, so the flag and the allocation cannot pass each other. First figure: how
 * many the closer finds admitted after its shutdown. Second: whether the submission was admitted.
 *
 * <p>x86 shows check-then-act, the twin's mistake. That the flag itself is visible follows from the
 * lock (JLS 17.4.5: unlocking happens-before every later locking), of which x86 is no evidence.
 */
final class ShutdownAndAdmission {
  private ShutdownAndAdmission() {}

  /** The idea: one lock around check and act. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "shutdown, then submission: refused")
  @Outcome(
      id = "1, 1",
      expect = ACCEPTABLE,
      desc = "submission, then shutdown: admitted, and the closer knows it")
  @Outcome(
      id = "0, 1",
      expect = FORBIDDEN,
      desc = "admitted behind the closer: nobody will answer it")
  @State
  public static class Idea {
    private boolean shuttingDown;
    private int admitted;

    /** Closes the door and counts who is inside. */
    @Actor
    public synchronized void closer(II_Result r) {
      shuttingDown = true;
      r.r1 = admitted;
    }

    /** Goes in if the door is open. */
    @Actor
    public synchronized void submitter(II_Result r) {
      if (!shuttingDown) {
        admitted++;
        r.r2 = 1;
      }
    }
  }

  /** The shipped class. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "shutdown, then submission: refused")
  @Outcome(
      id = "1, 1",
      expect = ACCEPTABLE,
      desc = "submission, then shutdown: admitted, and the closer knows it")
  @Outcome(
      id = "0, 1",
      expect = FORBIDDEN,
      desc = "admitted behind the closer: nobody will answer it")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "counted and not told so")
  @State
  public static class Real {
    private final CommitState state = SmallCommits.state();
    private final Submission submission = SmallCommits.submission(1, 0, 1);

    /** Closes the door and counts who is inside. */
    @Actor
    public void closer(II_Result r) {
      state.initiateShutdown();
      r.r1 = (int) state.lastAdmitted();
    }

    /** Submits. */
    @Actor
    public void submitter(II_Result r) {
      SubmitResult result = state.admit(submission, 1, null, /* drainable= */ true);
      r.r2 = SmallCommits.bit(result instanceof SubmitResult.Admitted);
    }
  }

  /** The twin checks a volatile flag without the lock: check-then-act. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "shutdown, then submission: refused")
  @Outcome(
      id = "1, 1",
      expect = ACCEPTABLE,
      desc = "submission, then shutdown: admitted, and the closer knows it")
  @Outcome(
      id = "0, 1",
      expect = ACCEPTABLE_INTERESTING,
      desc = "checked, shutdown, counted, then admitted")
  @State
  public static class Twin {
    private volatile boolean shuttingDown;
    private volatile int admitted;

    /** Closes the door and counts who is inside. */
    @Actor
    public void closer(II_Result r) {
      shuttingDown = true;
      r.r1 = admitted;
    }

    /** Goes in if the door was open. */
    @Actor
    public void submitter(II_Result r) {
      if (!shuttingDown) {
        Pause.briefly();
        admitted = 1;
        r.r2 = 1;
      }
    }
  }
}
