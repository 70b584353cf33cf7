package org.waymark.log;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.waymark.disk.DiskFile;

/**
 * A capsule segment that this incarnation writes: hands out disjoint ranges and knows when the last
 * of them has been dealt with.
 *
 * <p>Any thread may allocate and write. {@link #force} is called by one thread at a time, and by
 * none while {@link #close} is.
 */
final class CapsuleSegment {

  private final int number;
  private final int size;
  private final DiskFile file;

  /** The end of what was handed out; negated once a request did not fit and none will again. */
  private final AtomicInteger end = new AtomicInteger(CapsuleSegmentHeader.PAGE);

  /** How many bytes were handed out and since written or given up. */
  private final AtomicInteger settled = new AtomicInteger(CapsuleSegmentHeader.PAGE);

  /** Written by whoever may force; read by whoever creates the next segment. */
  private volatile boolean sealed;

  CapsuleSegment(int number, int size, DiskFile file) {
    this.number = number;
    this.size = size;
    this.file = file;
  }

  int number() {
    return number;
  }

  /** Returns the offset of {@code length} bytes of the caller's own, or -1 and never any again. */
  int allocate(int length) {
    int aligned = align(length);
    while (true) {
      int from = end.get();
      if (from < 0) {
        return -1;
      }
      boolean fits = aligned <= size - from;
      if (end.compareAndSet(from, fits ? from + aligned : -from)) {
        if (fits) {
          return from;
        }
        return -1;
      }
    }
  }

  /** Writes a range that was allocated with this length. */
  void write(int offset, byte[] bytes, int length) throws IOException {
    file.writeFully(offset, bytes, 0, length);
    settle(length);
  }

  /** Gives up a range that was allocated with this length and will not be written. */
  void settle(int length) {
    settled.addAndGet(align(length));
  }

  /**
   * Makes everything written before this call durable. A segment in which nothing can be written
   * any more is closed by its first force, and there is nothing left to do for the next.
   */
  void force() throws IOException {
    if (sealed) {
      return;
    }
    boolean complete = end.get() == -settled.get();
    file.force();
    if (complete) {
      close();
    }
  }

  /** Returns whether the file is open. */
  boolean isOpen() {
    return !sealed;
  }

  /** Closes the file; nothing can be written any more. */
  void close() throws IOException {
    sealed = true;
    file.close();
  }

  private static int align(int length) {
    return (length + Location.ALIGNMENT - 1) & -Location.ALIGNMENT;
  }
}
