package org.waymark.disk;

import java.io.IOException;
import java.nio.channels.NonWritableChannelException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A disk in memory that keeps what is durable apart from what is merely written, for tests of what
 * stands on {@link Disk}.
 *
 * <p>A power loss ({@link #crash}) leaves, independently of each other, any unforced version of
 * each 512-byte sector, any unforced size of each file, and any prefix of the unforced changes of
 * each name (so a rename may leave both names, or neither). A process crash ({@link #kill}) leaves
 * everything as it was cached. Both end every handle and lock. A failed force leaves the medium
 * old, the cache new and the pages clean, so that the next force succeeds and writes nothing.
 *
 * <p>Not simulated: bytes torn inside a sector, writes completing while a force runs, read errors,
 * damage by the medium. Thread-safe. Files end below 2 GiB.
 */
public final class MemoryDisk implements Disk {

  /** The operations of {@link Disk}, {@link DiskFile} and {@link DiskLock}. */
  public enum Op {
    CREATE,
    OPEN,
    RENAME,
    DELETE,
    LIST,
    FORCE_DIRECTORY,
    LOCK,
    IS_HELD,
    UNLOCK,
    READ,
    WRITE,
    SIZE,
    TRUNCATE,
    PREALLOCATE,
    FORCE,
    CLOSE
  }

  /**
   * An operation that is about to happen.
   *
   * @param number 1 for the first of this disk
   * @param op which one
   * @param name the file's name when it was opened; of a rename, the old name; of the directory, ""
   */
  public record Event(long number, Op op, String name) {}

  private record Fault(Op op, Predicate<String> name, IOException failure) {}

  private final MemoryNames names = new MemoryNames();
  private final Set<MemoryFile> locked = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Fault> faults = new ArrayList<>();
  private final List<Consumer<Event>> hooks = new CopyOnWriteArrayList<>();
  private int longestWrite = Integer.MAX_VALUE;
  private long capacity = Long.MAX_VALUE;
  private long operations;
  private int lives = 1;

  /** Calls this before each operation, in the operation's thread and outside every lock. */
  public void onOperation(Consumer<Event> hook) {
    hooks.add(hook);
  }

  /** Returns how many operations were begun. */
  public synchronized long operations() {
    return operations;
  }

  /** Makes the next operation of this kind on such a name fail; a failed write writes nothing. */
  public synchronized void failNext(Op op, Predicate<String> name, IOException failure) {
    faults.add(new Fault(op, name, failure));
  }

  /** Makes every write stop after this many bytes, at least 1. */
  public synchronized void limitWrites(int bytes) {
    longestWrite = bytes;
  }

  /** Lets the sizes of all named files add up to this many bytes at most. */
  public synchronized void limitCapacity(long bytes) {
    capacity = bytes;
  }

  /** The process dies: handles and locks are gone, what was written stays cached. */
  public synchronized void kill() {
    lives++;
    locked.clear();
  }

  /** Power is lost; chance picks what of the unforced survives. */
  public synchronized void crash(Random chance) {
    // The first coins of Randoms with neighbouring seeds fall alike; they would hide most outcomes.
    SplittableRandom mixed = new SplittableRandom(chance.nextLong());
    names.files().forEach(file -> file.crash(mixed));
    names.crash(mixed);
    kill();
  }

  /** Power is lost after everything cached had reached the medium by itself. */
  public synchronized void crashKeepingAll() {
    names.files().forEach(MemoryFile::force);
    names.force();
    crashLosingAll();
  }

  /** Power is lost; nothing unforced survives. */
  public synchronized void crashLosingAll() {
    names.files().forEach(MemoryFile::reload);
    names.reload();
    kill();
  }

  @Override
  public DiskFile create(String name) throws IOException {
    int life = begin(Op.CREATE, name);
    synchronized (this) {
      check(life, Op.CREATE, name);
      return new Handle(name, names.create(name), Access.READ_WRITE, life);
    }
  }

  @Override
  public DiskFile open(String name, Access access) throws IOException {
    int life = begin(Op.OPEN, name);
    synchronized (this) {
      check(life, Op.OPEN, name);
      return new Handle(name, names.existing(name), access, life);
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    int life = begin(Op.RENAME, from);
    synchronized (this) {
      check(life, Op.RENAME, from);
      names.rename(from, to);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    int life = begin(Op.DELETE, name);
    synchronized (this) {
      check(life, Op.DELETE, name);
      names.delete(name);
    }
  }

  @Override
  public List<String> list() throws IOException {
    int life = begin(Op.LIST, "");
    synchronized (this) {
      check(life, Op.LIST, "");
      return names.list();
    }
  }

  @Override
  public void forceDirectory() throws IOException {
    int life = begin(Op.FORCE_DIRECTORY, "");
    synchronized (this) {
      try {
        check(life, Op.FORCE_DIRECTORY, "");
        names.force();
      } finally {
        if (life == lives) {
          names.clean();
        }
      }
    }
  }

  @Override
  public DiskLock lock(String name) throws IOException {
    int life = begin(Op.LOCK, name);
    synchronized (this) {
      check(life, Op.LOCK, name);
      MemoryFile file = names.existingOrNew(name);
      if (!locked.add(file)) {
        throw new DiskLockedException(describe(name) + " is locked");
      }
      return new Lock(name, file, life);
    }
  }

  @Override
  public String describe(String name) {
    return "memory:" + name;
  }

  /** Counts an operation and lets the hooks see it; returns the life it was begun in. */
  private int begin(Op op, String name) {
    Event event;
    int life;
    synchronized (this) {
      event = new Event(++operations, op, name);
      life = lives;
    }
    hooks.forEach(hook -> hook.accept(event));
    return life;
  }

  private void check(int life, Op op, String name) throws IOException {
    if (life != lives) {
      throw new IOException(describe(name) + ": this process is dead");
    }
    for (Iterator<Fault> all = faults.iterator(); all.hasNext(); ) {
      Fault fault = all.next();
      if (fault.op() == op && fault.name().test(name)) {
        all.remove();
        throw fault.failure();
      }
    }
  }

  private long space() {
    return capacity - names.totalSize();
  }

  private final class Handle implements DiskFile {
    private final String name;
    private final MemoryFile file;
    private final Access access;
    private final int life;
    private boolean closed;

    Handle(String name, MemoryFile file, Access access, int life) {
      this.name = name;
      this.file = file;
      this.access = access;
      this.life = life;
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) throws IOException {
      checkRange(position, buffer, offset, length);
      begin(Op.READ, name);
      synchronized (MemoryDisk.this) {
        checkOpen(Op.READ);
        return file.read((int) Math.min(position, Integer.MAX_VALUE), buffer, offset, length);
      }
    }

    @Override
    public int write(long position, byte[] buffer, int offset, int length) throws IOException {
      checkRange(position, buffer, offset, length);
      begin(Op.WRITE, name);
      synchronized (MemoryDisk.this) {
        checkWritable(Op.WRITE);
        long room = file.size() - position + Math.max(0, space());
        int n = (int) Math.min(Math.min(length, longestWrite), room);
        if (n <= 0 && length > 0) {
          throw full();
        }
        file.write(Math.toIntExact(position), buffer, offset, n);
        return n;
      }
    }

    @Override
    public long size() throws IOException {
      begin(Op.SIZE, name);
      synchronized (MemoryDisk.this) {
        checkOpen(Op.SIZE);
        return file.size();
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      begin(Op.TRUNCATE, name);
      synchronized (MemoryDisk.this) {
        checkWritable(Op.TRUNCATE);
        file.truncate((int) Math.min(size, Integer.MAX_VALUE));
      }
    }

    @Override
    public void preallocate(long size) throws IOException {
      begin(Op.PREALLOCATE, name);
      synchronized (MemoryDisk.this) {
        checkWritable(Op.PREALLOCATE);
        if (size > file.size()) {
          boolean fits = size - file.size() <= space();
          file.extendWithZeros(Math.toIntExact(fits ? size : file.size() + Math.max(0, space())));
          if (!fits) {
            throw full();
          }
          file.force();
        }
      }
    }

    @Override
    public void force() throws IOException {
      begin(Op.FORCE, name);
      synchronized (MemoryDisk.this) {
        try {
          checkOpen(Op.FORCE);
          file.force();
        } finally {
          if (life == lives && !closed) {
            file.clean();
          }
        }
      }
    }

    @Override
    public void close() throws IOException {
      begin(Op.CLOSE, name);
      synchronized (MemoryDisk.this) {
        closed = true;
        check(lives, Op.CLOSE, name);
      }
    }

    private static void checkRange(long position, byte[] buffer, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, buffer.length);
      if (position < 0) {
        throw new IllegalArgumentException("position: " + position);
      }
    }

    private void checkOpen(Op op) throws IOException {
      if (closed) {
        throw new IOException(describe(name) + " is closed");
      }
      check(life, op, name);
    }

    private void checkWritable(Op op) throws IOException {
      checkOpen(op);
      if (access == Access.READ) {
        throw new NonWritableChannelException();
      }
    }

    private IOException full() {
      String message = describe(name) + " cannot be written: the capacity is used up";
      return new DiskFullException(message, new IOException("capacity " + capacity));
    }
  }

  private final class Lock implements DiskLock {
    private final String name;
    private final MemoryFile file;
    private final int life;
    private boolean closed;

    Lock(String name, MemoryFile file, int life) {
      this.name = name;
      this.file = file;
      this.life = life;
    }

    @Override
    public boolean isHeld() {
      begin(Op.IS_HELD, name);
      synchronized (MemoryDisk.this) {
        return !closed && life == lives && names.leadsTo(name, file);
      }
    }

    @Override
    public void close() throws IOException {
      begin(Op.UNLOCK, name);
      synchronized (MemoryDisk.this) {
        if (!closed && life == lives) {
          locked.remove(file);
        }
        closed = true;
        check(lives, Op.UNLOCK, name);
      }
    }
  }
}
