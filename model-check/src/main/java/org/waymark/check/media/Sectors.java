package org.waymark.check.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.check.disk.DiskImage;
import org.waymark.log.SegmentNames;

/** The pieces of a log's files, and what they held earlier. Immutable. */
final class Sectors {

  /** Bytes of a sector. */
  static final int SIZE = 512;

  /**
   * A piece of a file.
   *
   * @param file its file
   * @param offset where it begins
   * @param bytes what it holds; shorter than a sector at the end of a file; not to be changed
   * @param earlier what it held before, the latest first, each once
   */
  @SuppressWarnings("ArrayRecordComponent") // A carrier; never compared.
  record Sector(String file, int offset, byte[] bytes, List<byte[]> earlier) {

    boolean isZero() {
      return Arrays.equals(bytes, new byte[bytes.length]);
    }

    String words() {
      return "sector " + offset / SIZE + " of " + file;
    }
  }

  private Sectors() {}

  /** Returns all sectors of all files. */
  static List<Sector> of(Specimen specimen) {
    List<Sector> sectors = new ArrayList<>();
    for (String file : specimen.image().names()) {
      List<byte[]> past = earlier(specimen, file);
      byte[] now = specimen.image().bytes(file);
      for (int offset = 0; offset < now.length; offset += SIZE) {
        int end = Math.min(now.length, offset + SIZE);
        byte[] bytes = Arrays.copyOfRange(now, offset, end);
        List<byte[]> before = new ArrayList<>();
        for (byte[] version : past) {
          if (version.length >= end) {
            addOnce(before, Arrays.copyOfRange(version, offset, end), bytes);
          }
        }
        sectors.add(new Sector(file, offset, bytes, before));
      }
    }
    return sectors;
  }

  /** Returns what a file held earlier, also under the name of its making; the latest first. */
  static List<byte[]> earlier(Specimen specimen, String file) {
    byte[] now = specimen.image().bytes(file);
    List<byte[]> versions = new ArrayList<>();
    List<DiskImage> past = specimen.past();
    for (int i = past.size() - 1; i >= 0; i--) {
      String name = nameIn(past.get(i), file);
      if (name != null) {
        addOnce(versions, past.get(i).bytes(name), now);
      }
    }
    return versions;
  }

  private static @Nullable String nameIn(DiskImage image, String file) {
    if (image.size(file) >= 0) {
      return file;
    }
    String unfinished = file + SegmentNames.TEMPORARY_SUFFIX;
    return image.size(unfinished) >= 0 ? unfinished : null;
  }

  private static void addOnce(List<byte[]> versions, byte[] version, byte[] now) {
    if (!Arrays.equals(version, now)
        && versions.stream().noneMatch(known -> Arrays.equals(known, version))) {
      versions.add(version);
    }
  }
}
