package org.waymark.check.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;

/**
 * A broken disk: writes to files of one kind reach the operating system a while after they, and the
 * force that follows, have returned. Reads through this disk see them at once, so only a kill can
 * tell.
 */
public final class LateDisk extends ForwardingDisk {
  private static final long LATE_MILLIS = 150;

  private final String kind;
  private final Map<String, List<Pending>> pending = new ConcurrentHashMap<>();

  /**
   * Delays writes to files whose name starts with {@code kind}, once they have their final name.
   */
  public LateDisk(Disk disk, String kind) {
    super(disk);
    this.kind = kind;
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Pending(long position, byte[] bytes) {}

  private DiskFile late(String name, DiskFile file) {
    boolean meant = name.startsWith(kind) && !name.endsWith(".tmp");
    return meant
        ? new LateFile(file, pending.computeIfAbsent(name, unseen -> new ArrayList<>()))
        : file;
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return late(name, super.create(name));
  }

  @Override
  public DiskFile open(String name, Access access) throws IOException {
    return late(name, super.open(name, access));
  }

  /** One handle; all handles of a name share what is pending. */
  private record LateFile(DiskFile file, List<Pending> pending) implements DiskFile {

    @Override
    public int read(long position, byte[] buffer, int offset, int length) throws IOException {
      synchronized (pending) {
        int read = file.read(position, buffer, offset, length);
        for (Pending write : pending) {
          long from = Math.max(position, write.position());
          long to = Math.min(position + read, write.position() + write.bytes().length);
          for (long at = from; at < to; at++) {
            buffer[(int) (offset + at - position)] = write.bytes()[(int) (at - write.position())];
          }
        }
        return read;
      }
    }

    @Override
    public int write(long position, byte[] buffer, int offset, int length) {
      byte[] bytes = new byte[length];
      System.arraycopy(buffer, offset, bytes, 0, length);
      Pending write = new Pending(position, bytes);
      synchronized (pending) {
        pending.add(write);
      }
      var unused =
          CompletableFuture.runAsync(
              () -> arrive(write),
              CompletableFuture.delayedExecutor(LATE_MILLIS, TimeUnit.MILLISECONDS));
      return length;
    }

    private void arrive(Pending write) {
      synchronized (pending) {
        try {
          file.writeFully(write.position(), write.bytes(), 0, write.bytes().length);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        pending.remove(write);
      }
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void truncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void preallocate(long size) throws IOException {
      file.preallocate(size);
    }

    @Override
    public void force() throws IOException {
      file.force();
    }

    /** Leaves the file open for what is still to arrive; the process is not going to live long. */
    @Override
    public void close() {}
  }
}
