package org.waymark.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.waymark.disk.Disk;

/**
 * Whether every capsule segment that can hold committed content is there, in the length that takes.
 *
 * <p>Space is handed out in order, and a group's proofs get theirs when all its capsules have been
 * written. So the proof of the last committed marker of an incarnation is the last proven extent of
 * its capsule log: segments before it are whole, its own reaches to its end, later ones hold
 * nothing.
 */
final class CapsulePresence {

  private CapsulePresence() {}

  /**
   * Checks all incarnations.
   *
   * @param lastOfLives the last committed marker of each incarnation that has one
   * @throws LogException if a segment is missing or cut
   */
  static void require(List<Marker> lastOfLives, SegmentCatalog catalog, Disk disk)
      throws LogException {
    Map<SegmentNames.Capsules, SegmentCatalog.CapsuleSegmentFile> present = new HashMap<>();
    catalog.capsules().forEach(segment -> present.put(segment.header().name(), segment));
    for (Marker last : lastOfLives) {
      int lastNumber = Location.segment(last.proofLocation());
      for (int number = 1; number <= lastNumber; number++) {
        var name = new SegmentNames.Capsules(last.incarnation(), number);
        String path = disk.describe(name.fileName());
        SegmentCatalog.CapsuleSegmentFile segment = present.get(name);
        if (segment == null) {
          throw LogException.damaged(path, 0, last.sequence(), "the file is missing");
        }
        long needed = number < lastNumber ? segment.header().fileSize() : endOfProof(last);
        if (segment.size() < needed) {
          String what = "the file was cut to " + segment.size() + " bytes of " + needed;
          throw LogException.damaged(path, segment.size(), last.sequence(), what);
        }
      }
    }
  }

  /** Returns where the proof of a marker ends in its segment's file. */
  static long endOfProof(Marker marker) {
    return Location.offset(marker.proofLocation()) + (long) marker.proofLength();
  }
}
