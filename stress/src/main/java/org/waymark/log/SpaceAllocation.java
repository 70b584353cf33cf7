package org.waymark.log;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.waymark.stress.jcstress.Pause;

/**
 * Triple: two writers of capsules get disjoint space.
 *
 * <p>Mechanism: {@link CapsuleSegment#allocate} moves the segment's end by compare-and-set. The
 * figures are the places that the writers got, 0 for the first free one.
 *
 * <p>Atomicity does not depend on the processor's memory order: x86 shows what the twin does.
 */
final class SpaceAllocation {
  private SpaceAllocation() {}

  /** The idea: one atomic step hands out. */
  @JCStressTest
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the first allocated before the second")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the second allocated before the first")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "the same space twice")
  @State
  public static class Idea {
    private final AtomicInteger end = new AtomicInteger();

    /** Allocates. */
    @Actor
    public void first(II_Result r) {
      r.r1 = end.getAndIncrement();
    }

    /** Allocates. */
    @Actor
    public void second(II_Result r) {
      r.r2 = end.getAndIncrement();
    }
  }

  /** The shipped class. */
  @JCStressTest
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the first allocated before the second")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the second allocated before the first")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "the same space twice")
  @State
  public static class Real {
    @SuppressWarnings("NullAway") // Nothing is written.
    private final CapsuleSegment segment =
        new CapsuleSegment(1, 4 * CapsuleSegmentHeader.PAGE, null);

    private int allocate() {
      return (segment.allocate(1) - CapsuleSegmentHeader.PAGE) / Location.ALIGNMENT;
    }

    /** Allocates. */
    @Actor
    public void first(II_Result r) {
      r.r1 = allocate();
    }

    /** Allocates. */
    @Actor
    public void second(II_Result r) {
      r.r2 = allocate();
    }
  }

  /** The twin reads and then writes: an update in two steps. */
  @JCStressTest
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the first allocated before the second")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the second allocated before the first")
  @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "both read before either wrote")
  @State
  public static class Twin {
    private final AtomicInteger end = new AtomicInteger();

    private int allocate() {
      int from = end.get();
      Pause.briefly();
      end.set(from + 1);
      return from;
    }

    /** Allocates. */
    @Actor
    public void first(II_Result r) {
      r.r1 = allocate();
    }

    /** Allocates. */
    @Actor
    public void second(II_Result r) {
      r.r2 = allocate();
    }
  }
}
