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
 * Triple: who looks at the tip again and again sees it move.
 *
 * <p>Mechanism: {@code CommitState.tip} is volatile, and a volatile read is a synchronization
 * action (JLS 17.4.2), so each look is a read of its own. A plain field may be read once for all
 * looks (JLS 17.3 has such a loop). First figure: whether the move was seen before the poller gave
 * up, some microseconds later. Second: whether the tip had moved before the last look but one, by
 * the clock.
 *
 * <p>The twin's field is plain, and compilers hoist its reading out of the loop; the interpreter
 * does not. In such a loop a field that lost its volatile shows on x86 too.
 */
final class TipPolling {
  /** How long the poller looks. */
  private static final long PATIENCE_NANOS = 4_000;

  private TipPolling() {}

  /** Lets a mover and a poller meet, and tells by the clock who came first. */
  private static final class Meeting {
    /** How often the mover looks whether the poller has begun: some tens of microseconds. */
    private static final int TURNS = 1_000;

    private volatile boolean looking;
    private volatile long movedAt;

    /** The mover's first step: waits some time for the poller, and then a little longer. */
    void awaitPoller() {
      for (int i = 0; i < TURNS && !looking; i++) {
        Thread.onSpinWait();
      }
      Pause.briefly();
    }

    /** The mover's last step. */
    void moved() {
      movedAt = System.nanoTime();
    }

    /** The poller's first step: returns the time, which no look is made before. */
    long begin() {
      long now = System.nanoTime();
      looking = true;
      return now;
    }

    /**
     * The poller's last step: tells whether the tip had moved before the last look but one. Before
     * the last would not do: a look may be made earlier than the clock is read, but no look earlier
     * than the look before it.
     *
     * @param lastButOne when the last look but one began
     */
    int hadMoved(long lastButOne) {
      long moved = movedAt;
      return SmallCommits.bit(moved != 0 && moved - lastButOne < 0);
    }
  }

  /** The idea: a volatile field that is polled. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "mover, then poller")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the tip moved while the poller looked")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the poller gave up, then the tip moved")
  @Outcome(id = "0, 1", expect = FORBIDDEN, desc = "it moved, and look after look did not show it")
  @State
  public static class Idea {
    private volatile long tip;
    private final Meeting meeting = new Meeting();

    /** Moves the tip. */
    @Actor
    public void mover() {
      meeting.awaitPoller();
      tip = 1;
      meeting.moved();
    }

    /** Looks until it moves. */
    @Actor
    public void poller(II_Result r) {
      long now = meeting.begin();
      long end = now + PATIENCE_NANOS;
      long before;
      boolean seen;
      do {
        before = now;
        now = System.nanoTime();
        seen = tip != 0;
      } while (!seen && now - end < 0);
      r.r1 = SmallCommits.bit(seen);
      r.r2 = meeting.hadMoved(before);
    }
  }

  /** The shipped class. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "mover, then poller")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the tip moved while the poller looked")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the poller gave up, then the tip moved")
  @Outcome(id = "0, 1", expect = FORBIDDEN, desc = "it moved, and look after look did not show it")
  @State
  public static class Real {
    private final CommitState state = SmallCommits.state();
    private final Group group;
    private final Meeting meeting = new Meeting();

    /** Makes a state in which commit 1 is about to be published. */
    public Real() {
      SmallCommits.admit(state, 1, null);
      group = SmallCommits.readyToPublish(state);
    }

    /** Publishes. */
    @Actor
    public void mover() {
      meeting.awaitPoller();
      state.publish(group);
      meeting.moved();
    }

    /** A client that polls. */
    @Actor
    public void poller(II_Result r) {
      long now = meeting.begin();
      long end = now + PATIENCE_NANOS;
      long before;
      boolean seen;
      do {
        before = now;
        now = System.nanoTime();
        seen = state.tip() != 0;
      } while (!seen && now - end < 0);
      r.r1 = SmallCommits.bit(seen);
      r.r2 = meeting.hadMoved(before);
    }
  }

  /** The twin's field is plain: a loop that is hoisted. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "mover, then poller")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the tip moved while the poller looked")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the poller gave up, then the tip moved")
  @Outcome(
      id = "0, 1",
      expect = ACCEPTABLE_INTERESTING,
      desc = "looked once, then the tip moved, and the loop looked no more")
  @State
  public static class Twin {
    private long tip;
    private final Meeting meeting = new Meeting();

    /** Moves the tip. */
    @Actor
    public void mover() {
      meeting.awaitPoller();
      tip = 1;
      meeting.moved();
    }

    /** Looks until it moves. */
    @Actor
    public void poller(II_Result r) {
      long now = meeting.begin();
      long end = now + PATIENCE_NANOS;
      long before;
      boolean seen;
      do {
        before = now;
        now = System.nanoTime();
        seen = tip != 0;
      } while (!seen && now - end < 0);
      r.r1 = SmallCommits.bit(seen);
      r.r2 = meeting.hadMoved(before);
    }
  }
}
