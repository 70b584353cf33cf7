package org.waymark.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.disk.Disk;

/**
 * Whether headers that are each whole also fit together, and the files their headers.
 *
 * <ul>
 *   <li>All segments of an incarnation have its random bits, and its marker segments one size.
 *   <li>A later incarnation stands on a base no lower than an earlier one's.
 *   <li>All marker segments name one isolation level, those without a live marker too: it was
 *       chosen when the log was created, and each later opening took it from here.
 *   <li>No capsule segment is of an incarnation later than every marker segment, for an incarnation
 *       creates its first marker segment first.
 *   <li>No file is longer than its header says, and none of the last incarnation is shorter. Those
 *       of earlier incarnations may have been cut behind their last live record.
 * </ul>
 */
final class HeaderAgreement {

  private final Disk disk;
  private @Nullable LogException contradiction;

  private HeaderAgreement(Disk disk) {
    this.disk = disk;
  }

  /** Returns the first contradiction among whole headers, or null. */
  static @Nullable LogException contradiction(Disk disk, SegmentCatalog catalog) {
    HeaderAgreement agreement = new HeaderAgreement(disk);
    List<SegmentCatalog.MarkerSegment> markers = catalog.markers();
    if (!markers.isEmpty()) {
      int last = markers.get(markers.size() - 1).header().incarnation().counter();
      agreement.requireMarkersOfNewest(catalog, last);
      agreement.compareMarkers(markers, last);
      agreement.compareLevels(markers);
      agreement.compareCapsules(catalog, last);
    }
    return agreement.contradiction;
  }

  private void requireMarkersOfNewest(SegmentCatalog catalog, int lastCounter) {
    for (SegmentCatalog.CapsuleSegmentFile segment : catalog.capsules()) {
      if (segment.header().incarnation().counter() > lastCounter) {
        refuse(segment.fileName(), "no marker segment is of its incarnation or a later one");
      }
    }
  }

  private void compareMarkers(List<SegmentCatalog.MarkerSegment> segments, int lastCounter) {
    MarkerSegmentHeader before = null;
    long base = 0;
    for (SegmentCatalog.MarkerSegment segment : segments) {
      MarkerSegmentHeader header = segment.header();
      int counter = header.incarnation().counter();
      compareSize(segment.fileName(), segment.size(), header.fileSize(), counter == lastCounter);
      if (before != null && counter == before.incarnation().counter()) {
        if (!header.incarnation().equals(before.incarnation())
            || header.slots() != before.slots()
            || header.firstSequence() <= before.lastSequence()) {
          refuse(segment.fileName(), "the header contradicts that of " + before.name().fileName());
        }
      } else if (header.base() < base) {
        refuse(segment.fileName(), "the incarnation begins before an earlier one");
      } else {
        base = header.base();
      }
      before = header;
    }
  }

  private void compareLevels(List<SegmentCatalog.MarkerSegment> segments) {
    MarkerSegmentHeader first = segments.get(0).header();
    for (SegmentCatalog.MarkerSegment segment : segments) {
      Isolation level = segment.header().isolation();
      if (level != first.isolation()) {
        refuse(
            segment.fileName(),
            "the header names the isolation level "
                + level.words()
                + ", that of "
                + first.name().fileName()
                + " "
                + first.isolation().words());
      }
    }
  }

  private void compareCapsules(SegmentCatalog catalog, int lastCounter) {
    Map<Integer, Incarnation> lives = new HashMap<>();
    catalog.markers().stream()
        .map(segment -> segment.header().incarnation())
        .forEach(life -> lives.put(life.counter(), life));
    for (SegmentCatalog.CapsuleSegmentFile segment : catalog.capsules()) {
      CapsuleSegmentHeader header = segment.header();
      int counter = header.incarnation().counter();
      compareSize(segment.fileName(), segment.size(), header.fileSize(), counter == lastCounter);
      Incarnation life = lives.putIfAbsent(counter, header.incarnation());
      if (life != null && !life.equals(header.incarnation())) {
        refuse(segment.fileName(), "other segments of its incarnation have other random bits");
      }
    }
  }

  private void compareSize(String fileName, long actual, long whole, boolean uncut) {
    if (actual > whole) {
      refuse(fileName, "the file has " + actual + " bytes, its header allows " + whole);
    } else if (actual < whole && uncut) {
      refuse(fileName, "the file was cut to " + actual + " bytes of " + whole);
    }
  }

  private void refuse(String fileName, String what) {
    if (contradiction == null) {
      contradiction = LogException.damaged(disk.describe(fileName), 0, 0, what);
    }
  }
}
