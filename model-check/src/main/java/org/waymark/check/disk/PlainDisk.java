package org.waymark.check.disk;

import java.io.IOException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;
import org.waymark.disk.DiskLock;
import org.waymark.disk.DiskLockedException;

/**
 * A disk in memory without power losses: what is written is there. It can break down, and from then
 * on every operation but closing fails.
 *
 * <p>Safe for many threads, since each operation is one step under the disk's monitor. For checks
 * that run a log thousands of times a second and ask what threads do to each other; what a crash
 * leaves is asked of a {@link SimDisk}. Files end below 2 GiB.
 */
public final class PlainDisk implements Disk {
  private final TreeMap<String, Content> files = new TreeMap<>();
  private int openHandles;
  private int locks;
  private boolean broken;

  /** The bytes of a file, whatever its name; guarded by the disk's monitor. */
  private static final class Content {
    byte[] bytes = {};

    void resize(int size) {
      bytes = Arrays.copyOf(bytes, size);
    }
  }

  /** Lets every further operation but closing fail. */
  public synchronized void breakDown() {
    broken = true;
  }

  /** Returns how many handles of files are not closed. */
  public synchronized int openHandles() {
    return openHandles;
  }

  /** Returns whether somebody has a lock. */
  public synchronized boolean isLocked() {
    return locks > 0;
  }

  @Override
  public synchronized DiskFile create(String name) throws IOException {
    requireSound(name);
    if (files.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    Content content = new Content();
    files.put(name, content);
    return new Handle(name, content, Access.READ_WRITE);
  }

  @Override
  public synchronized DiskFile open(String name, Access access) throws IOException {
    requireSound(name);
    return new Handle(name, existing(name), access);
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    requireSound(from);
    files.put(to, existing(from));
    files.remove(from);
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    requireSound(name);
    existing(name);
    files.remove(name);
  }

  @Override
  public synchronized List<String> list() throws IOException {
    requireSound("");
    return List.copyOf(files.keySet());
  }

  @Override
  public synchronized void forceDirectory() throws IOException {
    requireSound("");
  }

  @Override
  public synchronized DiskLock lock(String name) throws IOException {
    requireSound(name);
    if (locks > 0) {
      throw new DiskLockedException(describe(name) + " is locked");
    }
    locks++;
    files.putIfAbsent(name, new Content());
    return new Lock();
  }

  @Override
  public String describe(String name) {
    return "memory:" + name;
  }

  private Content existing(String name) throws NoSuchFileException {
    Content content = files.get(name);
    if (content == null) {
      throw new NoSuchFileException(name);
    }
    return content;
  }

  private void requireSound(String name) throws IOException {
    if (broken) {
      throw new IOException(describe(name) + ": the disk has broken down");
    }
  }

  /** An open file; guarded by the disk's monitor. */
  private final class Handle implements DiskFile {
    private final String name;
    private final Content content;
    private final Access access;
    private boolean closed;

    private Handle(String name, Content content, Access access) {
      this.name = name;
      this.content = content;
      this.access = access;
      openHandles++;
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) throws IOException {
      synchronized (PlainDisk.this) {
        requireUsable(Access.READ);
        if (position >= content.bytes.length) {
          return -1;
        }
        int n = (int) Math.min(length, content.bytes.length - position);
        System.arraycopy(content.bytes, (int) position, buffer, offset, n);
        return n;
      }
    }

    @Override
    public int write(long position, byte[] buffer, int offset, int length) throws IOException {
      synchronized (PlainDisk.this) {
        requireUsable(Access.READ_WRITE);
        int end = Math.addExact(Math.toIntExact(position), length);
        if (end > content.bytes.length) {
          content.resize(end);
        }
        System.arraycopy(buffer, offset, content.bytes, (int) position, length);
        return length;
      }
    }

    @Override
    public long size() throws IOException {
      synchronized (PlainDisk.this) {
        requireUsable(Access.READ);
        return content.bytes.length;
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (PlainDisk.this) {
        requireUsable(Access.READ_WRITE);
        if (size < content.bytes.length) {
          content.resize((int) size);
        }
      }
    }

    @Override
    public void preallocate(long size) throws IOException {
      synchronized (PlainDisk.this) {
        requireUsable(Access.READ_WRITE);
        if (size > content.bytes.length) {
          content.resize(Math.toIntExact(size));
        }
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (PlainDisk.this) {
        requireUsable(Access.READ);
      }
    }

    @Override
    public void close() {
      synchronized (PlainDisk.this) {
        if (!closed) {
          closed = true;
          openHandles--;
        }
      }
    }

    private void requireUsable(Access needed) throws IOException {
      requireSound(name);
      if (closed) {
        throw new IOException(describe(name) + " is closed");
      }
      if (needed == Access.READ_WRITE && access == Access.READ) {
        throw new NonWritableChannelException();
      }
    }
  }

  /** The only lock; guarded by the disk's monitor. */
  private final class Lock implements DiskLock {
    private boolean released;

    @Override
    public boolean isHeld() {
      synchronized (PlainDisk.this) {
        return !released;
      }
    }

    @Override
    public void close() {
      synchronized (PlainDisk.this) {
        if (!released) {
          released = true;
          locks--;
        }
      }
    }
  }
}
