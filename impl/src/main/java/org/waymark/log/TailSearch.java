package org.waymark.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at everything behind the place where a {@link MarkerWalk} stopped, for evidence that the
 * sequence missing there was committed, and for remains that a torn tail left.
 *
 * <p>Evidence is: a contradiction where the walk stopped; the base of a later incarnation; a later
 * segment of the same incarnation, for it is created only when all before it is durable; a marker
 * of the same incarnation at its place, chained or not, whose watermark reaches the sequence; a
 * close record that does. A later record that merely exists is no evidence: the sectors of one
 * unforced write may reach the medium in any order. What earlier incarnations hold behind the base
 * of a later one is not looked at.
 */
final class TailSearch {

  /**
   * Slots of one segment that are not zero, behind the end of the history.
   *
   * @param segment the segment
   * @param first the sequence of the first such slot
   * @param last the sequence of the last such slot
   * @param count how many there are
   */
  record Remains(MarkerSegmentHeader segment, long first, long last, long count) {}

  private final SlotReader slots;
  private final SegmentFiles files;
  private final MarkerWalk.Stop stop;
  private final Digests digests = new Digests();
  private final List<Remains> remains = new ArrayList<>();
  private @Nullable String evidence;
  private long firstRemaining;
  private long lastRemaining;
  private long count;

  private TailSearch(SegmentFiles files, MarkerWalk.Stop stop) {
    this.slots = new SlotReader(files);
    this.files = files;
    this.stop = stop;
  }

  /** Searches behind {@code stop} in a log that has at least one marker segment. */
  static TailSearch behind(
      MarkerWalk.Stop stop,
      List<SegmentCatalog.MarkerSegment> segments,
      MarkerTable table,
      SegmentFiles files)
      throws IOException {
    TailSearch search = new TailSearch(files, stop);
    if (stop.contradiction()) {
      search.evidence = "no crash leaves that";
    }
    for (MarkerTable.Span span : table.spans()) {
      search.consider(span.segment().base(), "the header of", span.fileName());
    }
    int newest = segments.get(segments.size() - 1).header().incarnation().counter();
    for (SegmentCatalog.MarkerSegment segment : segments) {
      if (segment.header().incarnation().counter() == newest) {
        search.look(segment);
      }
    }
    return search;
  }

  /** Returns what proves that the sequence at the stop was committed, or null. */
  @Nullable String evidence() {
    return evidence;
  }

  /** Returns what is left behind the end of the history, by segment. */
  List<Remains> remains() {
    return remains;
  }

  private void look(SegmentCatalog.MarkerSegment segment) throws IOException {
    MarkerSegmentHeader header = segment.header();
    CloseRecord close = segment.close();
    if (close != null) {
      consider(close.last(), "the close record in", segment.fileName());
    }
    long from = Math.max(stop.sequence(), header.firstSequence());
    if (from > header.lastSequence()) {
      return;
    }
    count = 0;
    slots.visit(
        header,
        from,
        header.lastSequence(),
        (sequence, bytes, offset) -> {
          lookAt(header, sequence, bytes, offset);
          return true;
        });
    if (count > 0) {
      remains.add(new Remains(header, firstRemaining, lastRemaining, count));
    }
  }

  private void lookAt(MarkerSegmentHeader header, long sequence, byte[] bytes, int offset) {
    if (Bytes.isZero(bytes, offset, Marker.SIZE)) {
      return;
    }
    if (count == 0) {
      firstRemaining = sequence;
    }
    lastRemaining = sequence;
    count++;
    if (Marker.flaw(bytes, offset, header.incarnation(), sequence, digests) == null) {
      long durableUpTo = Marker.decode(bytes, offset).durableUpTo();
      consider(durableUpTo, "marker " + sequence + " in", header.name().fileName());
    }
  }

  private void consider(long committed, String what, String fileName) {
    if (committed >= stop.sequence() && evidence == null) {
      evidence = what + " " + files.describe(fileName) + " proves that it was committed";
    }
  }
}
