package org.waymark.log;

import java.io.IOException;

/**
 * Signals that the stream a capsule was read from failed: the user's trouble, not the disk's. The
 * cause is what the stream threw. The log stays usable; only space is lost.
 */
public final class PayloadException extends IOException {
  private static final long serialVersionUID = 1L;

  private final IOException failure;

  PayloadException(IOException cause) {
    super("the capsule's stream failed: " + cause.getMessage());
    failure = cause;
  }

  @Override
  public synchronized IOException getCause() {
    return failure;
  }
}
