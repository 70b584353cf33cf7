package org.waymark.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ConcurrentHashMap;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;

/**
 * Segment files opened for reading: the first 256 stay open, further ones are opened for each use.
 *
 * <p>Safe for many threads; racing ones may keep a few files more. Once closed, every read throws.
 */
final class SegmentFiles implements Closeable {

  private static final int KEPT = 256;

  private final Disk disk;
  private final ConcurrentHashMap<String, DiskFile> kept = new ConcurrentHashMap<>();

  /** Set before the kept files are closed, looked at after one is kept: none is left open. */
  private volatile boolean closed;

  SegmentFiles(Disk disk) {
    this.disk = disk;
  }

  /**
   * Reads until {@code length} bytes are there or the file ends.
   *
   * @return how many bytes were read; 0 if there is no such file
   */
  int read(String name, long position, byte[] buffer, int offset, int length) throws IOException {
    requireOpen();
    DiskFile file = kept.get(name);
    if (file != null) {
      return file.readFully(position, buffer, offset, length);
    }
    DiskFile opened;
    try {
      opened = disk.open(name, Disk.Access.READ);
    } catch (NoSuchFileException missing) {
      return 0;
    }
    if (kept.size() < KEPT && kept.putIfAbsent(name, opened) == null) {
      if (closed) {
        opened.close();
      }
      requireOpen();
      return opened.readFully(position, buffer, offset, length);
    }
    try (opened) {
      return opened.readFully(position, buffer, offset, length);
    }
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("the log is closed");
    }
  }

  /** Returns the path of a file, for messages. */
  String describe(String name) {
    return disk.describe(name);
  }

  /** Closes all files; a read that is under way may fail, and one that follows does. */
  @Override
  public void close() throws IOException {
    closed = true;
    Closer closer = new Closer();
    kept.values().forEach(closer::close);
    kept.clear();
    closer.finish();
  }
}
