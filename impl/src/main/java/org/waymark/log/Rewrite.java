package org.waymark.log;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;

/**
 * Writes what is not proven durable once more, byte for byte and in place, and forces it.
 *
 * <p>What a restarted process reads may be a cached page that never reached the medium; and after a
 * failed force that page is clean, so that forcing it again does nothing. Writing makes it dirty.
 */
final class Rewrite {

  /** So many files are open at a time, at most. */
  private static final int OPEN_FILES = 64;

  private final Disk disk;
  private final LogReader reader;
  private final Map<String, DiskFile> open = new LinkedHashMap<>();
  private long commits;
  private long bytes;

  private Rewrite(Disk disk, LogReader reader) {
    this.disk = disk;
    this.reader = reader;
  }

  /**
   * Re-writes the markers {@code first} to {@code last} with their proofs and capsules, verifying
   * them once more, and forces the files.
   */
  static Rewrite run(Disk disk, LogReader reader, long first, long last) throws IOException {
    Rewrite rewrite = new Rewrite(disk, reader);
    try {
      for (long sequence = first; sequence <= last; sequence++) {
        rewrite.commit(sequence);
      }
      rewrite.forceAll();
    } finally {
      rewrite.closeAll();
    }
    return rewrite;
  }

  /** Returns how many commits were re-written: marker, proof and capsule of each. */
  long commits() {
    return commits;
  }

  /** Returns how many bytes were re-written. */
  long bytes() {
    return bytes;
  }

  private void commit(long sequence) throws IOException {
    byte[] slot = reader.markerBytes(sequence);
    Marker marker = Marker.decode(slot, 0);
    byte[] proof = reader.proofBytes(marker);
    SymbolCursor symbols = reader.symbols(Proof.decode(proof, 0));
    while (symbols.advance()) {
      int length = SymbolHeader.SIZE + symbols.length();
      write(symbols.fileName(), Location.offset(symbols.location()), symbols.record(), length);
    }
    SegmentNames.Capsules proofFile =
        new SegmentNames.Capsules(marker.incarnation(), Location.segment(marker.proofLocation()));
    write(proofFile.fileName(), Location.offset(marker.proofLocation()), proof, proof.length);
    MarkerTable.Span span = reader.table().find(sequence);
    write(span.fileName(), span.offsetOf(sequence), slot, slot.length);
    commits++;
  }

  private void write(String name, long position, byte[] from, int length) throws IOException {
    DiskFile file = open.get(name);
    if (file == null) {
      if (open.size() == OPEN_FILES) {
        forceAll();
        closeAll();
      }
      file = disk.open(name, Disk.Access.READ_WRITE);
      open.put(name, file);
    }
    file.writeFully(position, from, 0, length);
    bytes += length;
  }

  private void forceAll() throws IOException {
    for (DiskFile file : open.values()) {
      file.force();
    }
  }

  private void closeAll() throws IOException {
    Closer closer = new Closer();
    open.values().forEach(closer::close);
    open.clear();
    closer.finish();
  }
}
