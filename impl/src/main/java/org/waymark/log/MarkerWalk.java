package org.waymark.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks the chain of markers up to the first place that does not hold the next one.
 *
 * <p>The walk crosses segments and incarnations: each incarnation goes up to the base of the next.
 * Of a segment it demands that it begins where the one before ended and stands on that very marker;
 * of a marker what {@link Marker#flaw} demands. Everything it has passed is history that can be
 * read; whether the place where it stopped ever held a commit is for others to decide.
 *
 * <p>A walk can be taken up again, with a table that has grown. One thread at a time.
 */
final class MarkerWalk {

  /**
   * Where a walk stopped.
   *
   * @param sequence the sequence of the next marker, which is not there
   * @param fileName the file where it should be; perhaps missing
   * @param offset where in the file
   * @param reason why what is there is not that marker
   * @param contradiction whether no crash can leave that: a whole header that stands on another
   *     marker than the one before it
   */
  record Stop(long sequence, String fileName, long offset, String reason, boolean contradiction) {}

  private final SlotReader slots;
  private final MarkerVisitor visitor;
  private final Digests digests = new Digests();
  private final List<Marker> lastOfLives = new ArrayList<>();
  private Marker.Expectation next;
  private long proven;
  private @Nullable Stop stop;

  /** Begins at the first marker that can satisfy {@code next}. */
  MarkerWalk(SegmentFiles files, Marker.Expectation next, MarkerVisitor visitor) {
    this.slots = new SlotReader(files);
    this.next = next;
    this.proven = next.leastDurableUpTo();
    this.visitor = visitor;
  }

  /** Begins at sequence 1. */
  static MarkerWalk fromTheBeginning(SegmentFiles files, MarkerVisitor visitor) {
    return new MarkerWalk(files, new Marker.Expectation(1, Id128.ZERO, 0, 0), visitor);
  }

  /** Goes on until the next marker is not there; returns where that is. */
  Stop walk(MarkerTable table) throws IOException {
    stop = null;
    Incarnation life = null;
    for (MarkerTable.Span span : table.spans()) {
      if (span.last() >= next.sequence()) {
        enter(span, life);
        if (stop == null) {
          walkSlots(span);
        }
        if (stop != null) {
          return stop;
        }
      }
      life = span.segment().incarnation();
    }
    int counter = life == null ? 1 : life.counter();
    return new Stop(next.sequence(), missing(counter), 0, "no segment follows", false);
  }

  /** Returns the highest sequence passed. */
  long tip() {
    return next.sequence() - 1;
  }

  /** Returns what the next marker must meet; with it, the id and the time of the tip. */
  Marker.Expectation next() {
    return next;
  }

  /** Returns the highest sequence that what was passed proves durable. */
  long proven() {
    return proven;
  }

  /** Returns the last marker passed of each incarnation that has one, in order. */
  List<Marker> lastOfLives() {
    return lastOfLives;
  }

  private void enter(MarkerTable.Span span, @Nullable Incarnation before) {
    MarkerSegmentHeader segment = span.segment();
    if (span.first() < next.sequence()) {
      return;
    }
    if (span.first() > next.sequence()) {
      Incarnation expected = before == null ? segment.incarnation() : before;
      stop =
          new Stop(next.sequence(), missing(expected.counter()), 0, "the file is missing", false);
    } else if (!segment.baseId().equals(next.previousId())
        || segment.baseTime() != next.previousTime()) {
      String reason = "the segment's header does not stand on the marker before it";
      stop = new Stop(next.sequence(), span.fileName(), 0, reason, true);
    } else {
      next = Marker.Expectation.first(segment);
      proven = Math.max(proven, segment.base());
    }
  }

  private void walkSlots(MarkerTable.Span span) throws IOException {
    long end =
        slots.visit(
            span.segment(),
            next.sequence(),
            span.last(),
            (sequence, bytes, offset) -> pass(span, bytes, offset));
    if (end != 0) {
      stop =
          new Stop(
              end,
              span.fileName(),
              span.offsetOf(end),
              "the file ends before it, or is missing",
              false);
    }
  }

  private boolean pass(MarkerTable.Span span, byte[] bytes, int offset) {
    Flaw flaw = Marker.flaw(bytes, offset, span.segment().incarnation(), next, digests);
    if (flaw != null) {
      long place = span.offsetOf(next.sequence());
      stop =
          new Stop(next.sequence(), span.fileName(), place, "the marker: " + flaw.words(), false);
      return false;
    }
    Marker marker = Marker.decode(bytes, offset);
    next = Marker.Expectation.after(marker);
    proven = Math.max(proven, marker.durableUpTo());
    int newest = lastOfLives.size() - 1;
    if (newest >= 0 && lastOfLives.get(newest).incarnation() == marker.incarnation()) {
      lastOfLives.set(newest, marker);
    } else {
      lastOfLives.add(marker);
    }
    visitor.visit(marker);
    return true;
  }

  private String missing(int counter) {
    return new SegmentNames.Markers(counter, next.sequence()).fileName();
  }
}
