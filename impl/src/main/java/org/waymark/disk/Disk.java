package org.waymark.disk;

import java.io.IOException;
import java.util.List;

/**
 * One directory on a durable medium: the seam through which everything Waymark stores passes.
 *
 * <p>Names are flat; there are no sub-directories. A name is durable only after {@link
 * #forceDirectory()}, whatever was forced on the file behind it. The real implementation is {@link
 * FileDisk}; a simulated disk implements the same interface, so an implementation may reorder,
 * shorten or lose everything that this contract does not promise.
 *
 * <p>Every operation may throw {@link IOException}; none of them is retried here. All
 * implementations are safe to use from many threads, and no operation is ended by an interrupt.
 */
public interface Disk {

  /** How an existing file is opened. */
  enum Access {
    /** Reads only; a write, truncation or preallocation is refused. */
    READ,
    /** Reads and writes. */
    READ_WRITE
  }

  /**
   * Creates an empty file and opens it for reading and writing.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the name is taken
   * @throws DiskFullException if there is no space
   */
  DiskFile create(String name) throws IOException;

  /**
   * Opens an existing file.
   *
   * @throws java.nio.file.NoSuchFileException if there is no such name
   * @throws java.nio.file.AccessDeniedException if this process may not
   */
  DiskFile open(String name, Access access) throws IOException;

  /** Gives a file another name, atomically replacing what had that name. */
  void rename(String from, String to) throws IOException;

  /**
   * Removes a name; files already open stay usable.
   *
   * @throws java.nio.file.NoSuchFileException if there is no such name
   */
  void delete(String name) throws IOException;

  /** Returns the names in this directory, sorted. */
  List<String> list() throws IOException;

  /** Makes every creation, renaming and removal that has returned durable. */
  void forceDirectory() throws IOException;

  /**
   * Takes an exclusive lock on a file of this name, creating it if need be.
   *
   * @throws DiskLockedException if this or another process holds it
   */
  DiskLock lock(String name) throws IOException;

  /** Returns where a name is, in the words of the user's system; for messages only. */
  String describe(String name);
}
