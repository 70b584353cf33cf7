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
 * Triple: a snapshot that has begun can be validated, whatever is pruned.
 *
 * <p>Mechanism: {@link CommitState#beginSnapshot} reads the tip and registers the lease in one step
 * under the state lock; pruning raises the floor to the oldest lease in another. First figure:
 * where the snapshot began. Second: 1 if a transaction of it can be validated, 0 if it is too old.
 *
 * <p>x86 shows the twin's mistake, which is the gap between reading and registering.
 */
final class SnapshotAndPruning {
  private SnapshotAndPruning() {}

  /** The idea: one lock around reading the tip and registering the lease. */
  @JCStressTest
  @Outcome(
      id = "0, 1",
      expect = ACCEPTABLE,
      desc = "snapshot at 0, then commit and pruning: the lease holds the floor")
  @Outcome(
      id = "1, 1",
      expect = ACCEPTABLE,
      desc = "commit, then snapshot at 1: pruning to 1 leaves it valid")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "pruned under a living lease")
  @State
  public static class Idea {
    private int tip;
    private int floor;
    private boolean leased;
    private int lease;

    /** Begins a snapshot and uses it. */
    @Actor
    public void reader(II_Result r) {
      synchronized (this) {
        lease = tip;
        leased = true;
        r.r1 = lease;
      }
      synchronized (this) {
        r.r2 = SmallCommits.bit(r.r1 >= floor);
      }
    }

    /** Commits, then prunes. */
    @Actor
    public synchronized void pruner() {
      tip = 1;
      floor = leased ? lease : tip;
    }
  }

  /** The shipped class. */
  @JCStressTest
  @Outcome(
      id = "0, 1",
      expect = ACCEPTABLE,
      desc = "snapshot at 0, then commit and pruning: the lease holds the floor")
  @Outcome(
      id = "1, 1",
      expect = ACCEPTABLE,
      desc = "commit, then snapshot at 1: pruning to 1 leaves it valid")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "pruned under a living lease")
  @State
  public static class Real {
    private final CommitState state = SmallCommits.state();
    private final Group group;

    /** Makes a state in which commit 1 is about to be published. */
    public Real() {
      SmallCommits.admit(state, 1, null);
      group = SmallCommits.readyToPublish(state);
    }

    /** Begins a snapshot and uses it. */
    @Actor
    @SuppressWarnings("NullAway") // Nobody asks this snapshot for its coordinator.
    public void reader(II_Result r) {
      Snapshot snapshot = state.beginSnapshot(null, Threads.FOREVER, 0);
      Submission own = SmallCommits.submission(2, snapshot.beginSeq(), 2);
      r.r1 = (int) snapshot.beginSeq();
      r.r2 = SmallCommits.bit(state.validate(own) == null);
    }

    /** Commits, then prunes. */
    @Actor
    public void pruner() {
      state.publish(group);
      state.prune(0);
    }
  }

  /** The twin reads the tip and registers the lease in two steps: check-then-act. */
  @JCStressTest
  @Outcome(
      id = "0, 1",
      expect = ACCEPTABLE,
      desc = "tip read, then commit; the lease came in time, or the pruning too late")
  @Outcome(
      id = "1, 1",
      expect = ACCEPTABLE,
      desc = "commit, then snapshot at 1: pruning to 1 leaves it valid")
  @Outcome(
      id = "0, 0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "tip read, pruned, lease registered too late")
  @State
  public static class Twin {
    private volatile int tip;
    private volatile int floor;
    private volatile int lease = Integer.MAX_VALUE;

    /** Begins a snapshot and uses it. */
    @Actor
    public void reader(II_Result r) {
      int begin = tip;
      Pause.briefly();
      lease = begin;
      r.r1 = begin;
      r.r2 = SmallCommits.bit(begin >= floor);
    }

    /** Commits, then prunes. */
    @Actor
    public void pruner() {
      tip = 1;
      floor = Math.min(lease, 1);
    }
  }
}
