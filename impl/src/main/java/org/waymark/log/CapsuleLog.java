package org.waymark.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;
import org.waymark.disk.DiskFullException;

/**
 * The capsule log of one incarnation: where many writers put capsules at once, and the coordinator
 * its proofs.
 *
 * <p>Space is handed out by one atomic step in the newest segment; writers then write their own
 * ranges and meet nobody. Only the creation of the next segment excludes, and only those who need
 * it. The first segment is created by the first write, so an incarnation that writes nothing leaves
 * nothing.
 *
 * <p>{@link #write}, {@link #append} and {@link #force} are safe for many threads. An {@link
 * IOException} that is neither a {@link PayloadException} nor a {@link DiskFullException} ends the
 * incarnation: the caller halts.
 */
public final class CapsuleLog {

  /** Beyond so many open segments, complete ones are forced and closed. */
  private static final int OPEN_SEGMENTS = 64;

  /** So many writers' buffers are kept for the next writers, at most. */
  private static final int IDLE_WRITERS = 64;

  private final Disk disk;
  private final Incarnation incarnation;
  private final int segmentBytes;
  private final Exclusion creation;
  private final Exclusion forcing;
  private final ArrayBlockingQueue<CapsuleWriter> idle = new ArrayBlockingQueue<>(IDLE_WRITERS);

  /** Segment {@code n} at index {@code n - 1}; replaced whole, under {@link #creation}. */
  private volatile CapsuleSegment[] segments = {};

  /**
   * What ended this log: a failed force or creation, or its closing. It is set before the turn of
   * whoever failed is over, so that nobody forces again what a failed force has left behind.
   */
  private volatile @Nullable IOException failure;

  CapsuleLog(Disk disk, Incarnation incarnation, LogShape shape, LogSeams seams) {
    this.disk = disk;
    this.incarnation = incarnation;
    this.segmentBytes = shape.capsuleSegmentBytes();
    this.creation = seams.exclusions().get();
    this.forcing = seams.exclusions().get();
  }

  /**
   * Writes a capsule from the calling thread, symbol by symbol; nothing is forced. Each byte is
   * read once and hashed once; at most two symbols are in memory.
   *
   * @throws IllegalArgumentException if the stream is empty, or longer than {@link
   *     CapsuleHash#MAX_LENGTH}, or a symbol does not fit segments of this size
   * @throws PayloadException if the stream fails; only space is lost
   * @throws DiskFullException if there is no space for another segment; only space is lost, and a
   *     later capsule may fit
   * @throws IOException if the disk fails
   */
  public Extent write(InputStream payload) throws IOException {
    Objects.requireNonNull(payload, "payload");
    CapsuleWriter writer = idle.poll();
    if (writer == null) {
      writer = new CapsuleWriter(this, incarnation);
    }
    try {
      return writer.write(payload);
    } finally {
      idle.offer(writer);
    }
  }

  /**
   * Appends the first {@code length} bytes of an array in one write; nothing is forced.
   *
   * @return the {@link Location} of {@code bytes[0]}
   * @throws IllegalArgumentException if {@code length} is not 1 to {@link #largestRecord()}
   * @throws DiskFullException if there is no space for another segment
   * @throws IOException if the disk fails
   */
  public long append(byte[] bytes, int length) throws IOException {
    if (length < 1 || length > largestRecord()) {
      throw new IllegalArgumentException(
          "length must be 1 to " + largestRecord() + ", what fits a segment: " + length);
    }
    long location = allocate(length);
    put(location, bytes, length);
    return location;
  }

  /**
   * Makes everything durable that was written into these segments before this call. One caller at a
   * time goes to the disk; others wait.
   *
   * @throws IllegalArgumentException unless both exist and are in order
   * @throws IOException if the disk fails; what was written may be lost even if a later call
   *     returns
   */
  public void force(int firstSegment, int lastSegment) throws IOException {
    CapsuleSegment[] now = segments;
    if (firstSegment < 1 || lastSegment < firstSegment || lastSegment > now.length) {
      throw new IllegalArgumentException(
          "no segments " + firstSegment + " to " + lastSegment + " among " + now.length);
    }
    force(Arrays.asList(now).subList(firstSegment - 1, lastSegment));
  }

  /** Returns how many bytes fit one segment: the limit of {@link #append}. */
  public int largestRecord() {
    return segmentBytes - CapsuleSegmentHeader.PAGE;
  }

  /** Hands out {@code length} bytes, at most {@link #largestRecord()}, in one segment. */
  long allocate(int length) throws IOException {
    requireUsable();
    while (true) {
      CapsuleSegment[] now = segments;
      if (now.length > 0) {
        CapsuleSegment newest = now[now.length - 1];
        int offset = newest.allocate(length);
        if (offset >= 0) {
          return Location.of(newest.number(), offset);
        }
      }
      createBehind(now);
    }
  }

  /** Writes what was allocated with this length. */
  void put(long location, byte[] bytes, int length) throws IOException {
    segmentOf(location).write(Location.offset(location), bytes, length);
  }

  /** Gives up what was allocated with this length and will not be written. */
  void giveUp(long location, int length) {
    segmentOf(location).settle(length);
  }

  /** Closes every file. A write that is under way fails, and creates nothing any more. */
  void close() throws IOException {
    Closer closer = new Closer();
    creation.enter();
    try {
      if (failure == null) {
        failure = new IOException("the log is closed");
      }
      for (CapsuleSegment segment : segments) {
        if (segment.isOpen()) {
          closer.close(segment::close);
        }
      }
    } finally {
      creation.exit();
    }
    closer.finish();
  }

  private CapsuleSegment segmentOf(long location) {
    return segments[Location.segment(location) - 1];
  }

  /** Creates the segment behind those that the caller saw full, unless somebody else just did. */
  private void createBehind(CapsuleSegment[] seen) throws IOException {
    creation.enter();
    try {
      requireUsable();
      if (segments == seen) {
        segments = create(seen);
      }
    } finally {
      creation.exit();
    }
  }

  private CapsuleSegment[] create(CapsuleSegment[] before) throws IOException {
    int number = before.length + 1;
    CapsuleSegmentHeader header = new CapsuleSegmentHeader(incarnation, number, segmentBytes);
    byte[] bytes = new byte[CapsuleSegmentHeader.SIZE];
    header.encode(bytes, 0, new Digests());
    try {
      closeComplete(before);
      DiskFile file = SegmentCreation.create(disk, header.name().fileName(), segmentBytes, bytes);
      CapsuleSegment[] after = Arrays.copyOf(before, number);
      after[number - 1] = new CapsuleSegment(number, segmentBytes, file);
      return after;
    } catch (DiskFullException full) {
      throw full;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** Bounds the open files even if most of what is written is never submitted, hence not forced. */
  private void closeComplete(CapsuleSegment[] all) throws IOException {
    List<CapsuleSegment> open = Arrays.stream(all).filter(CapsuleSegment::isOpen).toList();
    if (open.size() >= OPEN_SEGMENTS) {
      force(open);
    }
  }

  private void force(List<CapsuleSegment> some) throws IOException {
    forcing.enter();
    try {
      requireUsable();
      forceEach(some);
    } finally {
      forcing.exit();
    }
  }

  private void forceEach(List<CapsuleSegment> some) throws IOException {
    try {
      for (CapsuleSegment segment : some) {
        segment.force();
      }
    } catch (DiskFullException full) {
      // It refuses a capsule that is being written; a force concerns those of others.
      failure = new IOException("a force of the capsule log failed: " + full.getMessage(), full);
      throw failure;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  private void requireUsable() throws IOException {
    IOException earlier = failure;
    if (earlier != null) {
      throw new IOException("the capsule log failed earlier: " + earlier.getMessage(), earlier);
    }
  }
}
