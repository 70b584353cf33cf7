package org.waymark.check.lives;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;
import org.waymark.disk.DiskFullException;
import org.waymark.disk.DiskLock;
import org.waymark.log.SegmentNames;

/**
 * A disk that tells a listener of each failure at the moment in which its user learns of it.
 *
 * <p>Of a segment that is being created it tells when the file with the temporary name is closed,
 * or removed if there was no space: that much the log does before it halts, other threads may
 * publish meanwhile, and nothing that they publish rests on that file.
 */
final class TellingDisk implements Disk {

  /** Hears of failures. */
  @FunctionalInterface
  interface Listener {
    /** An operation failed; it throws this exception next, and no step lies in between. */
    void failed(Kind kind, String name, IOException failure);
  }

  /** What kind of operation failed. */
  enum Kind {
    /** It was to change what is stored, or to make that durable. */
    STORES,
    /** It was to read. */
    READS,
    /**
     * It was to open, remove, cut, list, lock or still be locked, which nothing that is promised
     * rests on.
     */
    OTHER
  }

  /** An operation of a disk. */
  @FunctionalInterface
  private interface Action<T> {
    T run() throws IOException;
  }

  /** An operation of a disk that returns nothing. */
  @FunctionalInterface
  private interface Effect {
    void run() throws IOException;
  }

  private final Disk disk;
  private final Listener listener;

  /** What failed of files under temporary names, and is not told yet. */
  private final Map<String, IOException> creations = new ConcurrentHashMap<>();

  TellingDisk(Disk disk, Listener listener) {
    this.disk = disk;
    this.listener = listener;
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return new TellingFile(name, telling(Kind.STORES, name, () -> disk.create(name)));
  }

  @Override
  public DiskFile open(String name, Access access) throws IOException {
    return new TellingFile(name, telling(Kind.OTHER, name, () -> disk.open(name, access)));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    effect(Kind.STORES, from, () -> disk.rename(from, to));
  }

  @Override
  public void delete(String name) throws IOException {
    try {
      effect(Kind.OTHER, name, () -> disk.delete(name));
    } finally {
      tellOfCreation(name);
    }
  }

  private void tellOfCreation(String name) {
    IOException failure = creations.remove(name);
    if (failure != null) {
      listener.failed(Kind.STORES, name, failure);
    }
  }

  @Override
  public List<String> list() throws IOException {
    return telling(Kind.OTHER, "", disk::list);
  }

  @Override
  public void forceDirectory() throws IOException {
    effect(Kind.STORES, "", disk::forceDirectory);
  }

  @Override
  public DiskLock lock(String name) throws IOException {
    return new TellingLock(name, telling(Kind.OTHER, name, () -> disk.lock(name)));
  }

  @Override
  public String describe(String name) {
    return disk.describe(name);
  }

  private <T> T telling(Kind kind, String name, Action<T> action) throws IOException {
    try {
      return action.run();
    } catch (IOException failure) {
      listener.failed(kind, name, failure);
      throw failure;
    }
  }

  private void effect(Kind kind, String name, Effect effect) throws IOException {
    try {
      effect.run();
    } catch (IOException failure) {
      listener.failed(kind, name, failure);
      throw failure;
    }
  }

  /** A lock of this disk. */
  private final class TellingLock implements DiskLock {
    private final String name;
    private final DiskLock lock;

    TellingLock(String name, DiskLock lock) {
      this.name = name;
      this.lock = lock;
    }

    @Override
    public boolean isHeld() {
      boolean held = lock.isHeld();
      if (!held) {
        listener.failed(Kind.OTHER, name, new IOException(name + " is another file"));
      }
      return held;
    }

    @Override
    public void close() throws IOException {
      lock.close();
    }
  }

  /** A file of this disk. */
  private final class TellingFile implements DiskFile {
    private final String name;
    private final DiskFile file;

    TellingFile(String name, DiskFile file) {
      this.name = name;
      this.file = file;
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) throws IOException {
      return telling(Kind.READS, name, () -> file.read(position, buffer, offset, length));
    }

    @Override
    public int write(long position, byte[] buffer, int offset, int length) throws IOException {
      return storing(() -> file.write(position, buffer, offset, length));
    }

    @Override
    public long size() throws IOException {
      return telling(Kind.READS, name, file::size);
    }

    @Override
    public void truncate(long size) throws IOException {
      effect(Kind.OTHER, name, () -> file.truncate(size));
    }

    @Override
    public void preallocate(long size) throws IOException {
      storing(
          () -> {
            file.preallocate(size);
            return size;
          });
    }

    @Override
    public void force() throws IOException {
      storing(
          () -> {
            file.force();
            return name;
          });
    }

    @Override
    public void close() throws IOException {
      try {
        effect(Kind.OTHER, name, file::close);
      } finally {
        if (!(creations.get(name) instanceof DiskFullException)) {
          tellOfCreation(name);
        }
      }
    }

    private <T> T storing(Action<T> action) throws IOException {
      try {
        return action.run();
      } catch (IOException failure) {
        if (name.endsWith(SegmentNames.TEMPORARY_SUFFIX)) {
          creations.put(name, failure);
        } else {
          listener.failed(Kind.STORES, name, failure);
        }
        throw failure;
      }
    }
  }
}
