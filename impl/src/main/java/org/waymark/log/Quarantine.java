package org.waymark.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;

/**
 * Keeps what a torn tail left: the slots that are not zero behind the end of the history, one file
 * for each segment, under the name of its digest, so that the same is kept once.
 *
 * <pre>
 *    0  magic "WMQT"                u32      8  incarnation counter         u32
 *    4  version                     u16     12  n = slots kept              u32
 *    6  zero                        u16     16  incarnation random bits     u64
 *   24  zero                   8 bytes
 *   32  n × ( sequence of the slot  u64, the slot's 128 bytes )
 * </pre>
 *
 * <p>Nothing reads these files again but people. At most {@value #MAX_FILES} of them and {@value
 * #MAX_BYTES} bytes are kept in a log; what exceeds that is counted and left where it is, or lost
 * with the segment of an incarnation that committed nothing.
 */
final class Quarantine {

  static final int MAX_FILES = 64;
  static final long MAX_BYTES = 16L << 20;

  private static final int HEADER = 32;
  private static final int ENTRY = 8 + Marker.SIZE;

  private final Disk disk;
  private final SlotReader slots;
  private final Set<String> present;
  private final boolean write;
  private final List<String> kept = new ArrayList<>();
  private long bytesKept;
  private long slotsNotKept;

  private Quarantine(Disk disk, SegmentFiles files, SegmentCatalog catalog, boolean write) {
    this.disk = disk;
    this.slots = new SlotReader(files);
    this.present = new HashSet<>(catalog.quarantined());
    this.write = write;
  }

  /**
   * Sets remains aside; the names are durable after the next force of the directory.
   *
   * @param write false to find out only what would be kept
   */
  static Quarantine of(
      List<TailSearch.Remains> remains,
      Disk disk,
      SegmentFiles files,
      SegmentCatalog catalog,
      boolean write)
      throws IOException {
    Quarantine quarantine = new Quarantine(disk, files, catalog, write);
    if (!remains.isEmpty()) {
      quarantine.bytesKept = quarantine.bytesPresent();
    }
    for (TailSearch.Remains tail : remains) {
      quarantine.keep(tail);
    }
    return quarantine;
  }

  /** Returns the names of the files that hold these remains. */
  List<String> kept() {
    return kept;
  }

  /** Returns how many slots exceeded what is kept. */
  long slotsNotKept() {
    return slotsNotKept;
  }

  private long bytesPresent() throws IOException {
    long bytes = 0;
    for (String name : present) {
      try (DiskFile file = disk.open(name, Disk.Access.READ)) {
        bytes += file.size();
      }
    }
    return bytes;
  }

  private void keep(TailSearch.Remains tail) throws IOException {
    if (HEADER + tail.count() * ENTRY > MAX_BYTES) {
      slotsNotKept += tail.count();
      return;
    }
    byte[] content = collect(tail);
    Id128 digest =
        new Digests().start(Digests.Domain.QUARANTINE).add(content, 0, content.length).end();
    String name = new SegmentNames.Quarantine(digest).fileName();
    if (!present.contains(name)) {
      if (present.size() >= MAX_FILES || bytesKept + content.length > MAX_BYTES) {
        slotsNotKept += tail.count();
        return;
      }
      if (write) {
        store(name, content);
      }
      present.add(name);
      bytesKept += content.length;
    }
    kept.add(name);
  }

  private byte[] collect(TailSearch.Remains tail) throws IOException {
    Incarnation incarnation = tail.segment().incarnation();
    byte[] content = new byte[HEADER + (int) tail.count() * ENTRY];
    Preamble.encode(content, 0, Preamble.magic("WMQT"));
    Bytes.putInt(content, 8, incarnation.counter());
    Bytes.putInt(content, 12, (int) tail.count());
    Bytes.putLong(content, 16, incarnation.random());
    AtomicInteger end = new AtomicInteger(HEADER);
    slots.visit(
        tail.segment(),
        tail.first(),
        tail.last(),
        (sequence, bytes, offset) -> {
          if (!Bytes.isZero(bytes, offset, Marker.SIZE)) {
            int entry = end.getAndAdd(ENTRY);
            Bytes.putLong(content, entry, sequence);
            System.arraycopy(bytes, offset, content, entry + 8, Marker.SIZE);
          }
          return true;
        });
    return content;
  }

  private void store(String name, byte[] content) throws IOException {
    String temporary = name + SegmentNames.TEMPORARY_SUFFIX;
    try (DiskFile file = disk.create(temporary)) {
      file.writeFully(0, content, 0, content.length);
      file.force();
    }
    disk.rename(temporary, name);
  }
}
