package org.waymark.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.waymark.disk.Disk;

/**
 * How far a history can be read although a segment is damaged or missing: what a refusal tells
 * beside the damage.
 *
 * <p>Sequences are counted from 1 as long as their markers are chained, in segments that are sound,
 * and lie before those that are not, by the numbers in the names; and as long as their capsules and
 * proofs are in segments that are there and sound. Space in the capsule log is handed out in order,
 * so nothing of a commit lies behind its proof. Content is not read.
 */
final class StillGood implements MarkerVisitor {

  /** The names of the segments whose headers are whole and agree, and that are not the damaged. */
  private final Set<SegmentNames.Name> sound = new HashSet<>();

  /** Of each incarnation, how many capsule segments from the first on are sound. */
  private final Map<Integer, Integer> whole = new HashMap<>();

  /** The lowest sequence that the names of unsound marker segments claim. */
  private long limit = Long.MAX_VALUE;

  private long good;
  private boolean ended;

  private StillGood(SegmentCatalog catalog, Predicate<SegmentNames.Name> damaged) {
    catalog.markers().forEach(segment -> sound.add(segment.header().name()));
    catalog.capsules().forEach(segment -> sound.add(segment.header().name()));
    sound.removeIf(damaged);
    for (SegmentNames.Name name : catalog.names()) {
      if (name instanceof SegmentNames.Markers segment && !sound.contains(name)) {
        limit = Math.min(limit, segment.firstSequence());
      }
    }
  }

  /** Returns the damage of a segment as a whole, with the sequences before it that are good. */
  static LogException beside(
      LogException damage, SegmentCatalog catalog, Disk disk, SegmentFiles files)
      throws IOException {
    StillGood still =
        new StillGood(catalog, name -> disk.describe(name.fileName()).equals(damage.file()));
    List<MarkerSegmentHeader> headers = new ArrayList<>(catalog.markerHeaders());
    headers.removeIf(header -> !still.sound.contains(header.name()));
    MarkerWalk.fromTheBeginning(files, still).walk(MarkerTable.of(headers));
    boolean lost = still.ended || still.limit != Long.MAX_VALUE;
    return damage.sparing(still.good, lost ? still.good + 1 : 0);
  }

  @Override
  public void visit(Marker marker) {
    ended |= marker.sequence() >= limit || !hasContent(marker);
    if (!ended) {
      good = marker.sequence();
    }
  }

  private boolean hasContent(Marker marker) {
    int needed = Location.segment(marker.proofLocation());
    int life = marker.incarnation();
    int there = whole.getOrDefault(life, 0);
    while (there < needed && sound.contains(new SegmentNames.Capsules(life, there + 1))) {
      there++;
    }
    whole.put(life, there);
    return there >= needed;
  }
}
