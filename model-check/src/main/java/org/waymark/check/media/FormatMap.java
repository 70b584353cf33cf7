package org.waymark.check.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.waymark.check.disk.DiskImage;
import org.waymark.log.CapsuleSegmentHeader;
import org.waymark.log.CloseRecord;
import org.waymark.log.Digests;
import org.waymark.log.Location;
import org.waymark.log.Marker;
import org.waymark.log.MarkerSegmentHeader;
import org.waymark.log.Proof;
import org.waymark.log.SegmentNames;
import org.waymark.log.SymbolHeader;

/**
 * What stands where in an undamaged log, and what of it proves that something was committed.
 * Immutable.
 */
final class FormatMap {

  /**
   * Bytes that, as long as they are what was written, prove that all sequences up to one were
   * durable.
   *
   * @param file the file that holds them
   * @param offset where they begin
   * @param length how many they are
   * @param proves the highest sequence that they prove
   */
  record Evidence(String file, int offset, int length, long proves) {}

  private final Specimen specimen;
  private final Map<String, byte[]> bytes = new HashMap<>();
  private final Map<String, Region[]> regions = new HashMap<>();
  private final List<Evidence> evidence = new ArrayList<>();

  /** Of each marker segment, by name. */
  private final Map<String, MarkerSegmentHeader> headers = new HashMap<>();

  /** Where the marker of each sequence stands; the first is that of sequence 1. */
  private final List<Evidence> markers = new ArrayList<>();

  FormatMap(Specimen specimen) {
    this.specimen = specimen;
    for (String file : specimen.image().names()) {
      bytes.put(file, specimen.image().bytes(file));
      mapFile(file);
    }
    for (long sequence = 1; sequence <= specimen.tip(); sequence++) {
      mapCommit(sequence);
    }
    mapCloseRecords();
  }

  /** Returns the undamaged image. */
  DiskImage image() {
    return specimen.image();
  }

  /** Returns the undamaged log. */
  Specimen specimen() {
    return specimen;
  }

  /** Returns the bytes of a file; not to be changed. */
  byte[] bytes(String file) {
    return Objects.requireNonNull(bytes.get(file), file);
  }

  /** Returns what stands at a place. */
  Region at(String file, int offset) {
    return Objects.requireNonNull(regions.get(file), file)[offset];
  }

  /** Returns the first of the regions that touch these bytes. */
  Region in(String file, int from, int to) {
    Region first = Region.FILE;
    Region[] of = Objects.requireNonNull(regions.get(file), file);
    for (int i = from; i < Math.min(to, of.length); i++) {
      if (of[i].compareTo(first) < 0) {
        first = of[i];
      }
    }
    return first;
  }

  /** Returns everything that proves something. */
  List<Evidence> evidence() {
    return evidence;
  }

  /** Returns where the marker of a committed sequence stands. */
  Evidence marker(long sequence) {
    return markers.get((int) sequence - 1);
  }

  /** Returns whether these bytes are in an image what they were. */
  boolean stands(Evidence place, DiskImage image) {
    if (image.size(place.file()) < place.offset() + place.length()) {
      return false;
    }
    byte[] now = image.bytes(place.file());
    int end = place.offset() + place.length();
    return Arrays.equals(bytes(place.file()), place.offset(), end, now, place.offset(), end);
  }

  private void mapFile(String file) {
    byte[] all = bytes(file);
    Region[] map = new Region[all.length];
    regions.put(file, map);
    SegmentNames.Name name = SegmentNames.parse(file);
    if (name instanceof SegmentNames.Markers segment) {
      sound(file, MarkerSegmentHeader.flaw(all, 0, segment, new Digests()));
      MarkerSegmentHeader header = MarkerSegmentHeader.decode(all, 0);
      headers.put(file, header);
      evidence.add(new Evidence(file, 0, MarkerSegmentHeader.SIZE, header.base()));
      fill(map, Region.EMPTY_SLOT, 0, all.length);
      fill(map, Region.SLACK, 0, MarkerSegmentHeader.PAGE);
      fill(map, Region.HEADER, 0, MarkerSegmentHeader.SIZE);
      for (int slot = MarkerSegmentHeader.PAGE; slot < all.length; slot += Marker.SIZE) {
        if (!isZero(all, slot, Marker.SIZE)) {
          fill(map, Region.DEAD_SLOT, slot, Marker.SIZE);
        }
      }
    } else if (name instanceof SegmentNames.Capsules segment) {
      sound(file, CapsuleSegmentHeader.flaw(all, 0, segment, new Digests()));
      fill(map, Region.UNUSED, 0, all.length);
      fill(map, Region.SLACK, 0, CapsuleSegmentHeader.PAGE);
      fill(map, Region.HEADER, 0, CapsuleSegmentHeader.SIZE);
    } else {
      fill(map, Region.SET_ASIDE, 0, all.length);
    }
  }

  private void mapCommit(long sequence) {
    String file = segmentOf(sequence);
    MarkerSegmentHeader header = Objects.requireNonNull(headers.get(file));
    int slot = (int) MarkerSegmentHeader.slotOffset((int) (sequence - header.firstSequence()));
    Digests digests = new Digests();
    sound(file, Marker.flaw(bytes(file), slot, header.incarnation(), sequence, digests));
    Marker marker = Marker.decode(bytes(file), slot);
    Region region = Region.MARKERS;
    if (header.incarnation().counter() < newestLife()) {
      region = Region.OLD_MARKERS;
    } else if (sequence >= specimen.lastGroupFirst()) {
      region = Region.LAST_MARKERS;
    }
    fill(Objects.requireNonNull(regions.get(file)), region, slot, Marker.SIZE);
    Evidence place = new Evidence(file, slot, Marker.SIZE, marker.durableUpTo());
    evidence.add(place);
    markers.add(place);
    mapContent(marker);
  }

  private void mapContent(Marker marker) {
    String file = capsules(marker.incarnation(), marker.proofLocation());
    int offset = Location.offset(marker.proofLocation());
    fill(map(file), Region.PROOF, offset, marker.proofLength());
    Proof proof = Proof.decode(bytes(file), offset);
    for (long at = proof.capsuleLocation(); at != 0; ) {
      file = capsules(marker.incarnation(), at);
      offset = Location.offset(at);
      SymbolHeader symbol = SymbolHeader.decode(bytes(file), offset);
      fill(map(file), Region.SYMBOL_HEADER, offset, SymbolHeader.SIZE);
      fill(map(file), Region.PAYLOAD, offset + SymbolHeader.SIZE, symbol.length());
      at = symbol.next();
    }
  }

  private void mapCloseRecords() {
    headers.forEach(
        (file, header) -> {
          byte[] all = bytes(file);
          if (CloseRecord.flaw(all, CloseRecord.OFFSET, header, new Digests()) == null) {
            long last = CloseRecord.decode(all, CloseRecord.OFFSET).last();
            evidence.add(new Evidence(file, CloseRecord.OFFSET, CloseRecord.SIZE, last));
            boolean newest = header.incarnation().counter() == newestLife();
            Region region = newest ? Region.CLOSE_RECORD : Region.OLD_CLOSE_RECORD;
            fill(map(file), region, CloseRecord.OFFSET, CloseRecord.SIZE);
          }
        });
  }

  /** The segment of the latest incarnation that begins at or before the sequence. */
  private String segmentOf(long sequence) {
    return headers.entrySet().stream()
        .filter(entry -> entry.getValue().firstSequence() <= sequence)
        .map(Map.Entry::getKey)
        .max(String::compareTo)
        .orElseThrow();
  }

  private int newestLife() {
    return headers.values().stream()
        .mapToInt(header -> header.incarnation().counter())
        .max()
        .orElse(0);
  }

  private Region[] map(String file) {
    return Objects.requireNonNull(regions.get(file), file);
  }

  private static String capsules(int life, long location) {
    return new SegmentNames.Capsules(life, Location.segment(location)).fileName();
  }

  private static void fill(Region[] map, Region region, int from, int length) {
    Arrays.fill(map, from, from + length, region);
  }

  private static boolean isZero(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static void sound(String file, @Nullable Object flaw) {
    if (flaw != null) {
      throw new IllegalStateException("an undamaged log has a flaw in " + file + ": " + flaw);
    }
  }
}
