package org.waymark;

import java.io.IOException;
import org.waymark.log.LogException;

/**
 * Says in one line, with the path and the mend, why a log directory could not be opened or read.
 * Committed history was not changed; if it is damaged, foreign or newer, or of another isolation
 * level, nothing was.
 */
public final class LogRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why a directory was refused. */
  public enum Reason {
    /** Committed history is damaged. */
    DAMAGED,
    /** A newer version of the format wrote it. */
    NEWER_FORMAT,
    /** It is no Waymark log. */
    FOREIGN,
    /** The log has another isolation level than the opening names. */
    ISOLATION,
    /** It is open elsewhere, in this process or another. */
    LOCKED,
    /** This user may not read or write it. */
    NO_PERMISSION,
    /** There is no space for what opening needs. */
    DISK_FULL,
    /** The disk failed. */
    IO
  }

  private final Reason reason;

  LogRefusedException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  static LogRefusedException of(LogException cause) {
    return new LogRefusedException(
        Reason.valueOf(cause.reason().name()), String.valueOf(cause.getMessage()), cause);
  }

  /** Returns the kind of trouble. */
  public Reason reason() {
    return reason;
  }
}
