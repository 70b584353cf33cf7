package org.waymark.disk;

import java.io.IOException;

/** Signals that the medium, or this user's share of it, has no space left. */
public final class DiskFullException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates one that names what could not be written. */
  public DiskFullException(String message, Throwable cause) {
    super(message, cause);
  }
}
