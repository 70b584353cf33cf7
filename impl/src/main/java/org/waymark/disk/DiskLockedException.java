package org.waymark.disk;

import java.io.IOException;

/** Signals that a lock is held elsewhere, in this process or in another. */
public final class DiskLockedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates one that names the lock file and, where known, who holds it. */
  public DiskLockedException(String message) {
    super(message);
  }
}
