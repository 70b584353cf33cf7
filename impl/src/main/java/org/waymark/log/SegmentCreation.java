package org.waymark.log;

import java.io.IOException;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;
import org.waymark.disk.DiskFullException;

/**
 * The one way a segment file comes to be, so that a file under its final name always has a whole
 * header and all its blocks.
 *
 * <p>The file is filled and forced under a temporary name, renamed, and its directory forced;
 * nothing may be written behind the header before that. A crash in between leaves a temporary file,
 * which recovery removes, or an empty segment.
 */
final class SegmentCreation {

  private SegmentCreation() {}

  /**
   * Creates a segment and opens it for reading and writing.
   *
   * @param header the bytes the file begins with; zeros follow up to {@code size}
   * @throws DiskFullException if there is no space: the directory is as before and the creation may
   *     be tried again
   * @throws IOException if the disk fails: whether the segment is durable is unknown, and nothing
   *     may depend on this name in this incarnation
   */
  static DiskFile create(Disk disk, String name, long size, byte[] header) throws IOException {
    String temporary = name + SegmentNames.TEMPORARY_SUFFIX;
    DiskFile file = disk.create(temporary);
    try (file) {
      file.preallocate(size);
      file.writeFully(0, header, 0, header.length);
      file.force();
    } catch (DiskFullException full) {
      disk.delete(temporary);
      throw full;
    }
    try {
      disk.rename(temporary, name);
      disk.forceDirectory();
      return disk.open(name, Disk.Access.READ_WRITE);
    } catch (DiskFullException full) {
      throw new IOException("no space to make the name " + name + " durable", full);
    }
  }
}
