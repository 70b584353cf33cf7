package org.waymark.disk;

import java.io.Closeable;
import java.io.IOException;

/**
 * An open file, read and written at explicit positions.
 *
 * <p>Safe for many threads at once; writes to disjoint ranges do not disturb each other. Positions
 * and sizes are bytes, at least 0.
 */
public interface DiskFile extends Closeable {

  /**
   * Reads up to {@code length} bytes at {@code position}.
   *
   * @return how many bytes were read, at least 1, or -1 if {@code position} is at or past the end
   */
  int read(long position, byte[] buffer, int offset, int length) throws IOException;

  /**
   * Writes up to {@code length} bytes at {@code position}; the file grows if need be.
   *
   * @return how many bytes were written; fewer than asked for is not an error
   * @throws DiskFullException if there is no space
   */
  int write(long position, byte[] buffer, int offset, int length) throws IOException;

  /** Returns the size as this process sees it. */
  long size() throws IOException;

  /** Cuts the file to {@code size}; a file that is not longer stays as it is. */
  void truncate(long size) throws IOException;

  /**
   * Extends the file to {@code size} with zeros that are really written and forced, so that later
   * overwrites change no metadata; a file that is not shorter stays as it is.
   *
   * @throws DiskFullException if there is no space
   */
  void preallocate(long size) throws IOException;

  /**
   * Makes every write that had returned before this call durable, with the size needed to read it.
   * After a failure the writes may be lost even if a later call returns.
   */
  void force() throws IOException;

  /** Closes the file; forces nothing. */
  @Override
  void close() throws IOException;

  /**
   * Reads until {@code length} bytes are there or the file ends.
   *
   * @return how many bytes were read, 0 to {@code length}
   */
  default int readFully(long position, byte[] buffer, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int n = read(position + done, buffer, offset + done, length - done);
      if (n < 0) {
        break;
      }
      if (n == 0) {
        throw new IOException("a read of " + (length - done) + " bytes makes no progress");
      }
      done += n;
    }
    return done;
  }

  /**
   * Writes all of {@code length} bytes, continuing short writes.
   *
   * @throws IOException if a write fails, or makes no progress
   */
  default void writeFully(long position, byte[] buffer, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int n = write(position + done, buffer, offset + done, length - done);
      if (n <= 0) {
        throw new IOException("a write of " + (length - done) + " bytes makes no progress");
      }
      done += n;
    }
  }
}
