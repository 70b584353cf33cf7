package org.waymark.log;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.waymark.stress.jcstress.Pause;

/**
 * Triple: who sees the tip finds the segment that holds its marker.
 *
 * <p>Mechanism: barrier two replaces the volatile table of {@link LogReader} when it begins a new
 * marker segment, long before the tip points into it. A reader that sees the tip sees that table or
 * a later one (JLS 17.4.5: program order and synchronizes-with add up), and the table's own array
 * through its final field (JLS 17.5). First figure: the tip. Second: whether its segment is found.
 *
 * <p>x86 keeps the order of the stores; the twin moves the tip first.
 */
final class SegmentLookUp {
  private SegmentLookUp() {}

  /** The idea: two volatile writes are seen in their order. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "reader, then barrier two")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "tip read, segment added, segment looked for")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "barrier two, then reader")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "a tip without a segment")
  @State
  public static class Idea {
    private volatile int table;
    private volatile int tip;

    /** Adds a segment, then moves the tip into it. */
    @Actor
    public void barrierTwo() {
      table = 1;
      tip = 1;
    }

    /** Reads the tip, then looks for its segment. */
    @Actor
    public void reader(II_Result r) {
      r.r1 = tip;
      r.r2 = table;
    }
  }

  /** The shipped classes: a reader and its table of marker segments. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "reader, then barrier two")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "tip read, segment added, segment looked for")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "barrier two, then reader")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "a tip without a segment")
  @State
  public static class Real {
    private static final MarkerSegmentHeader FIRST = segment(1);
    private static final MarkerSegmentHeader SECOND = segment(2);

    @SuppressWarnings("NullAway") // No file is opened.
    private final LogReader reader =
        new LogReader(new SegmentFiles(null), MarkerTable.of(List.of(FIRST)));

    private volatile int tip;

    private static MarkerSegmentHeader segment(long first) {
      return new MarkerSegmentHeader(
          new Incarnation(1, 1), 1, first, Id128.ZERO, first - 1, Isolation.SERIALIZABLE);
    }

    /** Adds the segment of sequence 2, then moves the tip there. */
    @Actor
    public void barrierTwo() {
      reader.use(reader.table().with(SECOND));
      tip = 1;
    }

    /** Reads the tip, then looks for its segment. */
    @Actor
    public void reader(II_Result r) {
      r.r1 = tip;
      r.r2 = reader.table().lifeOf(2) == null ? 0 : 1;
    }
  }

  /** The twin moves the tip before the segment is there: statements swapped. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "reader, then barrier two")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "tip read, segment added, segment looked for")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "barrier two, then reader")
  @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "tip moved, reader, segment added")
  @State
  public static class Twin {
    private volatile int table;
    private volatile int tip;

    /** Moves the tip, then adds the segment. */
    @Actor
    public void barrierTwo() {
      tip = 1;
      Pause.briefly();
      table = 1;
    }

    /** Reads the tip, then looks for its segment. */
    @Actor
    public void reader(II_Result r) {
      r.r1 = tip;
      r.r2 = table;
    }
  }
}
