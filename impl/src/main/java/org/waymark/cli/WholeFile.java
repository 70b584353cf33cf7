package org.waymark.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;

/**
 * A file that gets its name when it is whole and durable, and leaves nothing behind when it is
 * closed before. One thread.
 */
final class WholeFile extends OutputStream {

  private final Disk disk;
  private final String name;
  private final DiskFile file;
  private final byte[] buffer = new byte[1 << 16];
  private int buffered;
  private long written;
  private boolean closed;

  private WholeFile(Disk disk, String name, DiskFile file) {
    this.disk = disk;
    this.name = name;
    this.file = file;
  }

  /**
   * Begins a file.
   *
   * @throws java.nio.file.FileAlreadyExistsException if another is being made under this name
   */
  static WholeFile create(Disk disk, String name) throws IOException {
    return new WholeFile(disk, name, disk.create(temporary(name)));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    for (int done = 0; done < length; ) {
      int part = Math.min(length - done, buffer.length - buffered);
      System.arraycopy(bytes, offset + done, buffer, buffered, part);
      buffered += part;
      done += part;
      if (buffered == buffer.length) {
        writeOut();
      }
    }
  }

  private void writeOut() throws IOException {
    file.writeFully(written, buffer, 0, buffered);
    written += buffered;
    buffered = 0;
  }

  /** Makes the content durable and gives the file its name. */
  void finish() throws IOException {
    writeOut();
    file.force();
    file.close();
    disk.rename(temporary(name), name);
    closed = true;
  }

  /** Removes the file unless it was finished. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      file.close();
      disk.delete(temporary(name));
    }
  }

  private static String temporary(String name) {
    return name + ".tmp";
  }
}
