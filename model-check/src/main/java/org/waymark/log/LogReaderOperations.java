package org.waymark.log;

import java.io.IOException;
import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;
import org.waymark.check.disk.PlainDisk;

/**
 * A {@link LogReader} whose table grows while it is read. The segments have two slots each; in a
 * scenario one thread adds them, as barrier two's turn sees to it in the log.
 */
public final class LogReaderOperations {
  private static final int SLOTS = 2;
  private static final Incarnation LIFE = new Incarnation(1, 1);

  private final LogReader reader =
      new LogReader(new SegmentFiles(new PlainDisk()), MarkerTable.of(List.of(segment(1))));

  private static MarkerSegmentHeader segment(long first) {
    return first == 1
        ? new MarkerSegmentHeader(LIFE, SLOTS, first, Id128.ZERO, 0, Isolation.SERIALIZABLE)
        : new MarkerSegmentHeader(LIFE, SLOTS, first, new Id128(1, 1), 1, Isolation.SERIALIZABLE);
  }

  /** Adds a segment behind the last one. */
  @Operation
  public void rotate() {
    List<MarkerTable.Span> spans = reader.table().spans();
    reader.use(reader.table().with(segment(spans.get(spans.size() - 1).last() + 1)));
  }

  /** Tells whose a sequence is. */
  @Operation
  public String lifeOf(int sequence) {
    Incarnation life = reader.table().lifeOf(sequence);
    return life == null ? "none" : life.toString();
  }

  /** Reads a marker; the files are missing, and the message tells which was looked for. */
  @Operation
  public String read(int sequence) {
    try {
      return reader.marker(sequence).toString();
    } catch (IllegalArgumentException beyond) {
      return "none";
    } catch (IOException missing) {
      return String.valueOf(missing.getMessage())
              .contains(segment(first(sequence)).name().fileName())
          ? "looked for the segment of " + first(sequence)
          : "looked elsewhere";
    }
  }

  private static long first(int sequence) {
    return sequence - (sequence - 1L) % SLOTS;
  }

  /** A number of segments. */
  public static final class Specification {
    private int segments = 1;

    /** Adds one. */
    public void rotate() {
      segments++;
    }

    /** Tells whose a sequence is. */
    public String lifeOf(int sequence) {
      return sequence <= segments * SLOTS ? LIFE.toString() : "none";
    }

    /** Finds the segment. */
    public String read(int sequence) {
      return sequence <= segments * SLOTS ? "looked for the segment of " + first(sequence) : "none";
    }
  }
}
