package org.waymark.log;

import java.io.IOException;

/**
 * Signals that a log cannot be opened or read. The message is one line: the path, what is wrong,
 * and the mend.
 */
public final class LogException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What kind of trouble it is. */
  public enum Reason {
    /** Committed history is damaged. */
    DAMAGED,
    /** The files were written by a newer version. */
    NEWER_FORMAT,
    /** The directory is not empty and holds no log. */
    FOREIGN,
    /** The log is open elsewhere. */
    LOCKED,
    /** This user may not read or write it. */
    NO_PERMISSION,
    /** There is no space to open it. */
    DISK_FULL,
    /** The medium failed. */
    IO
  }

  private final Reason reason;
  private final String file;
  private final long offset;
  private final long sequence;

  LogException(Reason reason, String message, String file, long offset, long sequence) {
    super(message);
    this.reason = reason;
    this.file = file;
    this.offset = offset;
    this.sequence = sequence;
  }

  /** Returns the kind. */
  public Reason reason() {
    return reason;
  }

  /** Returns the path of the file, or of the directory if no single file is meant. */
  public String file() {
    return file;
  }

  /** Returns the byte offset in the file, or -1 if none is meant. */
  public long offset() {
    return offset;
  }

  /** Returns the commit sequence concerned, or 0 if none is known. */
  public long sequence() {
    return sequence;
  }
}
