package org.waymark;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.waymark.stress.jcstress.Pause;

/**
 * Triple: who sees the tip sees the capsule and the marker that it stands for.
 *
 * <p>Mechanism: {@link CommitState#publish} writes the volatile {@code tip} after everything else.
 * A reader that sees the new tip synchronizes with that write (JLS 17.4.4), so what barrier two and
 * the writers of capsules did before happens-before what the reader does next. The plain field
 * {@code marker} stands for their bytes, which are written without synchronization of their own.
 *
 * <p>On x86 stores leave the core in program order and loads are made in program order, so only a
 * compiler can break a tip that is not volatile. The twin therefore moves the tip first.
 */
final class TipPublication {
  private TipPublication() {}

  /** The idea: a volatile write releases the plain one before it. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "reader, then publisher")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "tip read, marker written, marker read")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "publisher, then reader")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "tip without marker: the write was not released")
  @State
  public static class Idea {
    private int marker;
    private volatile long tip;

    /** Writes, then releases. */
    @Actor
    public void publisher() {
      marker = 1;
      tip = 1;
    }

    /** Acquires, then reads. */
    @Actor
    public void reader(II_Result r) {
      r.r1 = (int) tip;
      r.r2 = marker;
    }
  }

  /** The shipped class: the tip, the bytes behind it, and the answer of the commit. */
  @JCStressTest
  @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "reader, then publisher")
  @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "tip and marker read, publish, answer read")
  @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "tip read, marker written, reader, publish")
  @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "tip read, publisher, the others read")
  @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "publisher, then reader")
  @Outcome(id = "1, 0, 1", expect = FORBIDDEN, desc = "tip without marker")
  @Outcome(id = "1, 1, 0", expect = FORBIDDEN, desc = "tip without answer: it moved too early")
  @State
  public static class Real {
    private final CommitState state = SmallCommits.state();
    private final PendingCommit commit = SmallCommits.admit(state, 1, null);
    private final Group group = SmallCommits.readyToPublish(state);
    private int marker;

    /** Barrier two: the bytes, then the tip. */
    @Actor
    public void publisher() {
      marker = 1;
      state.publish(group);
    }

    /** Reads the tip and then what it promises. */
    @Actor
    public void reader(III_Result r) {
      r.r1 = (int) state.tip();
      r.r2 = marker;
      r.r3 = SmallCommits.bit(commit.answer() != null);
    }
  }

  /** The twin moves the tip before the marker is there: statements swapped. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "reader, then publisher")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "tip read, publisher, marker read")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "publisher, then reader")
  @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "tip moved, reader, marker written")
  @State
  public static class Twin {
    private int marker;
    private volatile long tip;

    /** Releases before it has written. */
    @Actor
    public void publisher() {
      tip = 1;
      Pause.briefly();
      marker = 1;
    }

    /** Acquires, then reads. */
    @Actor
    public void reader(II_Result r) {
      r.r1 = (int) tip;
      r.r2 = marker;
    }
  }
}
