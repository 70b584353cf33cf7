package org.waymark.disk;

import java.io.Closeable;
import java.io.IOException;

/**
 * An exclusive lock on a name in a directory, held from {@link Disk#lock} until closed or the
 * process ends.
 */
public interface DiskLock extends Closeable {

  /**
   * Tells whether the name still leads to the very file that is locked, and not to another that
   * somebody put in its place. Safe for many threads; one look at the directory, no force.
   */
  boolean isHeld();

  /** Releases the lock; the file stays. Idempotent. */
  @Override
  void close() throws IOException;
}
