package org.waymark.log;

import java.io.IOException;
import java.io.InputStream;
import org.waymark.disk.DiskFullException;

/** The capsule log. */
public final class CapsuleLog {
  /**
   * Writes a capsule. Any thread, many at once; not forced.
   *
   * @throws IllegalArgumentException if the stream is empty or longer than 2^30 bytes
   * @throws PayloadException if the stream fails: the log stays usable
   * @throws DiskFullException if there is no space for another segment: the log stays usable
   * @throws IOException if the disk fails: the incarnation is over
   */
  public Extent write(InputStream payload) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Appends proofs in one write; returns the location of {@code bytes[0]}. */
  public long append(byte[] bytes, int length) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Forces the segments {@code firstSegment} to {@code lastSegment}. */
  public void force(int firstSegment, int lastSegment) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Returns how many bytes fit one segment in one record. */
  public int largestRecord() {
    throw new UnsupportedOperationException();
  }
}
