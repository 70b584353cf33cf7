package org.waymark.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jetbrains.lincheck.datastructures.Operation;
import org.waymark.check.disk.PlainDisk;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;

/**
 * A {@link CapsuleLog} whose segments have room for two records, so that every third writer needs a
 * new one. All records have the same size, and hold the number of whoever wrote them.
 *
 * <p>In a scenario nobody forces while another closes: a log closes when its barriers are at rest.
 */
public final class CapsuleLogOperations {
  private static final int RECORD = 2048;
  private static final int SEGMENT = CapsuleSegmentHeader.PAGE + 2 * RECORD;

  private final PlainDisk disk = new PlainDisk();
  private final CapsuleLog log =
      new CapsuleLog(
          disk,
          new Incarnation(1, 1),
          new LogShape(1, SEGMENT),
          new LogSeams(CapsuleLogOperations::exclusion, () -> 0));

  /** The segment that each number was written into. */
  private final ConcurrentHashMap<Integer, Integer> segments = new ConcurrentHashMap<>();

  private static Exclusion exclusion() {
    ReentrantLock lock = new ReentrantLock();
    return new Exclusion() {
      @Override
      public void enter() {
        lock.lock();
      }

      @Override
      public void exit() {
        lock.unlock();
      }
    };
  }

  /** Writes a capsule as a writer does. */
  @Operation
  public String write(int number) {
    try {
      Extent extent =
          log.write(new ByteArrayInputStream(filled(RECORD - SymbolHeader.SIZE, number)));
      segments.put(number, extent.firstSegment());
      return "written";
    } catch (IOException closed) {
      return "closed";
    }
  }

  /** Appends a record as the first barrier does. */
  @Operation
  public String append(int number) {
    try {
      segments.put(number, Location.segment(log.append(filled(RECORD, number), RECORD)));
      return "written";
    } catch (IOException closed) {
      return "closed";
    }
  }

  private static byte[] filled(int length, int number) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) number);
    return bytes;
  }

  /** Forces the segment that a number was written into. */
  @Operation
  public String force(int number) {
    Integer segment = segments.get(number);
    if (segment == null) {
      return "nothing";
    }
    try {
      log.force(segment, segment);
      return "forced";
    } catch (IOException closed) {
      return "closed";
    }
  }

  /** Closes the log. */
  @Operation
  public void close() throws IOException {
    log.close();
  }

  /** Tells which numbers the files hold; only when all threads are done. */
  @Operation
  public String held() throws IOException {
    Set<Integer> numbers = new TreeSet<>();
    byte[] last = new byte[1];
    for (String name : disk.list()) {
      try (DiskFile file = disk.open(name, Disk.Access.READ)) {
        for (int end = CapsuleSegmentHeader.PAGE + RECORD; end <= SEGMENT; end += RECORD) {
          int n = file.read(end - 1L, last, 0, 1);
          if (n == 1 && last[0] != 0) {
            numbers.add((int) last[0]);
          }
        }
      }
    }
    return numbers.toString();
  }

  /** Tells how many files are open; only when all threads are done, and the log is closed. */
  @Operation
  public int leftOpen() {
    return disk.openHandles();
  }

  /** A set of numbers. */
  public static final class Specification {
    private final List<Integer> numbers = new ArrayList<>();
    private boolean closed;

    /** Writes it. */
    public String write(int number) {
      if (!closed) {
        numbers.add(number);
      }
      return closed ? "closed" : "written";
    }

    /** Writes it. */
    public String append(int number) {
      return write(number);
    }

    /** Finds what was written. */
    public String force(int number) {
      if (!numbers.contains(number)) {
        return "nothing";
      }
      return closed ? "closed" : "forced";
    }

    /** Nothing is written any more. */
    public void close() {
      closed = true;
    }

    /** All of it is there. */
    public String held() {
      return new TreeSet<>(numbers).toString();
    }

    /** Nothing is left open. */
    public int leftOpen() {
      return 0;
    }
  }
}
