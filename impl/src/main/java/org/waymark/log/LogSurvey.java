package org.waymark.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.disk.Disk;

/**
 * A look at everything a directory holds, damage included: for a person to read. It takes no lock,
 * changes nothing, and refuses only what is no log of this version.
 *
 * <p>A writer may change the directory meanwhile. So what looks like damage is looked at again, and
 * believed when it is still the same. One thread at a time.
 */
public final class LogSurvey implements Closeable {

  private static final int ATTEMPTS = 8;

  /** Most places of damage in content that are told one by one. */
  private static final int MAX_DAMAGE = 100;

  private final SegmentFiles files;
  private final SegmentCatalog catalog;
  private final LogReader reader;
  private final MarkerWalk walk;
  private final List<Range> lives = new ArrayList<>();
  private final List<Range> behind = new ArrayList<>();
  private final List<LogException> damage = new ArrayList<>();
  private boolean closed;
  private long firstTime;

  /**
   * A file of the log with a sound header.
   *
   * @param fileName its name
   * @param incarnation the counter of the incarnation that wrote it
   * @param bytes its size
   * @param firstSequence of a marker segment, the sequence of its first slot; of a capsule segment
   *     0
   */
  public record Segment(String fileName, int incarnation, long bytes, long firstSequence) {

    /** Returns whether it holds markers, not capsules. */
    public boolean isMarkers() {
      return firstSequence > 0;
    }
  }

  /**
   * Sequences without gap.
   *
   * @param incarnation the counter of the incarnation that committed them
   * @param first the first, 1 or more
   * @param last the last
   */
  public record Range(int incarnation, long first, long last) {}

  /**
   * What a verification of content has found whole.
   *
   * @param commits proofs with their capsules
   * @param bytes of those capsules
   * @param damaged commits whose proof or capsule is not whole
   */
  public record Content(long commits, long bytes, long damaged) {}

  private LogSurvey(Disk disk, SegmentFiles files) throws IOException {
    this.files = files;
    this.catalog = SegmentCatalog.read(disk);
    MarkerTable table = MarkerTable.of(catalog.markerHeaders());
    this.reader = new LogReader(files, table);
    this.walk = MarkerWalk.fromTheBeginning(files, this::pass);
    LogException headers = catalog.damage();
    if (headers != null) {
      damage.add(headers);
    }
    if (!catalog.markers().isEmpty()) {
      look(disk, table);
    } else if (!catalog.capsules().isEmpty()) {
      damage.add(
          LogException.about(
              LogException.Reason.DAMAGED,
              LogException.directory(disk),
              "there are capsule segments, and every marker segment is missing"));
    }
  }

  /**
   * Surveys a directory.
   *
   * @throws LogException if it holds something and not a log, a newer format, or cannot be read
   */
  public static LogSurvey of(Disk disk) throws LogException {
    String before = "";
    for (int attempt = 1; ; attempt++) {
      SegmentFiles files = new SegmentFiles(disk);
      boolean believed = false;
      try {
        LogSurvey survey = new LogSurvey(disk, files);
        String now = survey.damage.stream().map(Throwable::getMessage).toList().toString();
        believed = survey.damage.isEmpty() || now.equals(before) || attempt == ATTEMPTS;
        if (believed) {
          return survey;
        }
        before = now;
      } catch (NoSuchFileException goneMeanwhile) {
        if (attempt == ATTEMPTS) {
          throw LogException.of(disk, goneMeanwhile);
        }
      } catch (IOException e) {
        throw LogException.of(disk, e);
      } finally {
        if (!believed) {
          new Closer().close(files);
        }
      }
    }
  }

  private void look(Disk disk, MarkerTable table) throws IOException {
    MarkerWalk.Stop stop = walk.walk(table);
    TailSearch tail = TailSearch.behind(stop, catalog.markers(), table, files);
    if (tail.evidence() != null) {
      String what = stop.reason() + ", and " + tail.evidence();
      damage.add(
          LogException.damaged(
              disk.describe(stop.fileName()), stop.offset(), stop.sequence(), what));
      for (MarkerTable.Span span : table.spans()) {
        lookBehind(span, stop.sequence());
      }
    }
    List<SegmentCatalog.MarkerSegment> all = catalog.markers();
    CloseRecord close = all.get(all.size() - 1).close();
    closed =
        close != null
            && close.last() == walk.tip()
            && close.lastId().equals(walk.next().previousId());
    try {
      CapsulePresence.require(walk.lastOfLives(), catalog, disk);
    } catch (LogException e) {
      damage.add(e);
    }
  }

  private void pass(Marker marker) {
    if (firstTime == 0) {
      firstTime = marker.time();
    }
    extend(lives, marker.incarnation(), marker.sequence());
  }

  private void lookBehind(MarkerTable.Span span, long lost) throws IOException {
    long from = Math.max(span.first(), lost + 1);
    Incarnation incarnation = span.segment().incarnation();
    Digests digests = new Digests();
    if (from <= span.last()) {
      new SlotReader(files)
          .visit(
              span.segment(),
              from,
              span.last(),
              (sequence, bytes, offset) -> {
                if (Marker.flaw(bytes, offset, incarnation, sequence, digests) == null) {
                  extend(behind, incarnation.counter(), sequence);
                }
                return true;
              });
    }
  }

  private static void extend(List<Range> ranges, int incarnation, long sequence) {
    Range last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
    if (last != null && last.incarnation() == incarnation && last.last() == sequence - 1) {
      ranges.set(ranges.size() - 1, new Range(incarnation, last.first(), sequence));
    } else {
      ranges.add(new Range(incarnation, sequence, sequence));
    }
  }

  /**
   * Reads the proofs and capsules of these sequences, all readable, and adds what is not whole to
   * the {@linkplain #damage damage}, the first {@value #MAX_DAMAGE} one by one.
   */
  public Content verifyContent(long from, long to) throws IOException {
    long whole = 0;
    long bytes = 0;
    long damaged = 0;
    byte[] buffer = new byte[1 << 16];
    for (long sequence = from; sequence <= to; sequence++) {
      try (InputStream capsule = reader.capsule(reader.marker(sequence))) {
        for (int n = capsule.read(buffer); n >= 0; n = capsule.read(buffer)) {
          bytes += n;
        }
        whole++;
      } catch (LogException e) {
        damaged++;
        if (damage.size() < MAX_DAMAGE) {
          damage.add(e);
        }
      }
    }
    return new Content(whole, bytes, damaged);
  }

  /** Returns the marker segments, then the capsule segments, each by incarnation and place. */
  public List<Segment> segments() {
    List<Segment> all = new ArrayList<>();
    for (SegmentCatalog.MarkerSegment one : catalog.markers()) {
      MarkerSegmentHeader header = one.header();
      int counter = header.incarnation().counter();
      all.add(new Segment(one.fileName(), counter, one.size(), header.firstSequence()));
    }
    for (SegmentCatalog.CapsuleSegmentFile one : catalog.capsules()) {
      int counter = one.header().incarnation().counter();
      all.add(new Segment(one.fileName(), counter, one.size(), 0));
    }
    return all;
  }

  /** Returns the log's isolation level; null if no header can be read, or they disagree. */
  public @Nullable Isolation isolation() {
    return catalog.isolation();
  }

  /** Returns what each incarnation committed, in order; none that committed nothing. */
  public List<Range> lives() {
    return List.copyOf(lives);
  }

  /** Returns the highest sequence up to which every marker can be read, and the chain holds. */
  public long readable() {
    return walk.tip();
  }

  /** Returns the highest readable sequence that is proven durable. */
  public long proven() {
    return closed ? readable() : Math.min(walk.proven(), readable());
  }

  /** Returns the commit time of sequence 1, 0 if it cannot be read. */
  public long firstTime() {
    return firstTime;
  }

  /** Returns the commit time of the last readable sequence, 0 if there is none. */
  public long lastTime() {
    return walk.next().previousTime();
  }

  /** Returns whether the last incarnation was closed in order. */
  public boolean isClosed() {
    return closed;
  }

  /** Returns the whole markers behind a lost one; empty if none is lost. */
  public List<Range> behindTheLost() {
    return List.copyOf(behind);
  }

  /** Returns what is damaged, in the order found. */
  public List<LogException> damage() {
    return List.copyOf(damage);
  }

  /** Returns what is in the directory beside the segments: files unfinished, set aside, strange. */
  public List<String> others() {
    List<String> others = new ArrayList<>(catalog.temporary());
    others.addAll(catalog.quarantined());
    others.addAll(catalog.ignored());
    return others;
  }

  /** Returns what reads the markers found; sequences above {@link #readable} are none. */
  public LogReader reader() {
    return reader;
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
