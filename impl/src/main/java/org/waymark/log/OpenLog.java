package org.waymark.log;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.waymark.disk.Disk;

/** An exclusively locked, recovered log that can be written. */
public final class OpenLog implements Closeable {
  /** Opens and recovers a log, creating it in an empty directory. */
  public static OpenLog recover(
      Disk disk, LogShape shape, long incarnationRandom, LogSeams seams, MarkerVisitor visitor)
      throws LogException {
    throw new UnsupportedOperationException();
  }

  /** The dry run: what {@code recover} would find; no lock, nothing modified. */
  public static RecoveryReport examine(Disk disk, LongSupplier nanoTime) throws LogException {
    throw new UnsupportedOperationException();
  }

  /** What opening found and did. */
  public RecoveryReport report() {
    throw new UnsupportedOperationException();
  }

  /** This life. */
  public Incarnation incarnation() {
    throw new UnsupportedOperationException();
  }

  /** The recovered tip. */
  public long tip() {
    throw new UnsupportedOperationException();
  }

  /** The recovered tip's marker id. */
  public Id128 tipId() {
    throw new UnsupportedOperationException();
  }

  /** The recovered tip's commit time; 0 for an empty log. */
  public long tipTime() {
    throw new UnsupportedOperationException();
  }

  /** Where capsules and proofs go. */
  public CapsuleLog capsules() {
    throw new UnsupportedOperationException();
  }

  /** Where markers go. */
  public MarkerStream markers() {
    throw new UnsupportedOperationException();
  }

  /** Reads this log. */
  public LogReader reader() {
    throw new UnsupportedOperationException();
  }

  /** Whether the lock's name still leads to the file this log locked. */
  public boolean stillOwned() {
    throw new UnsupportedOperationException();
  }

  /** Writes and forces the close record, then closes. Everything appended must have been forced. */
  public void closeCleanly(long unixNanos) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Releases files and lock without a close record. */
  @Override
  public void close() throws IOException {
    throw new UnsupportedOperationException();
  }
}
