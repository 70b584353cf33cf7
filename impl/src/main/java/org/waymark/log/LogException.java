package org.waymark.log;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFullException;
import org.waymark.disk.DiskLockedException;

/**
 * Signals that a log cannot be opened or read. The message is one line: the path, what is wrong
 * there, and the mend.
 */
public final class LogException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What kind of trouble it is, and what helps. */
  public enum Reason {
    /** What is stored is not what was written. */
    DAMAGED(
        "nothing was changed; 'waymark inspect' tells what is still good; restore the file from a copy"),
    /** The files were written by a newer version. */
    NEWER_FORMAT("nothing was changed; use the version that wrote it, or a newer one"),
    /** The directory holds something, and not a log. */
    FOREIGN("nothing was changed; name an empty directory or one that holds a log"),
    /** The log has another isolation level than the opening names. */
    ISOLATION("nothing was changed; name the log's own level, or none"),
    /** The log is open elsewhere. */
    LOCKED("close it there, or wait for that process to end"),
    /** This user may not read or write here. */
    NO_PERMISSION("give this user the permission to read and write there"),
    /** There is no space. */
    DISK_FULL("make space and open again"),
    /** The medium failed. */
    IO("look after the device and open again");

    private final String mend;

    Reason(String mend) {
      this.mend = mend;
    }
  }

  private final Reason reason;
  private final String what;
  private final String file;
  private final long offset;
  private final long sequence;

  private LogException(Reason reason, String file, String what, long offset, long sequence) {
    super(oneLine(file + ": " + place(offset, sequence) + what + "; " + reason.mend));
    this.reason = reason;
    this.what = what;
    this.file = file;
    this.offset = offset;
    this.sequence = sequence;
  }

  /** Makes one about a file or directory as a whole; {@code path} as the user knows it. */
  static LogException about(Reason reason, String path, String what) {
    return new LogException(reason, path, what, -1, 0);
  }

  /** Makes one about damage at a place; {@code sequence} is 0 if none is known. */
  static LogException damaged(String path, long offset, long sequence, String what) {
    return new LogException(Reason.DAMAGED, path, what, offset, sequence);
  }

  private static String place(long offset, long sequence) {
    if (offset < 0) {
      return "";
    }
    String whose = sequence == 0 ? "" : " (sequence " + sequence + ")";
    return "damaged at offset " + offset + whose + ": ";
  }

  /**
   * Returns this one about damage with what it spares in its message.
   *
   * @param good the last sequence before the damage that can be read; 0 if there is none
   * @param lost the first that is damaged, which the message then names; 0 if none is
   */
  LogException sparing(long good, long lost) {
    String spared = good == 0 ? "nothing" : "sequences 1 to " + good;
    String before = lost == 0 ? "" : " before it";
    return damaged(file, offset, lost, what + "; " + spared + before + " can be read");
  }

  /** Returns this one with the letter of the case in its message. */
  LogException inCase(RecoveryCase recoveryCase) {
    String withCase = what + " (recovery case " + recoveryCase.letter() + ")";
    LogException made = new LogException(reason, file, withCase, offset, sequence);
    made.initCause(this);
    return made;
  }

  /** Makes one of what a disk threw, unless it is one already. */
  static LogException of(Disk disk, IOException cause) {
    if (cause instanceof LogException known) {
      return known;
    }
    Reason reason;
    if (cause instanceof DiskLockedException) {
      reason = Reason.LOCKED;
    } else if (cause instanceof DiskFullException) {
      reason = Reason.DISK_FULL;
    } else if (cause instanceof AccessDeniedException) {
      reason = Reason.NO_PERMISSION;
    } else {
      reason = Reason.IO;
    }
    LogException made = about(reason, directory(disk), describe(reason, cause));
    made.initCause(cause);
    return made;
  }

  /** Returns the path of a disk's directory, for messages. */
  static String directory(Disk disk) {
    String lock = disk.describe(SegmentNames.LOCK);
    return lock.substring(0, lock.length() - SegmentNames.LOCK.length());
  }

  private static String describe(Reason reason, IOException cause) {
    String message = cause.getMessage();
    String said = message == null ? cause.getClass().getSimpleName() : message;
    return switch (reason) {
      case NO_PERMISSION -> "no permission for " + said;
      case LOCKED -> "open elsewhere: " + said;
      case DISK_FULL -> "no space: " + said;
      default -> "the disk failed: " + said;
    };
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }

  /** Returns the kind. */
  public Reason reason() {
    return reason;
  }

  /** Returns the path of the file, or of the directory if no single file is meant. */
  public String file() {
    return file;
  }

  /** Returns the byte offset in the file, or -1 if no place is meant. */
  public long offset() {
    return offset;
  }

  /** Returns the commit sequence concerned, or 0 if none is known. */
  public long sequence() {
    return sequence;
  }
}
