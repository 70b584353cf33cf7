package org.waymark;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.waymark.log.Id128;
import org.waymark.log.MarkerDraft;
import org.waymark.stress.jcstress.Pause;

/**
 * Triple: barrier two gets a group with all that barrier one put into it.
 *
 * <p>Mechanism: barrier one fills the group's plain lists and hands it over by {@link
 * CommitState#completeFsync1}; barrier two takes it by {@link CommitState#claimCovered}. Unlocking
 * the state lock happens-before locking it again (JLS 17.4.5). First figure: groups taken. Second:
 * the markers in it.
 *
 * <p>x86 is no evidence for the lock's half of this; it shows the twin, which covers before it
 * fills.
 */
final class GroupHandOver {
  private GroupHandOver() {}

  /** The idea: a plain object handed over under a lock. */
  @JCStressTest
  @Outcome(
      id = "0, 0",
      expect = ACCEPTABLE,
      desc = "barrier two looked before the group was covered")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "barrier one, then barrier two")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "a group without its markers")
  @State
  public static class Idea {
    private int markers;
    private boolean covered;

    /** Fills, then hands over. */
    @Actor
    public void barrierOne() {
      markers = 1;
      synchronized (this) {
        covered = true;
      }
    }

    /** Takes over, then reads. */
    @Actor
    public void barrierTwo(II_Result r) {
      synchronized (this) {
        r.r1 = SmallCommits.bit(covered);
      }
      r.r2 = r.r1 == 0 ? 0 : markers;
    }
  }

  /** The shipped class. */
  @JCStressTest
  @Outcome(
      id = "0, 0",
      expect = ACCEPTABLE,
      desc = "barrier two looked before the group was covered")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "barrier one, then barrier two")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "a group without its markers")
  @State
  public static class Real {
    private static final MarkerDraft MARKER =
        new MarkerDraft(1, 1, Id128.ZERO, Id128.ZERO, 0, 1, Id128.ZERO);

    private final CommitState state = SmallCommits.state();
    private final Group group;

    /** Makes a state in which barrier one has claimed a group. */
    public Real() {
      SmallCommits.admit(state, 1, null);
      group = Objects.requireNonNull(SmallCommits.claim(state));
    }

    /** Fills, then hands over. */
    @Actor
    public void barrierOne() {
      group.markers.add(MARKER);
      state.completeFsync1(group);
    }

    /** Takes over, then reads. */
    @Actor
    public void barrierTwo(II_Result r) {
      Group taken = state.claimCovered();
      r.r1 = SmallCommits.bit(taken != null);
      r.r2 = taken == null ? 0 : taken.markers.size();
    }
  }

  /** The twin covers the group before it is filled: statements swapped. */
  @JCStressTest
  @Outcome(
      id = "0, 0",
      expect = ACCEPTABLE,
      desc = "barrier two looked before the group was covered")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "barrier one, then barrier two")
  @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "covered, taken over, then filled")
  @State
  public static class Twin {
    private volatile int markers;
    private boolean covered;

    /** Hands over, then fills. */
    @Actor
    public void barrierOne() {
      synchronized (this) {
        covered = true;
      }
      Pause.briefly();
      markers = 1;
    }

    /** Takes over, then reads. */
    @Actor
    public void barrierTwo(II_Result r) {
      synchronized (this) {
        r.r1 = SmallCommits.bit(covered);
      }
      r.r2 = r.r1 == 0 ? 0 : markers;
    }
  }
}
