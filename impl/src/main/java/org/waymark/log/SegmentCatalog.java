package org.waymark.log;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;

/**
 * Everything that the directory of a log holds, with each segment's header; read once, and nothing
 * behind the headers.
 *
 * <p>A segment gets its final name only when its header is durable. So a header that is not whole,
 * or a file of another size than it says, is damage and never the work of a crash; the first found
 * is kept as {@link #damage()}. A newer format ends the reading at once. Immutable.
 */
final class SegmentCatalog {

  /**
   * A marker segment.
   *
   * @param header its header
   * @param size the file's size in bytes
   * @param close the valid close record in it, if there is one
   */
  record MarkerSegment(MarkerSegmentHeader header, long size, @Nullable CloseRecord close) {

    String fileName() {
      return header.name().fileName();
    }
  }

  /**
   * A capsule segment.
   *
   * @param header its header
   * @param size the file's size in bytes
   */
  record CapsuleSegmentFile(CapsuleSegmentHeader header, long size) {

    String fileName() {
      return header.name().fileName();
    }
  }

  private final List<MarkerSegment> markers = new ArrayList<>();
  private final List<CapsuleSegmentFile> capsules = new ArrayList<>();
  private final List<SegmentNames.Name> names = new ArrayList<>();
  private final List<String> temporary = new ArrayList<>();
  private final List<String> quarantined = new ArrayList<>();
  private final List<String> ignored = new ArrayList<>();
  private final Disk disk;
  private final Digests digests = new Digests();
  private int highestCounter;
  private @Nullable LogException damage;

  private SegmentCatalog(Disk disk) {
    this.disk = disk;
  }

  /**
   * Reads the directory.
   *
   * @throws LogException if it holds something and not a log, or a newer format
   * @throws NoSuchFileException if a file went away meanwhile
   */
  static SegmentCatalog read(Disk disk) throws IOException {
    SegmentCatalog catalog = ofNames(disk);
    for (SegmentNames.Name name : catalog.names) {
      catalog.readHeader(name);
    }
    catalog.markers.sort(
        Comparator.comparingInt((MarkerSegment s) -> s.header().incarnation().counter())
            .thenComparingLong(s -> s.header().firstSequence()));
    catalog.capsules.sort(
        Comparator.comparingInt((CapsuleSegmentFile s) -> s.header().incarnation().counter())
            .thenComparingInt(s -> s.header().number()));
    if (catalog.damage == null) {
      catalog.damage = HeaderAgreement.contradiction(disk, catalog);
    }
    return catalog;
  }

  /**
   * Looks at the names alone.
   *
   * @throws LogException if the directory holds something and not a log
   */
  static void requireLogOrNothing(Disk disk) throws IOException {
    ofNames(disk);
  }

  private static SegmentCatalog ofNames(Disk disk) throws IOException {
    SegmentCatalog catalog = new SegmentCatalog(disk);
    boolean ours = false;
    for (String fileName : disk.list()) {
      ours |= catalog.sort(fileName);
    }
    if (!ours && !catalog.ignored.isEmpty()) {
      throw LogException.about(
          LogException.Reason.FOREIGN,
          LogException.directory(disk),
          "holds no log but other files, such as " + catalog.ignored.get(0));
    }
    return catalog;
  }

  /** Returns the names that are a log's, whatever is behind them. */
  List<SegmentNames.Name> names() {
    return names;
  }

  /** Returns the marker segments by incarnation and first sequence. */
  List<MarkerSegment> markers() {
    return markers;
  }

  /** Returns the headers of the marker segments by incarnation and first sequence. */
  List<MarkerSegmentHeader> markerHeaders() {
    return markers.stream().map(MarkerSegment::header).toList();
  }

  /** Returns the isolation level that all marker segments name; null if there is no such level. */
  @Nullable Isolation isolation() {
    List<Isolation> levels = markers.stream().map(s -> s.header().isolation()).distinct().toList();
    return levels.size() == 1 ? levels.get(0) : null;
  }

  /** Returns the capsule segments by incarnation and number. */
  List<CapsuleSegmentFile> capsules() {
    return capsules;
  }

  /** Returns the names of files whose making was never finished. */
  List<String> temporary() {
    return temporary;
  }

  /** Returns the names of files with what earlier recoveries set aside. */
  List<String> quarantined() {
    return quarantined;
  }

  /** Returns the names that are none of a log's. */
  List<String> ignored() {
    return ignored;
  }

  /** Returns the highest incarnation counter in the name of any file, or 0. */
  int highestCounter() {
    return highestCounter;
  }

  /** Returns what contradicts itself among the headers, sizes and names, or null. */
  @Nullable LogException damage() {
    return damage;
  }

  /** Returns whether a name proves that this directory holds a log: a lock alone does not. */
  private boolean sort(String fileName) {
    SegmentNames.Name name = SegmentNames.parse(fileName);
    if (name == null) {
      ignored.add(fileName);
      return false;
    }
    names.add(name);
    if (name instanceof SegmentNames.Temporary unfinished) {
      temporary.add(fileName);
      count(unfinished.target());
    } else if (name instanceof SegmentNames.Quarantine) {
      quarantined.add(fileName);
    } else {
      count(name);
    }
    return !(name instanceof SegmentNames.Lock);
  }

  private void count(SegmentNames.Name name) {
    if (name instanceof SegmentNames.Markers segment) {
      highestCounter = Math.max(highestCounter, segment.incarnation());
    } else if (name instanceof SegmentNames.Capsules segment) {
      highestCounter = Math.max(highestCounter, segment.incarnation());
    }
  }

  private void readHeader(SegmentNames.Name name) throws IOException {
    if (name instanceof SegmentNames.Markers segment) {
      readMarkers(segment);
    } else if (name instanceof SegmentNames.Capsules segment) {
      readCapsules(segment);
    }
  }

  private void readMarkers(SegmentNames.Markers name) throws IOException {
    byte[] page = new byte[MarkerSegmentHeader.PAGE];
    long size = readPage(name.fileName(), page);
    Flaw flaw = size < page.length ? Flaw.LENGTH : MarkerSegmentHeader.flaw(page, 0, name, digests);
    if (flaw != null) {
      refuseHeader(name.fileName(), flaw);
      return;
    }
    MarkerSegmentHeader header = MarkerSegmentHeader.decode(page, 0);
    boolean closed = CloseRecord.flaw(page, CloseRecord.OFFSET, header, digests) == null;
    CloseRecord close = closed ? CloseRecord.decode(page, CloseRecord.OFFSET) : null;
    markers.add(new MarkerSegment(header, size, close));
  }

  private void readCapsules(SegmentNames.Capsules name) throws IOException {
    byte[] page = new byte[CapsuleSegmentHeader.PAGE];
    long size = readPage(name.fileName(), page);
    Flaw flaw =
        size < page.length ? Flaw.LENGTH : CapsuleSegmentHeader.flaw(page, 0, name, digests);
    if (flaw != null) {
      refuseHeader(name.fileName(), flaw);
      return;
    }
    capsules.add(new CapsuleSegmentFile(CapsuleSegmentHeader.decode(page, 0), size));
  }

  private long readPage(String fileName, byte[] page) throws IOException {
    try (DiskFile file = disk.open(fileName, Disk.Access.READ)) {
      file.readFully(0, page, 0, page.length);
      return file.size();
    }
  }

  private void refuseHeader(String fileName, Flaw flaw) throws LogException {
    if (flaw == Flaw.VERSION) {
      throw LogException.about(
          LogException.Reason.NEWER_FORMAT,
          disk.describe(fileName),
          "written by a newer version of the format");
    }
    refuse(fileName, "the segment's header: " + flaw.words());
  }

  private void refuse(String fileName, String what) {
    if (damage == null) {
      damage = LogException.damaged(disk.describe(fileName), 0, 0, what);
    }
  }
}
