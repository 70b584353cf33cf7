package org.waymark;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.waymark.stress.jcstress.Pause;

/**
 * Triple: a conflict is not forgotten before the floor says so.
 *
 * <p>Mechanism: {@link CommitState#prune} raises the floor and forgets the writers below it in one
 * step under the state lock; {@link CommitState#validate} is another. Page 1 was written by commit
 * 1. A transaction that began before and writes it too must lose: by a conflict (1) while the index
 * remembers, as too old (2) afterwards. 0 would be its admission, and a lost update.
 *
 * <p>x86 shows the twin's mistake, which is one of order: it forgets first.
 */
final class IndexAndPruning {
  private IndexAndPruning() {}

  /** The idea: raise the floor, then forget; look for the writer, then at the floor. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "looked before the writer was forgotten")
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "the floor had risen")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "a conflict went unnoticed")
  @State
  public static class Idea {
    private volatile int writer = 1;
    private volatile int floor;

    /** Prunes. */
    @Actor
    public void pruner() {
      floor = 1;
      writer = 0;
    }

    /** Validates a transaction that began at 0. */
    @Actor
    public void validator(I_Result r) {
      if (writer > 0) {
        r.r1 = 1;
      } else {
        r.r1 = floor > 0 ? 2 : 0;
      }
    }
  }

  /** The shipped class, with the index behind it. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "validation, then pruning")
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "pruning, then validation")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "a conflict went unnoticed")
  @State
  public static class Real {
    private final CommitState state = SmallCommits.state();
    private final Submission old = SmallCommits.submission(2, 0, 1);

    /** Makes a state in which commit 1 has written page 1. */
    public Real() {
      SmallCommits.admit(state, 1, null);
      SmallCommits.flush(state);
    }

    /** Prunes: nobody holds a lease. */
    @Actor
    public void pruner() {
      state.prune(0);
    }

    /** Validates a transaction that began at 0. */
    @Actor
    public void validator(I_Result r) {
      CommitResult refusal = state.validate(old);
      if (refusal instanceof CommitResult.FcwConflict) {
        r.r1 = 1;
      } else if (refusal instanceof CommitResult.SnapshotTooOld) {
        r.r1 = 2;
      }
    }
  }

  /** The twin forgets before it raises the floor: statements swapped. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "looked before the writer was forgotten")
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "the floor had risen")
  @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "forgotten, validated, then the floor")
  @State
  public static class Twin {
    private volatile int writer = 1;
    private volatile int floor;

    /** Prunes. */
    @Actor
    public void pruner() {
      writer = 0;
      Pause.briefly();
      floor = 1;
    }

    /** Validates a transaction that began at 0. */
    @Actor
    public void validator(I_Result r) {
      if (writer > 0) {
        r.r1 = 1;
      } else {
        r.r1 = floor > 0 ? 2 : 0;
      }
    }
  }
}
