package org.waymark.disk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The operating system's lock on a file, held by this process.
 *
 * <p>Two habits of POSIX locks shape this class. A process never conflicts with itself: it may
 * "take" a lock it already has. And the lock goes as soon as the process closes <em>any</em> handle
 * on the file, even one that was opened for a look. So a second attempt in this process must be
 * refused without opening the file at all, which needs a memory as wide as the process: {@link
 * #HELD}.
 *
 * <p>The file holds the process id of whoever locked it last: for messages, never for decisions.
 */
final class FileDiskLock implements DiskLock {

  /**
   * The locks that this process holds, by file, with the channels that keep them. The one exception
   * to "no static mutable state": this mirrors state that the operating system keeps per process,
   * and per instance it would be wrong. Guarded by its monitor.
   */
  private static final Map<FileIdentity, AsynchronousFileChannel> HELD = new HashMap<>();

  /** Bytes at the start of the file: the process id, padded with blanks to overwrite an older. */
  private static final int HOLDER_LENGTH = 24;

  private final Path path;
  private final FileIdentity identity;
  private final AsynchronousFileChannel channel;

  private FileDiskLock(Path path, FileIdentity identity, AsynchronousFileChannel channel) {
    this.path = path;
    this.identity = identity;
    this.channel = channel;
  }

  static FileDiskLock acquire(Path path) throws IOException {
    synchronized (HELD) {
      createIfMissing(path);
      FileIdentity identity = FileIdentity.of(path);
      refuseIfHeldHere(path, identity);
      AsynchronousFileChannel channel = Channels.open(path, Set.of(READ, WRITE));
      try {
        lock(path, identity, channel);
      } catch (OverlappingFileLockException e) {
        // Locked by code that has its own copy of HELD, say from another class loader. Closing the
        // channel would drop that lock, so it stays open, and the file refused, for good.
        HELD.put(identity, channel);
        throw new DiskLockedException(path + " is locked by other code in this process");
      } catch (IOException e) {
        channel.close();
        throw e;
      }
      HELD.put(identity, channel);
      return new FileDiskLock(path, identity, channel);
    }
  }

  /** Refuses to open a file whose lock closing it again would drop. */
  static void refuseIfHeldHere(Path path, FileIdentity identity) throws DiskLockedException {
    synchronized (HELD) {
      if (HELD.containsKey(identity)) {
        throw new DiskLockedException(path + " is locked by this process");
      }
    }
  }

  @Override
  public boolean isHeld() {
    try {
      return channel.isOpen() && identity.equals(FileIdentity.of(path));
    } catch (IOException e) {
      return false; // Missing, or not to be seen: either way nothing shows that it is ours.
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      if (channel.isOpen()) {
        HELD.remove(identity);
        channel.close();
      }
    }
  }

  private static void createIfMissing(Path path) throws IOException {
    if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.createFile(path);
      } catch (FileAlreadyExistsException e) {
        return; // Another process was faster; the lock decides between the two.
      } catch (IOException e) {
        throw Failures.orDiskFull(path, "created", e);
      }
    }
  }

  private static void lock(Path path, FileIdentity identity, AsynchronousFileChannel channel)
      throws IOException {
    FileLock lock = channel.tryLock();
    if (lock == null) {
      throw new DiskLockedException(path + " is locked by " + holder(channel));
    }
    if (!identity.equals(FileIdentity.of(path))) {
      throw new DiskLockedException(path + " was replaced while it was being locked");
    }
    ByteBuffer holder =
        US_ASCII.encode(("%-" + HOLDER_LENGTH + "d").formatted(ProcessHandle.current().pid()));
    try {
      Channels.await(channel.write(holder, 0));
    } catch (IOException e) {
      throw Failures.named(path, "written", e);
    }
  }

  private static String holder(AsynchronousFileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(HOLDER_LENGTH);
    Channels.await(channel.read(bytes, 0));
    String holder = US_ASCII.decode(bytes.flip()).toString().strip();
    return holder.matches("[0-9]+") ? "process " + holder : "another process";
  }
}
