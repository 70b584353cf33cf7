package org.waymark.log;

import java.io.IOException;

/**
 * Reads the slots of marker segments in order, many at a time, into one buffer of at most 1 MiB.
 * One thread at a time.
 */
final class SlotReader {

  /** Looks at the slot of a sequence, which begins at {@code bytes[offset]}. */
  interface SlotVisitor {

    /** Returns whether to go on. */
    boolean visit(long sequence, byte[] bytes, int offset);
  }

  private static final int SLOTS_AT_A_TIME = (1 << 20) / Marker.SIZE;

  private final SegmentFiles files;
  private byte[] buffer = {};

  SlotReader(SegmentFiles files) {
    this.files = files;
  }

  /**
   * Visits the slots of {@code first} to {@code last}, all in one segment, until the visitor does
   * not go on or the file ends within a slot.
   *
   * @return the first sequence whose slot the file does not hold, if that ended it; else 0
   */
  long visit(MarkerSegmentHeader segment, long first, long last, SlotVisitor visitor)
      throws IOException {
    int wanted = (int) Math.min(SLOTS_AT_A_TIME, last - first + 1) * Marker.SIZE;
    if (buffer.length < wanted) {
      buffer = new byte[wanted];
    }
    String name = segment.name().fileName();
    long sequence = first;
    while (sequence <= last) {
      int slots = (int) Math.min(buffer.length / Marker.SIZE, last - sequence + 1);
      long offset = MarkerSegmentHeader.slotOffset((int) (sequence - segment.firstSequence()));
      int whole = files.read(name, offset, buffer, 0, slots * Marker.SIZE) / Marker.SIZE;
      for (int i = 0; i < whole; i++) {
        if (!visitor.visit(sequence++, buffer, i * Marker.SIZE)) {
          return 0;
        }
      }
      if (whole < slots) {
        return sequence;
      }
    }
    return 0;
  }
}
