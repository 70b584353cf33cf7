package org.waymark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of at most a given number of bytes; of a longer one it keeps nothing and goes on
 * behind it. One thread at a time.
 */
final class BoundedLines {

  /**
   * A line.
   *
   * @param number 1 for the first
   * @param bytes its bytes without the line feed; null if it is too long
   */
  @SuppressWarnings("ArrayRecordComponent") // A carrier; never compared.
  record Line(long number, byte @Nullable [] bytes) {}

  private final InputStream in;
  private final int maxBytes;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private byte[] line = new byte[1 << 12];
  private long number;

  BoundedLines(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /** Returns the next line, or null at the end of the input. */
  @Nullable Line next() throws IOException {
    int length = 0;
    boolean tooLong = false;
    while (position < limit || fill()) {
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      int part = end - position;
      tooLong |= part > maxBytes - length;
      if (!tooLong) {
        keep(part, length);
        length += part;
      }
      position = end;
      if (end < limit) {
        position++;
        return line(length, tooLong);
      }
    }
    return length > 0 || tooLong ? line(length, tooLong) : null;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }

  private void keep(int part, int length) {
    if (line.length < length + part) {
      line = Arrays.copyOf(line, Math.max(length + part, Math.min(2 * line.length, maxBytes)));
    }
    System.arraycopy(buffer, position, line, length, part);
  }

  private Line line(int length, boolean tooLong) {
    return new Line(++number, tooLong ? null : Arrays.copyOf(line, length));
  }
}
