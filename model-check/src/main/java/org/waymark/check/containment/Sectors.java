package org.waymark.check.containment;

import java.util.Arrays;
import org.waymark.check.disk.DiskImage;

/** Tells of each sector of a file where its bytes come from. */
final class Sectors {
  /** Bytes of a sector. */
  static final int SIZE = 512;

  private Sectors() {}

  /** Returns the sector that begins at an offset; zeros behind the file's end. */
  static byte[] at(byte[] file, int from) {
    return from >= file.length
        ? new byte[SIZE]
        : Arrays.copyOf(Arrays.copyOfRange(file, from, Math.min(from + SIZE, file.length)), SIZE);
  }

  /** Returns the ranges of a file, each with what it agrees with. */
  static String describe(String name, DiskImage found, DiskImage cached, DiskImage forced) {
    byte[] here = found.bytes(name);
    byte[] now = bytes(cached, name);
    byte[] old = bytes(forced, name);
    StringBuilder text = new StringBuilder();
    String origin = "";
    for (int from = 0; from < here.length; from += SIZE) {
      String next = origin(at(here, from), at(now, from), at(old, from));
      if (!next.equals(origin)) {
        text.append(from == 0 ? " from 0 " : ", from " + from + " ").append(next);
        origin = next;
      }
    }
    return text.toString();
  }

  private static byte[] bytes(DiskImage image, String name) {
    return image.size(name) < 0 ? new byte[0] : image.bytes(name);
  }

  private static String origin(byte[] here, byte[] now, byte[] old) {
    if (Arrays.equals(here, old)) {
      return Arrays.equals(here, now) ? "as forced and cached" : "as forced";
    }
    if (Arrays.equals(here, now)) {
      return "as cached";
    }
    return Arrays.equals(here, new byte[SIZE]) ? "zeros" : "something else";
  }
}
