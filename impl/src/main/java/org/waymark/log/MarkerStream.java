package org.waymark.log;

import java.io.IOException;
import java.util.List;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;

/**
 * The marker stream of one incarnation: chains markers, writes each group by one write, and goes to
 * a new segment when one is full.
 *
 * <p>{@link #append} and {@link #force} alternate, and are called by one thread at a time; {@link
 * #roomFor} by any. When a write, a force or a creation fails, the stream is over: every further
 * call throws {@link IllegalStateException}, and the caller halts.
 */
public final class MarkerStream {

  private final Disk disk;
  private final Incarnation incarnation;
  private final int slots;
  private final long firstOfAll;
  private final LogReader reader;
  private final Digests digests = new Digests();
  private MarkerSegmentHeader segment;
  private DiskFile file;
  private Marker.Expectation next;
  private byte[] buffer = {};
  private boolean forced = true;

  /** Set before anything that may fail and reset behind it: what ends it early ends the stream. */
  private boolean failed;

  /** Goes on behind the newest segment of this incarnation, which is durable and empty. */
  MarkerStream(Disk disk, MarkerSegmentHeader segment, DiskFile file, LogReader reader) {
    this.disk = disk;
    this.incarnation = segment.incarnation();
    this.slots = segment.slots();
    this.firstOfAll = segment.firstSequence();
    this.reader = reader;
    this.segment = segment;
    this.file = file;
    this.next = Marker.Expectation.first(segment);
  }

  /** Creates a marker segment, durable and empty, and opens it. */
  static DiskFile create(Disk disk, MarkerSegmentHeader segment) throws IOException {
    byte[] header = new byte[MarkerSegmentHeader.SIZE];
    segment.encode(header, 0, new Digests());
    return SegmentCreation.create(disk, segment.name().fileName(), segment.fileSize(), header);
  }

  /**
   * Returns how many slots there are from {@code sequence} to the end of the segment that it
   * belongs into, 1 or more: the most that a group beginning there can hold.
   *
   * @throws IllegalArgumentException if the sequence is before this incarnation
   */
  public int roomFor(long sequence) {
    if (sequence < firstOfAll) {
      throw new IllegalArgumentException(
          "sequence " + sequence + " is before this incarnation, which begins at " + firstOfAll);
    }
    return slots - (int) ((sequence - firstOfAll) % slots);
  }

  /**
   * Makes the segment ready that the next group belongs into: if {@code sequence} is its first, it
   * is created, and is durable when this returns. Precedes every {@link #append}; writes no marker.
   *
   * @param sequence the group's first sequence: the next one
   * @throws IllegalArgumentException if another sequence is next
   * @throws IllegalStateException if what was appended before is not forced, or the stream is over
   * @throws IOException if the disk fails; nothing of the group was written
   */
  public void prepare(long sequence) throws IOException {
    requireForced();
    if (sequence != next.sequence()) {
      throw new IllegalArgumentException(
          "sequence must be " + next.sequence() + ", the next: " + sequence);
    }
    if (sequence > segment.lastSequence()) {
      failed = true;
      rotate();
      failed = false;
    }
  }

  /**
   * Writes the markers of a group, chained behind those before; nothing is forced.
   *
   * @param group the next sequences, at most {@link #roomFor} the first
   * @param durableUpTo the last sequence whose {@link #force} returned: the one before the group
   * @throws IllegalArgumentException if the group does not continue the stream or does not fit
   * @throws IllegalStateException if its segment was not prepared, what was appended before is not
   *     forced, or the stream is over
   * @throws IOException if the disk fails; whether the markers are there is unknown
   */
  public void append(List<MarkerDraft> group, long durableUpTo) throws IOException {
    requireForced();
    requireNext(group, durableUpTo);
    if (next.sequence() > segment.lastSequence()) {
      throw new IllegalStateException("the segment of " + next.sequence() + " is not prepared");
    }
    failed = true;
    int length = group.size() * Marker.SIZE;
    if (buffer.length < length) {
      buffer = new byte[length];
    }
    Marker.Expectation afterGroup = next;
    for (int i = 0; i < group.size(); i++) {
      MarkerDraft draft = group.get(i);
      Id128 id =
          Marker.encode(
              buffer,
              i * Marker.SIZE,
              incarnation,
              draft,
              durableUpTo,
              afterGroup.previousId(),
              digests);
      afterGroup = new Marker.Expectation(draft.sequence() + 1, id, draft.time(), durableUpTo);
    }
    int slot = (int) (next.sequence() - segment.firstSequence());
    file.writeFully(MarkerSegmentHeader.slotOffset(slot), buffer, 0, length);
    next = afterGroup;
    forced = false;
    failed = false;
  }

  /**
   * Makes everything that was appended durable.
   *
   * @throws IllegalStateException if the stream is over
   * @throws IOException if the disk fails; the markers may be lost even if they can be read
   */
  public void force() throws IOException {
    requireUsable();
    failed = true;
    file.force();
    forced = true;
    failed = false;
  }

  /** Writes and forces the close record; nothing can be appended any more. */
  void writeCloseRecord(long unixNanos) throws IOException {
    requireForced();
    failed = true;
    byte[] record = new byte[CloseRecord.SIZE];
    new CloseRecord(incarnation, next.sequence() - 1, next.previousId(), unixNanos)
        .encode(record, 0, segment, digests);
    file.writeFully(CloseRecord.OFFSET, record, 0, record.length);
    file.force();
  }

  /** Closes the file; no call is under way and none follows. */
  void close() throws IOException {
    failed = true;
    file.close();
  }

  private void rotate() throws IOException {
    MarkerSegmentHeader newer =
        new MarkerSegmentHeader(
            incarnation,
            slots,
            next.sequence(),
            next.previousId(),
            next.previousTime(),
            segment.isolation());
    DiskFile newFile = create(disk, newer);
    file.close();
    file = newFile;
    segment = newer;
    reader.use(reader.table().with(newer));
  }

  private void requireForced() {
    requireUsable();
    if (!forced) {
      throw new IllegalStateException("the group appended last is not forced");
    }
  }

  private void requireUsable() {
    if (failed) {
      throw new IllegalStateException("the marker stream is over");
    }
  }

  private void requireNext(List<MarkerDraft> group, long durableUpTo) {
    if (group.isEmpty() || group.size() > roomFor(next.sequence())) {
      throw new IllegalArgumentException(
          "a group here has 1 to " + roomFor(next.sequence()) + " markers, not " + group.size());
    }
    if (durableUpTo != next.sequence() - 1) {
      throw new IllegalArgumentException(
          "durableUpTo must be " + (next.sequence() - 1) + ", the last forced: " + durableUpTo);
    }
    long time = next.previousTime();
    for (int i = 0; i < group.size(); i++) {
      MarkerDraft draft = group.get(i);
      if (draft.sequence() != next.sequence() + i || draft.time() <= time) {
        throw new IllegalArgumentException("does not continue the stream: " + draft);
      }
      time = draft.time();
    }
  }
}
