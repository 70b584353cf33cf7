package org.waymark.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import org.waymark.disk.Disk;

/**
 * A log opened for reading without a lock, beside a live writer or not; modifies nothing.
 *
 * <p>It shows what is proven durable: a marker alone may still vanish in a crash, so the tip is the
 * highest that a watermark, a base or a close record vouches for. Beside a writer that is one group
 * behind, or two. Safe for many threads, except that one at a time refreshes it.
 *
 * <p>A writer may change the directory between two looks at it. So whatever looks like damage is
 * looked at again, and refused only if it is still there.
 */
public final class ReadOnlyLog implements Closeable {

  /** How often the directory is read anew because it changed while it was read. */
  private static final int ATTEMPTS = 8;

  private final Disk disk;
  private final SegmentFiles files;
  private final LogReader reader;

  /** Of whoever refreshes. */
  private MarkerWalk walk;

  /** Written by whoever refreshes, read by anyone. */
  private volatile long tip;

  private ReadOnlyLog(Disk disk) {
    this.disk = disk;
    this.files = new SegmentFiles(disk);
    this.reader = new LogReader(files, MarkerTable.of(List.of()));
    this.walk = MarkerWalk.fromTheBeginning(files, MarkerVisitor.NONE);
  }

  /**
   * Opens the log in a directory and reads all its markers.
   *
   * @throws LogException if there is no log, or a newer format, or a header is damaged, or a marker
   *     that is proven to have been committed
   */
  public static ReadOnlyLog open(Disk disk) throws LogException {
    ReadOnlyLog log = new ReadOnlyLog(disk);
    try {
      log.refresh();
      return log;
    } catch (Throwable e) {
      Closer closer = new Closer();
      closer.close(log);
      closer.attachTo(e);
      throw e;
    }
  }

  /** Returns the highest sequence that was proven durable at the last refresh; never falls. */
  public long tip() {
    return tip;
  }

  /** Returns the log's isolation level, which never changes. */
  public Isolation isolation() {
    return reader.table().beginningOfNewestLife().isolation();
  }

  /**
   * Looks for what was added and returns the new tip. One thread at a time calls it.
   *
   * @throws LogException as {@link #open} does
   */
  public long refresh() throws LogException {
    try {
      SegmentCatalog catalog = readCatalog();
      if (catalog.markers().isEmpty()) {
        throw LogException.about(
            LogException.Reason.FOREIGN, LogException.directory(disk), "holds no log");
      }
      follow(catalog);
      return tip;
    } catch (IOException e) {
      throw LogException.of(disk, e);
    }
  }

  /** Returns what reads this log; sequences above the {@link #tip} are not committed. */
  public LogReader reader() {
    return reader;
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  private SegmentCatalog readCatalog() throws IOException {
    String damage = "";
    for (int attempt = 1; ; attempt++) {
      try {
        SegmentCatalog catalog = SegmentCatalog.read(disk);
        LogException found = catalog.damage();
        if (found == null) {
          return catalog;
        }
        if (attempt == ATTEMPTS || Objects.equals(found.getMessage(), damage)) {
          throw found;
        }
        damage = String.valueOf(found.getMessage());
      } catch (NoSuchFileException goneMeanwhile) {
        if (attempt == ATTEMPTS) {
          throw goneMeanwhile;
        }
      }
    }
  }

  private void follow(SegmentCatalog catalog) throws IOException {
    MarkerTable table = MarkerTable.of(catalog.markerHeaders());
    if (!Objects.equals(table.lifeOf(walk.tip()), reader.table().lifeOf(walk.tip()))) {
      // Markers that were walked and never proven are dead now; the newest base stands on none.
      Marker.Expectation beginning = Marker.Expectation.first(table.beginningOfNewestLife());
      walk = new MarkerWalk(files, beginning, MarkerVisitor.NONE);
    }
    MarkerWalk.Stop stop = walk.walk(table);
    TailSearch tail = TailSearch.behind(stop, catalog.markers(), table, files);
    String evidence = tail.evidence();
    if (evidence != null) {
      MarkerWalk.Stop again = walk.walk(table);
      if (again.sequence() == stop.sequence()) {
        String what = stop.reason() + ", and " + evidence;
        throw LogException.damaged(
            disk.describe(stop.fileName()), stop.offset(), stop.sequence(), what);
      }
    }
    reader.use(table);
    tip = Math.max(tip, Math.max(walk.proven(), closedAt(catalog)));
  }

  /** Returns the sequence that a close record of the newest incarnation vouches for, or 0. */
  private long closedAt(SegmentCatalog catalog) {
    List<SegmentCatalog.MarkerSegment> all = catalog.markers();
    CloseRecord close = all.get(all.size() - 1).close();
    boolean names =
        close != null
            && close.last() == walk.tip()
            && close.lastId().equals(walk.next().previousId());
    return names ? walk.tip() : 0;
  }
}
