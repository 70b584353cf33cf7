package org.waymark.log;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waymark.disk.Disk;

/**
 * The reading half of recovery: finds out what a directory holds, and which case that is. Modifies
 * nothing.
 *
 * <p>Everything that is not proven durable is verified here with its content, before the writing
 * half touches anything; what is proven durable is verified when it is read.
 */
final class Examination {

  private final Disk disk;
  private final SegmentFiles files;
  private final SegmentCatalog catalog;
  private final Isolation isolation;
  private final MarkerTable table;
  private final MarkerWalk walk;
  private final LogReader reader;
  private List<TailSearch.Remains> remains = List.of();
  private boolean closed;
  private @Nullable LogException contradiction;
  private @Nullable LogException contentLoss;
  private long bytesInDoubt;
  private RecoveryCase recoveryCase = RecoveryCase.FRESH;

  private Examination(
      Disk disk,
      SegmentFiles files,
      @Nullable Isolation named,
      Function<Isolation, MarkerVisitor> visitors)
      throws IOException {
    this.disk = disk;
    this.files = files;
    this.catalog = SegmentCatalog.read(disk);
    Isolation stored = catalog.isolation();
    Isolation chosen = Objects.requireNonNullElse(named, Isolation.SERIALIZABLE);
    this.isolation = Objects.requireNonNullElse(stored, chosen);
    this.table = MarkerTable.of(catalog.markerHeaders());
    this.walk = MarkerWalk.fromTheBeginning(files, visitors.apply(isolation));
    this.reader = new LogReader(files, table);
  }

  /**
   * Examines a directory.
   *
   * @param named the isolation level that the log must have, and gets if it is new; null for the
   *     log's own, which a new log has as {@link Isolation#SERIALIZABLE}
   * @param visitors gives, for the log's level, who sees every marker of the history
   * @throws LogException if the case is one that refuses, or the directory holds no log but other
   *     things, or a newer format, or a log of another level
   */
  static Examination of(
      Disk disk,
      SegmentFiles files,
      @Nullable Isolation named,
      Function<Isolation, MarkerVisitor> visitors)
      throws IOException {
    Examination examination = new Examination(disk, files, named, visitors);
    if (examination.catalog.damage() == null) {
      examination.requireLevel(named);
    }
    examination.decide();
    return examination;
  }

  private void decide() throws IOException {
    boolean markers = !catalog.markers().isEmpty();
    boolean sound = catalog.damage() == null;
    if (markers && sound) {
      readHistory();
    }
    recoveryCase =
        RecoveryCase.of(
            new Findings(
                markers,
                !catalog.capsules().isEmpty(),
                sound,
                contradiction != null,
                contentLoss != null,
                closed,
                durableUpTo() < tip(),
                !remains.isEmpty()));
    if (recoveryCase.isRefused()) {
      throw refusal();
    }
  }

  private void requireLevel(@Nullable Isolation named) throws LogException {
    if (named != null && named != isolation) {
      throw LogException.about(
          LogException.Reason.ISOLATION,
          LogException.directory(disk),
          "was created with the isolation level "
              + isolation.words()
              + ", this opening names "
              + named.words());
    }
  }

  private LogException refusal() throws IOException {
    LogException found = catalog.damage();
    if (found != null) {
      found = StillGood.beside(found, catalog, disk, files);
    } else {
      found = contradiction == null ? contentLoss : contradiction;
    }
    if (found == null) {
      String what = "there are capsule segments, and every marker segment is missing";
      String directory = LogException.directory(disk);
      found = LogException.about(LogException.Reason.DAMAGED, directory, what);
    }
    return found.inCase(recoveryCase);
  }

  private void readHistory() throws IOException {
    MarkerWalk.Stop stop = walk.walk(table);
    TailSearch tail = TailSearch.behind(stop, catalog.markers(), table, files);
    remains = tail.remains();
    if (tail.evidence() != null) {
      contradiction = lost(stop, stop.reason() + ", and " + tail.evidence());
      return;
    }
    judgeCloseRecord();
    if (contradiction == null) {
      contentLoss = lostContent();
    }
  }

  private LogException lost(MarkerWalk.Stop stop, String what) {
    String file = disk.describe(stop.fileName());
    return LogException.damaged(file, stop.offset(), stop.sequence(), what)
        .sparing(tip(), stop.sequence());
  }

  /** Returns what is damaged of the capsule log, as far as an opening looks, or null. */
  private @Nullable LogException lostContent() throws IOException {
    try {
      CapsulePresence.require(walk.lastOfLives(), catalog, disk);
    } catch (LogException missing) {
      return StillGood.beside(missing, catalog, disk, files);
    }
    try {
      verifyContentInDoubt();
    } catch (LogException damaged) {
      return damaged.sparing(damaged.sequence() - 1, damaged.sequence());
    }
    return null;
  }

  /** A close record that reaches beyond the tip is evidence, and found with the other evidence. */
  private void judgeCloseRecord() {
    Incarnation newest = newestLife();
    for (SegmentCatalog.MarkerSegment segment : catalog.markers()) {
      CloseRecord close = segment.close();
      if (close != null && close.incarnation().equals(newest)) {
        closed = close.last() == tip() && close.lastId().equals(tipId());
        if (!closed) {
          String what = "the close record does not name the last marker, which is " + tip();
          contradiction =
              LogException.damaged(
                      disk.describe(segment.fileName()), CloseRecord.OFFSET, close.last(), what)
                  .sparing(tip(), 0);
        }
      }
    }
  }

  private void verifyContentInDoubt() throws IOException {
    for (long sequence = durableUpTo() + 1; sequence <= tip(); sequence++) {
      Marker marker = reader.marker(sequence);
      SymbolCursor symbols = reader.symbols(reader.proof(marker));
      bytesInDoubt += Marker.SIZE + marker.proofLength();
      while (symbols.advance()) {
        bytesInDoubt += SymbolHeader.SIZE + symbols.length();
      }
    }
  }

  /** Returns the case, one that does not refuse. */
  RecoveryCase recoveryCase() {
    return recoveryCase;
  }

  SegmentCatalog catalog() {
    return catalog;
  }

  /** Returns the log's isolation level; of a new log, the one that it gets. */
  Isolation isolation() {
    return isolation;
  }

  /** Returns a reader of the history found. */
  LogReader reader() {
    return reader;
  }

  /** Returns the highest sequence of the history. */
  long tip() {
    return walk.tip();
  }

  Id128 tipId() {
    return walk.next().previousId();
  }

  long tipTime() {
    return walk.next().previousTime();
  }

  /** Returns the highest sequence proven durable, at most the tip. */
  long durableUpTo() {
    return closed ? tip() : walk.proven();
  }

  /** Returns what is left behind the history. */
  List<TailSearch.Remains> remains() {
    return remains;
  }

  /** Returns the last marker of each incarnation that committed something, by its counter. */
  Map<Integer, Marker> lastOfLives() {
    return walk.lastOfLives().stream()
        .collect(Collectors.toMap(Marker::incarnation, Function.identity()));
  }

  /** Returns the incarnation of the newest marker segment, or null if there is none. */
  @Nullable Incarnation newestLife() {
    List<SegmentCatalog.MarkerSegment> all = catalog.markers();
    return all.isEmpty() ? null : all.get(all.size() - 1).header().incarnation();
  }

  /** Returns how many bytes of markers, proofs and symbols are not proven durable. */
  long bytesInDoubt() {
    return bytesInDoubt;
  }
}
