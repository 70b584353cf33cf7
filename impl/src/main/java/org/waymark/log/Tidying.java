package org.waymark.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;

/**
 * What an opening clears away, so that crashes without commits leave nothing behind. First of all
 * temporary files, which are nothing yet. And once the header of its new incarnation is durable:
 *
 * <ul>
 *   <li>marker segments of incarnations that committed nothing, and others without a live marker if
 *       all their slots are zero;
 *   <li>capsule segments behind the last proven extent of their incarnation, whole or in part;
 *   <li>the slots behind the last live marker of an earlier incarnation, if all are zero.
 * </ul>
 *
 * <p>Nothing removed here is history or evidence: the new header stands on the whole history.
 *
 * <p>Openings that crash again and again before they come to that leave an empty incarnation each.
 * So when more than {@value #MAX_EMPTY_LIVES} are there, all but the newest go beforehand: that one
 * stands on the whole history too. The directory of a log without new commits hence grows by no
 * more than {@value #MAX_EMPTY_LIVES} marker segments and two.
 */
final class Tidying {

  static final int MAX_EMPTY_LIVES = 8;

  private final SegmentCatalog catalog;
  private final SlotReader slots;
  private final List<String> removed = new ArrayList<>();
  private final List<String> emptyLives = new ArrayList<>();
  private final Set<String> removedBefore = new HashSet<>();
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
    tidying.planMarkers(lastOfLives.keySet(), tip);
    tidying.planCapsules(lastOfLives);
    return tidying;
  }

  /** Removes what was never finished. Comes first, for another file may get that name. */
  void removeUnfinished(Disk disk) throws IOException {
    delete(disk, catalog.temporary());
  }

  /**
   * Removes empty incarnations if they are too many, and forces the directory. Every name that is
   * there is durable before one is removed.
   */
  void before(Disk disk) throws IOException {
    if (emptyLives.size() > MAX_EMPTY_LIVES) {
      disk.forceDirectory();
      List<String> early = emptyLives.subList(0, emptyLives.size() - 1);
      delete(disk, early);
      removedBefore.addAll(early);
    }
    disk.forceDirectory();
  }

  /**
   * Does the rest, when the new header is durable. Forces nothing, and what fails is left: the log
   * is whole without it, and the next opening tries again.
   */
  void after(Disk disk) {
    for (String name : List.copyOf(removed)) {
      try {
        if (!removedBefore.contains(name)) {
          disk.delete(name);
        }
      } catch (IOException left) {
        removed.remove(name);
      }
    }
    for (Map.Entry<String, Long> entry : Map.copyOf(cut).entrySet()) {
      try (DiskFile file = disk.open(entry.getKey(), Disk.Access.READ_WRITE)) {
        file.truncate(entry.getValue());
      } catch (IOException left) {
        cut.remove(entry.getKey());
      }
    }
  }

  /** Returns the names of files that go. */
  List<String> removed() {
    List<String> all = new ArrayList<>(catalog.temporary());
    all.addAll(removed);
    return all;
  }

  /** Returns the names of files that are cut. */
  List<String> cut() {
    return List.copyOf(cut.keySet());
  }

  private static void delete(Disk disk, List<String> names) throws IOException {
    for (String name : names) {
      disk.delete(name);
    }
  }

  private void planMarkers(Set<Integer> committed, long tip) throws IOException {
    Map<MarkerSegmentHeader, Long> live =
        MarkerTable.of(catalog.markerHeaders()).spans().stream()
            .collect(Collectors.toMap(MarkerTable.Span::segment, MarkerTable.Span::last));
    for (SegmentCatalog.MarkerSegment segment : catalog.markers()) {
      MarkerSegmentHeader header = segment.header();
      long lastLive = Math.max(header.base(), Math.min(tip, live.getOrDefault(header, 0L)));
      long end = MarkerSegmentHeader.slotOffset((int) (lastLive - header.base()));
      if (!committed.contains(header.incarnation().counter())) {
        removed.add(segment.fileName());
        emptyLives.add(segment.fileName());
      } else if (end < segment.size() && isZeroBehind(segment, lastLive)) {
        if (lastLive == header.base()) {
          removed.add(segment.fileName());
        } else {
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
