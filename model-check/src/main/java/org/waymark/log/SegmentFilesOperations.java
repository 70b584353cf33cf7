package org.waymark.log;

import java.io.IOException;
import org.jetbrains.lincheck.datastructures.Operation;
import org.waymark.check.disk.PlainDisk;
import org.waymark.disk.DiskFile;

/** {@link SegmentFiles} of a directory with the files 1 and 2, read while they are closed. */
public final class SegmentFilesOperations {
  private final PlainDisk disk = new PlainDisk();
  private final SegmentFiles files = new SegmentFiles(disk);

  /** Writes the two files. */
  public SegmentFilesOperations() throws IOException {
    for (int i = 1; i <= 2; i++) {
      try (DiskFile file = disk.create(Integer.toString(i))) {
        file.writeFully(0, new byte[] {(byte) i}, 0, 1);
      }
    }
  }

  /** Reads the byte of a file. */
  @Operation
  public String read(int file) {
    byte[] bytes = new byte[1];
    try {
      int n = files.read(Integer.toString(file), 0, bytes, 0, 1);
      return n == 0 ? "missing" : "read " + bytes[0];
    } catch (IOException closed) {
      return "closed";
    }
  }

  /** Closes them. */
  @Operation
  public void close() throws IOException {
    files.close();
  }

  /** Tells how many files are open; only when all threads are done, and they are closed. */
  @Operation
  public int leftOpen() {
    return disk.openHandles();
  }

  /** A flag. */
  public static final class Specification {
    private boolean closed;

    /** Reads the byte of a file. */
    public String read(int file) {
      if (closed) {
        return "closed";
      }
      return file <= 2 ? "read " + file : "missing";
    }

    /** Closes them. */
    public void close() {
      closed = true;
    }

    /** Nothing is left open. */
    public int leftOpen() {
      return 0;
    }
  }
}
