package org.waymark.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;

/**
 * What an opening clears away once the header of its new incarnation is durable, so that crashes
 * without commits leave nothing behind:
 *
 * <ul>
 *   <li>temporary files;
 *   <li>marker segments of incarnations that committed nothing, and others without a live marker if
 *       all their slots are zero;
 *   <li>capsule segments behind the last proven extent of their incarnation, whole or in part;
 *   <li>the slots behind the last live marker of an earlier incarnation, if all are zero.
 * </ul>
 *
 * <p>Nothing removed here is history or evidence: the new header stands on the whole history.
 */
final class Tidying {

  private final SegmentCatalog catalog;
  private final SlotReader slots;
  private final List<String> removed = new ArrayList<>();
  private final Map<String, Long> cut = new LinkedHashMap<>();

  private Tidying(SegmentCatalog catalog, SegmentFiles files) {
    this.catalog = catalog;
    this.slots = new SlotReader(files);
  }

  /**
   * Plans the tidying; looks and changes nothing.
   *
   * @param lastOfLives the last marker of each incarnation that committed something
   * @param tip the base of the new incarnation
   */
  static Tidying plan(
      SegmentCatalog catalog, SegmentFiles files, Map<Integer, Marker> lastOfLives, long tip)
      throws IOException {
    Tidying tidying = new Tidying(catalog, files);
    tidying.removed.addAll(catalog.temporary());
    tidying.planMarkers(lastOfLives.keySet(), tip);
    tidying.planCapsules(lastOfLives);
    return tidying;
  }

  /** Does what was planned. Forces nothing: what comes back after a crash is cleared away again. */
  void run(Disk disk) throws IOException {
    for (String name : removed) {
      disk.delete(name);
    }
    for (Map.Entry<String, Long> entry : cut.entrySet()) {
      try (DiskFile file = disk.open(entry.getKey(), Disk.Access.READ_WRITE)) {
        file.truncate(entry.getValue());
      }
    }
  }

  /** Returns the names of files that go. */
  List<String> removed() {
    return removed;
  }

  /** Returns the names of files that are cut. */
  List<String> cut() {
    return List.copyOf(cut.keySet());
  }

  private void planMarkers(Set<Integer> committed, long tip) throws IOException {
    Map<Long, MarkerTable.Span> live =
        MarkerTable.of(catalog.markerHeaders()).spans().stream()
            .collect(Collectors.toMap(span -> span.first(), span -> span));
    for (SegmentCatalog.MarkerSegment segment : catalog.markers()) {
      MarkerSegmentHeader header = segment.header();
      MarkerTable.Span span = live.get(header.firstSequence());
      boolean isLive = span != null && span.segment().equals(header) && header.base() < tip;
      long lastLive = isLive && span != null ? Math.min(span.last(), tip) : header.base();
      if (!committed.contains(header.incarnation().counter())) {
        removed.add(segment.fileName());
      } else if (lastLive < header.lastSequence() && isZeroBehind(segment, lastLive)) {
        long end = MarkerSegmentHeader.slotOffset((int) (lastLive - header.base()));
        if (lastLive == header.base()) {
          removed.add(segment.fileName());
        } else if (end < segment.size()) {
          cut.put(segment.fileName(), end);
        }
      }
    }
  }

  private boolean isZeroBehind(SegmentCatalog.MarkerSegment segment, long lastLive)
      throws IOException {
    AtomicBoolean zero = new AtomicBoolean(true);
    slots.visit(
        segment.header(),
        lastLive + 1,
        segment.header().lastSequence(),
        (sequence, bytes, offset) -> {
          zero.set(Bytes.isZero(bytes, offset, Marker.SIZE));
          return zero.get();
        });
    return zero.get();
  }

  private void planCapsules(Map<Integer, Marker> lastOfLives) {
    for (SegmentCatalog.CapsuleSegmentFile segment : catalog.capsules()) {
      CapsuleSegmentHeader header = segment.header();
      Marker last = lastOfLives.get(header.incarnation().counter());
      if (last == null || header.number() > Location.segment(last.proofLocation())) {
        removed.add(segment.fileName());
      } else if (header.number() == Location.segment(last.proofLocation())
          && segment.size() > CapsulePresence.endOfProof(last)) {
        cut.put(segment.fileName(), CapsulePresence.endOfProof(last));
      }
    }
  }
}
