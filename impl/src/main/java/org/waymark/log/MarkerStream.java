package org.waymark.log;

import java.io.IOException;
import java.util.List;

/** The marker stream; one thread at a time. */
public final class MarkerStream {
  /**
   * Returns how many slots there are from {@code sequence} to the end of its segment; any thread.
   */
  public int roomFor(long sequence) {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes the segment that holds {@code sequence} ready, creating it durably if {@code sequence} is
   * its first; to be called before the group's {@link #append}.
   */
  public void prepare(long sequence) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Appends a group in one write. */
  public void append(List<MarkerDraft> group, long durableUpTo) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Forces what was appended. */
  public void force() throws IOException {
    throw new UnsupportedOperationException();
  }
}
