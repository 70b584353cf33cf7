package org.waymark.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which marker segment holds which sequences of the one live history; found in memory.
 *
 * <p>An incarnation's history ends at the base of the next; what its segments hold behind that is
 * dead, neither history nor evidence. Immutable.
 */
final class MarkerTable {

  /**
   * A segment as far as it is live.
   *
   * @param segment its header
   * @param last the highest sequence it can hold alive: that of its last slot, or the base of the
   *     next incarnation
   */
  record Span(MarkerSegmentHeader segment, long last) {

    long first() {
      return segment.firstSequence();
    }

    String fileName() {
      return segment.name().fileName();
    }

    /** Returns where the slot of a sequence begins in the file. */
    long offsetOf(long sequence) {
      return MarkerSegmentHeader.slotOffset((int) (sequence - first()));
    }
  }

  private final Span[] spans;

  private MarkerTable(Span[] spans) {
    this.spans = spans;
  }

  /** Makes the table of segments that are ordered by incarnation and first sequence. */
  static MarkerTable of(List<MarkerSegmentHeader> segments) {
    List<Span> spans = new ArrayList<>();
    long limit = Long.MAX_VALUE;
    for (int i = segments.size() - 1; i >= 0; i--) {
      MarkerSegmentHeader segment = segments.get(i);
      if (segment.base() < limit) {
        spans.add(0, new Span(segment, Math.min(segment.lastSequence(), limit)));
      }
      boolean firstOfItsIncarnation =
          i == 0 || !segments.get(i - 1).incarnation().equals(segment.incarnation());
      if (firstOfItsIncarnation) {
        limit = Math.min(limit, segment.base());
      }
    }
    return new MarkerTable(spans.toArray(Span[]::new));
  }

  /** Returns this table with the segment behind it that begins where the last one ends. */
  MarkerTable with(MarkerSegmentHeader segment) {
    Span[] more = Arrays.copyOf(spans, spans.length + 1);
    more[spans.length] = new Span(segment, segment.lastSequence());
    return new MarkerTable(more);
  }

  /** Returns this table cut at the base of a new incarnation, whose segment follows. */
  MarkerTable endingBefore(MarkerSegmentHeader segment) {
    List<Span> cut = new ArrayList<>();
    for (Span span : spans) {
      if (span.first() <= segment.base()) {
        cut.add(new Span(span.segment(), Math.min(span.last(), segment.base())));
      }
    }
    return new MarkerTable(cut.toArray(Span[]::new)).with(segment);
  }

  /** Returns the live segments in order of their sequences. */
  List<Span> spans() {
    return List.of(spans);
  }

  /** Returns the incarnation that a sequence belongs to, or null if no segment holds it. */
  @Nullable Incarnation lifeOf(long sequence) {
    for (int i = spans.length - 1; i >= 0; i--) {
      if (spans[i].first() <= sequence) {
        return sequence <= spans[i].last() ? spans[i].segment().incarnation() : null;
      }
    }
    return null;
  }

  /** Returns the header that the newest incarnation began with, in a table that is not empty. */
  MarkerSegmentHeader beginningOfNewestLife() {
    int first = spans.length - 1;
    Incarnation newest = spans[first].segment().incarnation();
    while (first > 0 && spans[first - 1].segment().incarnation().equals(newest)) {
      first--;
    }
    return spans[first].segment();
  }

  /**
   * Returns the segment that holds a sequence.
   *
   * @throws IllegalArgumentException if none does
   */
  Span find(long sequence) {
    int low = 0;
    int high = spans.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (spans[middle].first() > sequence) {
        high = middle - 1;
      } else if (spans[middle].last() < sequence) {
        low = middle + 1;
      } else {
        return spans[middle];
      }
    }
    throw new IllegalArgumentException("no segment holds sequence " + sequence);
  }
}
