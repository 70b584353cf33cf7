package org.waymark.log;

import java.io.Closeable;
import java.io.IOException;
import org.waymark.disk.Disk;

/** A log opened for reading, beside a live writer or not. */
public final class ReadOnlyLog implements Closeable {
  /** Opens a log without a lock. */
  public static ReadOnlyLog open(Disk disk) throws LogException {
    throw new UnsupportedOperationException();
  }

  /** Returns the highest sequence proven durable when last refreshed; never falls. */
  public long tip() {
    throw new UnsupportedOperationException();
  }

  /** Looks for what was added; returns the new tip. */
  public long refresh() throws LogException {
    throw new UnsupportedOperationException();
  }

  /** Returns the reader. */
  public LogReader reader() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() throws IOException {
    throw new UnsupportedOperationException();
  }
}
