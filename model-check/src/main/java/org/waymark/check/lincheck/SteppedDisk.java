package org.waymark.check.lincheck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.waymark.check.disk.DiskImage;
import org.waymark.check.disk.SimDisk;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;
import org.waymark.disk.DiskLock;

/**
 * A simulated disk for many threads. Each operation of a file or the directory is one step, before
 * which another thread may go on, and behind a force too: before the caller has heard of it.
 *
 * <p>A thread may be <em>doomed</em>: one of its next writes and forces fails. So it is the caller
 * who fails, and not whoever comes next, and what an operation answers is a function of it.
 */
public final class SteppedDisk implements Disk {
  private final SimDisk disk = new SimDisk(DiskImage.EMPTY);
  private final Machine machine = new Machine();
  private final WriteWatch watch;

  /** Read and written before each operation, so that a model checker sees a step there. */
  private final AtomicLong steps = new AtomicLong();

  /** Hears of writes. */
  @FunctionalInterface
  public interface WriteWatch {
    /** A write begins. */
    void writes(String file, long position, int length);
  }

  /** An empty disk. */
  public SteppedDisk(WriteWatch watch) {
    this.watch = watch;
  }

  /**
   * Lets one of the calling thread's next writes and forces fail.
   *
   * @param number which of them, from 1
   * @param message what the failure says
   */
  public void doom(int number, String message) {
    machine.doom(new Doom(Thread.currentThread(), number, message));
  }

  /** The calling thread is no longer doomed, if it was. */
  public void spare() {
    machine.spare();
  }

  /** What will happen to a thread: how many of its writes and forces are left, and what is said. */
  private record Doom(Thread thread, int left, String message) {}

  /** Something that the disk does. */
  @FunctionalInterface
  private interface Work<T> {
    T act() throws IOException;
  }

  /** Does one thing at a time: what a model checker takes as one step. */
  static final class Machine {
    /** Searched, not hashed: a model checker gives objects hash codes of its own. */
    private final List<Doom> doomed = new ArrayList<>();

    synchronized void doom(Doom doom) {
      doomed.add(doom);
    }

    synchronized void spare() {
      doomed.removeIf(doom -> doom.thread() == Thread.currentThread());
    }

    synchronized <T> T act(Work<T> work) throws IOException {
      return work.act();
    }

    void strike() throws IOException {
      for (int i = 0; i < doomed.size(); i++) {
        Doom doom = doomed.get(i);
        if (doom.thread() == Thread.currentThread()) {
          doomed.set(i, new Doom(doom.thread(), doom.left() - 1, doom.message()));
          if (doom.left() == 1) {
            throw new IOException(doom.message());
          }
        }
      }
    }
  }

  private <T> T step(Work<T> work) throws IOException {
    steps.incrementAndGet();
    return machine.act(work);
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return new SteppedFile(name, step(() -> disk.create(name)));
  }

  @Override
  public DiskFile open(String name, Access access) throws IOException {
    return new SteppedFile(name, step(() -> disk.open(name, access)));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    step(
        () -> {
          disk.rename(from, to);
          return true;
        });
  }

  @Override
  public void delete(String name) throws IOException {
    step(
        () -> {
          disk.delete(name);
          return true;
        });
  }

  @Override
  public List<String> list() throws IOException {
    return step(disk::list);
  }

  @Override
  public void forceDirectory() throws IOException {
    step(
        () -> {
          disk.forceDirectory();
          return true;
        });
  }

  @Override
  public DiskLock lock(String name) throws IOException {
    return new SteppedLock(step(() -> disk.lock(name)));
  }

  @Override
  public String describe(String name) {
    return disk.describe(name);
  }

  /** A lock whose calls are steps. */
  private final class SteppedLock implements DiskLock {
    private final DiskLock lock;

    SteppedLock(DiskLock lock) {
      this.lock = lock;
    }

    @Override
    public boolean isHeld() {
      synchronized (machine) {
        return lock.isHeld();
      }
    }

    @Override
    public void close() throws IOException {
      synchronized (machine) {
        lock.close();
      }
    }
  }

  /** A file whose calls are steps. */
  private final class SteppedFile implements DiskFile {
    private final String name;
    private final DiskFile file;

    SteppedFile(String name, DiskFile file) {
      this.name = name;
      this.file = file;
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) throws IOException {
      return step(() -> file.read(position, buffer, offset, length));
    }

    @Override
    public int write(long position, byte[] buffer, int offset, int length) throws IOException {
      return step(
          () -> {
            watch.writes(name, position, length);
            machine.strike();
            return file.write(position, buffer, offset, length);
          });
    }

    @Override
    public long size() throws IOException {
      return step(file::size);
    }

    @Override
    public void truncate(long size) throws IOException {
      step(
          () -> {
            file.truncate(size);
            return true;
          });
    }

    @Override
    public void preallocate(long size) throws IOException {
      step(
          () -> {
            file.preallocate(size);
            return true;
          });
    }

    @Override
    public void force() throws IOException {
      step(
          () -> {
            machine.strike();
            file.force();
            return true;
          });
      steps.incrementAndGet();
    }

    @Override
    public void close() throws IOException {
      step(
          () -> {
            file.close();
            return true;
          });
    }
  }
}
