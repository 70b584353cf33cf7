package org.waymark.disk;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Which file a name leads to, independent of the name: device and inode number on POSIX systems.
 *
 * @param key equal for two names exactly if they lead to one file
 */
record FileIdentity(Object key) {

  /**
   * Looks a name up, without following links: nothing that a log names is one.
   *
   * @throws FileSystemException if it leads to something else than a regular file (a pipe would
   *     block whoever opens it, a link lead out of the directory), or the file system has no
   *     identities to give
   */
  static FileIdentity of(Path path) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      String what = attributes.isSymbolicLink() ? "a symbolic link, " : "";
      throw new FileSystemException(path.toString(), null, what + "not a regular file");
    }
    Object key = attributes.fileKey();
    if (key == null) {
      throw new FileSystemException(
          path.toString(), null, "the file system gives files no identity to check a lock by");
    }
    return new FileIdentity(key);
  }
}
