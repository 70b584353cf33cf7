package org.waymark;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.waymark.stress.jcstress.Pause;

/**
 * Triple: closing leaves nobody without an answer.
 *
 * <p>Mechanism: closing shuts the door first and then takes whatever is inside through the barriers
 * and drains it; admission is one step under the state lock. First figure: whether the commit was
 * admitted. Second: whether it has its answer when both are done.
 *
 * <p>x86 shows the twin's mistake, which drains first and shuts the door afterwards.
 */
final class CloseAndCommit {
  private CloseAndCommit() {}

  /** The idea: shut the door, then empty the room. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "close, then commit: refused at once")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "commit, then close: admitted and answered")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "somebody waits for ever")
  @State
  public static class Idea {
    private boolean shut;
    private int inside;
    private int answered;

    private synchronized void shut() {
      shut = true;
    }

    private synchronized void empty() {
      answered += inside;
      inside = 0;
    }

    /** Closes. */
    @Actor
    public void closer() {
      shut();
      empty();
    }

    /** Commits. */
    @Actor
    public synchronized void committer(II_Result r) {
      if (!shut) {
        inside++;
        r.r1 = 1;
      }
    }

    /** Looks for the answer. */
    @Arbiter
    public void after(II_Result r) {
      r.r2 = answered;
    }
  }

  /** The shipped class. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "close, then commit: refused at once")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "commit, then close: admitted and answered")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "somebody waits for ever")
  @State
  public static class Real {
    private final CommitState state = SmallCommits.state();
    private final Submission submission = SmallCommits.submission(1, 0, 1);
    private @Nullable PendingCommit pending;

    /** Closes, as the engine does when its own threads never ran. */
    @Actor
    public void closer() {
      state.initiateShutdown();
      SmallCommits.flush(state);
    }

    /** Commits. */
    @Actor
    public void committer(II_Result r) {
      SubmitResult result = state.admit(submission, 1, null, /* drainable= */ true);
      if (result instanceof SubmitResult.Admitted admitted) {
        pending = admitted.pending();
        r.r1 = 1;
      }
    }

    /** Looks for the answer. */
    @Arbiter
    public void after(II_Result r) {
      r.r2 = SmallCommits.bit(pending != null && pending.answer() != null);
    }
  }

  /** The twin empties the room before it shuts the door: statements swapped. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "close, then commit: refused at once")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "commit, then close: admitted and answered")
  @Outcome(
      id = "1, 0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "emptied, committed, shut: nobody comes again")
  @State
  public static class Twin {
    private boolean shut;
    private int inside;
    private int answered;

    private synchronized void shut() {
      shut = true;
    }

    private synchronized void empty() {
      answered += inside;
      inside = 0;
    }

    /** Closes. */
    @Actor
    public void closer() {
      empty();
      Pause.briefly();
      shut();
    }

    /** Commits. */
    @Actor
    public synchronized void committer(II_Result r) {
      if (!shut) {
        inside++;
        r.r1 = 1;
      }
    }

    /** Looks for the answer. */
    @Arbiter
    public void after(II_Result r) {
      r.r2 = answered;
    }
  }
}
