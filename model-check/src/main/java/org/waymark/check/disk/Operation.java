package org.waymark.check.disk;

/**
 * An operation of {@link org.waymark.disk.Disk}, {@link org.waymark.disk.DiskFile} or {@link
 * org.waymark.disk.DiskLock}.
 *
 * @param number 1 for the first of its {@link SimDisk}, dense
 * @param kind which one
 * @param name the file's name when it was opened; of a rename, the old name; of the directory, ""
 * @param position where a read or write begins, or the size asked for by a truncation or
 *     preallocation, in bytes; else 0
 * @param length how many bytes a read or write asks for; else 0
 */
public record Operation(long number, Kind kind, String name, long position, int length) {

  /** What an operation does. */
  public enum Kind {
    /** {@link org.waymark.disk.Disk#create}. */
    CREATE,
    /** {@link org.waymark.disk.Disk#open}. */
    OPEN,
    /** {@link org.waymark.disk.Disk#rename}. */
    RENAME,
    /** {@link org.waymark.disk.Disk#delete}. */
    DELETE,
    /** {@link org.waymark.disk.Disk#list}. */
    LIST,
    /** {@link org.waymark.disk.Disk#forceDirectory}. */
    FORCE_DIRECTORY,
    /** {@link org.waymark.disk.Disk#lock}. */
    LOCK,
    /** {@link org.waymark.disk.DiskLock#isHeld}. */
    IS_HELD,
    /** {@link org.waymark.disk.DiskLock#close}. */
    UNLOCK,
    /** {@link org.waymark.disk.DiskFile#read}. */
    READ,
    /** {@link org.waymark.disk.DiskFile#write}. */
    WRITE,
    /** {@link org.waymark.disk.DiskFile#size}. */
    SIZE,
    /** {@link org.waymark.disk.DiskFile#truncate}. */
    TRUNCATE,
    /** {@link org.waymark.disk.DiskFile#preallocate}. */
    PREALLOCATE,
    /** {@link org.waymark.disk.DiskFile#force}. */
    FORCE,
    /** {@link org.waymark.disk.DiskFile#close}. */
    CLOSE
  }
}
