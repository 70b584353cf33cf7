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
 * Triple: who sees the answer of a commit sees all that was done before it was given.
 *
 * <p>Mechanism: {@code PendingCommit.answer} is volatile and written last; the plain field {@code
 * work} stands for what the deliverer did before. {@code WriteCoordinator.submitAndCommit} takes
 * its answer this way.
 *
 * <p>x86 keeps the order of the stores; the twin answers before the work is done.
 */
final class AnswerHandOver {
  private AnswerHandOver() {}

  /** The idea: a reference is handed over by a volatile write. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "waiter, then deliverer")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "answer looked for, work done, work read")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "deliverer, then waiter")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "an answer without the work behind it")
  @State
  public static class Idea {
    private int work;
    private volatile boolean answered;

    /** Works, then answers. */
    @Actor
    public void deliverer() {
      work = 1;
      answered = true;
    }

    /** Looks for the answer, then at the work. */
    @Actor
    public void waiter(II_Result r) {
      r.r1 = SmallCommits.bit(answered);
      r.r2 = work;
    }
  }

  /** The shipped class: the answer that publishing gives to a pending commit. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "waiter, then deliverer")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "answer looked for, work done, work read")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "deliverer, then waiter")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "an answer without the work behind it")
  @State
  public static class Real {
    private final CommitState state = SmallCommits.state();
    private final PendingCommit commit = SmallCommits.admit(state, 1, null);
    private final Group group = SmallCommits.readyToPublish(state);
    private int work;

    /** Works, then publishes, which answers. */
    @Actor
    public void deliverer() {
      work = 1;
      state.publish(group);
    }

    /** Looks for the answer, then at the work. */
    @Actor
    public void waiter(II_Result r) {
      r.r1 = SmallCommits.bit(commit.answer() != null);
      r.r2 = work;
    }
  }

  /** The twin answers first: statements swapped. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "waiter, then deliverer")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "answer looked for, deliverer, work read")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "deliverer, then waiter")
  @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "answered, waiter, then the work")
  @State
  public static class Twin {
    private int work;
    private volatile boolean answered;

    /** Answers, then works. */
    @Actor
    public void deliverer() {
      answered = true;
      Pause.briefly();
      work = 1;
    }

    /** Looks for the answer, then at the work. */
    @Actor
    public void waiter(II_Result r) {
      r.r1 = SmallCommits.bit(answered);
      r.r2 = work;
    }
  }
}
