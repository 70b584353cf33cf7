package org.waymark.check.lives;

import org.waymark.check.disk.DiskImage;
import org.waymark.check.history.HistoryEvent.Footprint;
import org.waymark.log.SegmentNames;

/**
 * How large the directory of a log may be after what its clients wrote: the bound of P15.
 *
 * <p>Incarnations that committed something leave their segments, the last of each kind cut. A
 * record that does not fit begins a new capsule segment, so any two consecutive ones hold more than
 * one segment's bytes, which gives twice the bytes written by one segment's, and two. Incarnations
 * that committed nothing leave nothing, but for a few of which the next openings crashed.
 * Quarantine keeps its own bounds.
 */
final class Footprints {
  /** Files whatever was committed: the lock, what crashed openings left, temporary files. */
  private static final long FEW = 16;

  /**
   * By so many files at most a directory grows while nobody writes: eight empty incarnations, two
   * marker segments more, and a temporary file.
   */
  private static final long GROWTH_WITHOUT_WRITES = 11;

  private static final long QUARANTINE_FILES = 64;
  private static final long SYMBOL_AND_PROOF = 64 + 256;
  private static final long PAGE = 4096;
  private static final long MARKER = 128;

  private final long markersPerSegment;
  private final long capsuleBytes;
  private final long largestSegment;

  private long tip;
  private long written;
  private long writes;
  private long segments;

  /** How many files there were, at least, since somebody wrote a capsule. */
  private long fewest;

  private boolean wrote;

  /** Begins an empty log; {@code tiny} tells of which size its segments are. */
  Footprints(boolean tiny) {
    markersPerSegment = tiny ? IncarnationPlan.LEAST_MARKERS : IncarnationPlan.MARKERS;
    int bytes = tiny ? IncarnationPlan.LEAST_CAPSULE_BYTES : IncarnationPlan.CAPSULE_BYTES;
    capsuleBytes = bytes - PAGE;
    largestSegment = Math.max(bytes, PAGE + MARKER * IncarnationPlan.MARKERS);
  }

  /** A client begins to write a payload of this length. */
  void wrote(int bytes) {
    written += bytes + SYMBOL_AND_PROOF;
    writes++;
    wrote = true;
  }

  /** An opening found so many commits. */
  void recovered(long nowTip) {
    if (nowTip > tip) {
      segments += segments(nowTip - tip);
      tip = nowTip;
      written = 0;
      writes = 0;
    }
  }

  /** Returns how large the directory is, and may be. */
  Footprint of(DiskImage directory) {
    long quarantined =
        directory.names().stream()
            .filter(name -> SegmentNames.parse(name) instanceof SegmentNames.Quarantine)
            .count();
    long bytes = directory.names().stream().mapToLong(directory::size).sum();
    long files = directory.names().size();
    fewest = wrote ? files - quarantined : Math.min(fewest, files - quarantined);
    wrote = false;
    // What was written and is not known to have committed may be there, or not any more.
    long most =
        Math.min(segments + segments(writes) + FEW, fewest + GROWTH_WITHOUT_WRITES)
            + Math.min(quarantined, QUARANTINE_FILES);
    return new Footprint(files, most, bytes, most * largestSegment);
  }

  private long segments(long commits) {
    return commits / markersPerSegment + 2 + 2 * written / capsuleBytes + 2;
  }
}
