package org.waymark.disk;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A directory of the operating system's file system.
 *
 * <p>Immutable, and safe for many threads. No interrupt ends an operation, closes a file or drops a
 * lock, and none is lost: the thread's flag is afterwards as it was. Every failure is thrown as an
 * exception whose message names the path; a lack of space or quota as {@link DiskFullException}, a
 * lack of permission as {@link java.nio.file.AccessDeniedException}.
 *
 * <p>Needs a POSIX file system: one that forces directories and tells files apart by more than
 * their names. A name must be a plain file name; a separator, {@code "."}, {@code ".."} and the
 * empty name are refused with {@link IllegalArgumentException}. The path to the directory may lead
 * through symbolic links; a name in it that is one is refused as no regular file.
 */
public final class FileDisk implements Disk {

  private final Path directory;

  private FileDisk(Path directory) {
    this.directory = directory;
  }

  /**
   * Opens a directory, creating it and the missing ones above it; the names are durable when this
   * returns.
   *
   * @throws NotDirectoryException if the path leads to something else
   */
  public static FileDisk openOrCreate(Path directory) throws IOException {
    Directories.create(directory);
    return open(directory);
  }

  /**
   * Opens a directory that exists and changes nothing.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws NotDirectoryException if the path leads to something else
   */
  public static FileDisk open(Path directory) throws IOException {
    Path real = directory.toRealPath();
    if (!Files.isDirectory(real)) {
      throw new NotDirectoryException(directory.toString());
    }
    return new FileDisk(real);
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return ChannelDiskFile.open(path(name), Set.of(CREATE_NEW, READ, WRITE));
  }

  /**
   * {@inheritDoc}
   *
   * @throws DiskLockedException if this process holds the lock on that very file, which closing a
   *     second handle would drop
   */
  @Override
  public DiskFile open(String name, Access access) throws IOException {
    Path path = path(name);
    FileDiskLock.refuseIfHeldHere(path, FileIdentity.of(path));
    return switch (access) {
      case READ -> ChannelDiskFile.open(path, Set.of(READ));
      case READ_WRITE -> ChannelDiskFile.open(path, Set.of(READ, WRITE));
    };
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Path target = path(to);
    try {
      Files.move(path(from), target, ATOMIC_MOVE);
    } catch (IOException e) {
      throw Failures.orDiskFull(target, "created", e);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    Files.delete(path(name));
  }

  @Override
  public List<String> list() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(names);
    return Collections.unmodifiableList(names);
  }

  @Override
  public void forceDirectory() throws IOException {
    Directories.force(directory);
  }

  @Override
  public DiskLock lock(String name) throws IOException {
    return FileDiskLock.acquire(path(name));
  }

  @Override
  public String describe(String name) {
    return path(name).toString();
  }

  /** Returns the directory's path on one line. */
  @Override
  public String toString() {
    return "FileDisk[" + directory + "]";
  }

  private Path path(String name) {
    if (name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.indexOf('/') >= 0
        || name.indexOf(File.separatorChar) >= 0) {
      throw new IllegalArgumentException("name: not a plain file name: '" + name + "'");
    }
    return directory.resolve(name);
  }
}
