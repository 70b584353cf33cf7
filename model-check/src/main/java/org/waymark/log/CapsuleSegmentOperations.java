package org.waymark.log;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.waymark.disk.DiskFile;

/**
 * A {@link CapsuleSegment} with room for two records. A writer takes its range and fills it in two
 * operations, as two steps of the log do; in a scenario one thread forces.
 */
public final class CapsuleSegmentOperations {
  private static final int RECORD = 8;

  private final WatchedFile file = new WatchedFile();
  private final CapsuleSegment segment =
      new CapsuleSegment(1, CapsuleSegmentHeader.PAGE + 2 * RECORD, file);

  /** Where each writer's range begins. */
  private final ConcurrentHashMap<Integer, Integer> ranges = new ConcurrentHashMap<>();

  /** Takes a range for a writer. */
  @Operation
  public String allocate(int writer) {
    int offset = segment.allocate(RECORD);
    if (offset < 0) {
      return "full";
    }
    ranges.put(writer, offset);
    return "range " + (offset - CapsuleSegmentHeader.PAGE) / RECORD;
  }

  /** Fills the range of a writer. */
  @Operation
  public String write(int writer) throws IOException {
    Integer offset = ranges.remove(writer);
    if (offset == null) {
      return "nothing";
    }
    segment.write(offset, new byte[RECORD], RECORD);
    return "written";
  }

  /** Gives the range of a writer up. */
  @Operation
  public String giveUp(int writer) {
    if (ranges.remove(writer) == null) {
      return "nothing";
    }
    segment.settle(RECORD);
    return "given up";
  }

  /** Forces; afterwards the file is closed if nothing can be written any more. */
  @Operation
  public String force() throws IOException {
    segment.force();
    return (segment.isOpen() ? "open" : "closed") + (file.lost ? ", not all of it forced" : "");
  }

  /** A file that notices when it is closed with a write that no force has covered. */
  private static final class WatchedFile implements DiskFile {
    private int written;
    private int forced;
    private boolean lost;

    @Override
    public synchronized int write(long position, byte[] buffer, int offset, int length) {
      written++;
      return length;
    }

    @Override
    public synchronized void force() {
      forced = written;
    }

    @Override
    public synchronized void close() {
      lost |= forced < written;
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) {
      throw new UnsupportedOperationException("a capsule segment is only written");
    }

    @Override
    public long size() {
      throw new UnsupportedOperationException("a capsule segment is only written");
    }

    @Override
    public void truncate(long size) {
      throw new UnsupportedOperationException("a capsule segment is only written");
    }

    @Override
    public void preallocate(long size) {
      throw new UnsupportedOperationException("a capsule segment is only written");
    }
  }

  /** Ranges handed out, ranges dealt with. */
  public static final class Specification {
    private final @Nullable Integer[] ranges = new @Nullable Integer[5];
    private int handedOut;
    private int settled;
    private boolean full;
    private boolean closed;

    /** Takes the next range, unless one has not fitted before. */
    public String allocate(int writer) {
      full |= handedOut == 2;
      if (full) {
        return "full";
      }
      ranges[writer] = handedOut;
      return "range " + handedOut++;
    }

    /** Fills a range. */
    public String write(int writer) {
      return settle(writer) ? "written" : "nothing";
    }

    /** Gives a range up. */
    public String giveUp(int writer) {
      return settle(writer) ? "given up" : "nothing";
    }

    private boolean settle(int writer) {
      if (ranges[writer] == null) {
        return false;
      }
      ranges[writer] = null;
      settled++;
      return true;
    }

    /** Closes a segment that is full and settled. */
    public String force() {
      closed |= full && settled == handedOut;
      return closed ? "closed" : "open";
    }
  }
}
