package org.waymark.check.disk;

import java.io.IOException;
import java.nio.channels.NonWritableChannelException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.waymark.check.disk.Operation.Kind;
import org.waymark.disk.Disk.Access;
import org.waymark.disk.DiskFile;

/** A handle on a file of a {@link SimDisk}. */
final class SimFile implements DiskFile {

  private final SimDisk disk;
  private final String name;
  private final Inode inode;
  private final Access access;
  private final long opened;
  private boolean closed;

  SimFile(SimDisk disk, String name, Inode inode, Access access) {
    this.disk = disk;
    this.name = name;
    this.inode = inode;
    this.access = access;
    this.opened = disk.operations();
  }

  @Override
  public int read(long position, byte[] buffer, int offset, int length) throws IOException {
    checkRange(position, buffer, offset, length);
    SimDisk.Call call = disk.begins(Kind.READ, name, position, length);
    checkOpen();
    return inode.read(position, buffer, offset, transferred(call, length, false));
  }

  @Override
  public int write(long position, byte[] buffer, int offset, int length) throws IOException {
    checkRange(position, buffer, offset, length);
    SimDisk.Call call = disk.begins(Kind.WRITE, name, position, length);
    checkWritable();
    int asked = transferred(call, length, true);
    long room = disk.room();
    long end = room > Long.MAX_VALUE - inode.size() ? Long.MAX_VALUE : inode.size() + room;
    int n = (int) Math.min(asked, Math.max(0, end - position));
    if (n == 0 && length > 0) {
      throw disk.full(name);
    }
    inode.write(disk.nextChange(), position, buffer, offset, n);
    return n;
  }

  @Override
  public long size() throws IOException {
    SimDisk.Call call = disk.begins(Kind.SIZE, name, 0, 0);
    checkOpen();
    disk.throwFault(call, name, false);
    return inode.size();
  }

  @Override
  public void truncate(long size) throws IOException {
    SimDisk.Call call = disk.begins(Kind.TRUNCATE, name, size, 0);
    checkWritable();
    disk.throwFault(call, name, false);
    inode.truncate(disk.nextChange(), size);
  }

  @Override
  public void preallocate(long size) throws IOException {
    SimDisk.Call call = disk.begins(Kind.PREALLOCATE, name, size, 0);
    checkWritable();
    long missing = size - inode.size();
    if (missing <= 0) {
      disk.throwFault(call, name, true);
      return;
    }
    long room = disk.room();
    if (room > 0) {
      inode.extend(disk.nextChange(), missing <= room ? size : inode.size() + room);
    }
    if (missing > room) {
      throw disk.full(name);
    }
    force(call, disk.changes());
  }

  @Override
  public void force() throws IOException {
    long covered = disk.changes();
    SimDisk.Call call = disk.begins(Kind.FORCE, name, 0, 0);
    checkOpen();
    force(call, covered);
  }

  @Override
  public void close() throws IOException {
    SimDisk.Call call = disk.begins(Kind.CLOSE, name, 0, 0);
    closed = true;
    disk.throwFault(call, name, false);
  }

  private void force(SimDisk.@Nullable Call call, long covered) throws IOException {
    disk.forceEnds(call);
    Fault fault = call == null ? null : call.fault();
    if (fault instanceof Fault.Ignored) {
      return;
    }
    if (fault != null) {
      inode.lost(covered, SimDisk.survivors(fault));
    }
    disk.throwFault(call, name, true);
    String unreported = inode.report(opened);
    if (unreported != null) {
      inode.lost(covered, Survivors.NONE);
      throw new IOException(disk.describe(name) + ": " + unreported);
    }
    inode.forced(covered);
  }

  private int transferred(SimDisk.@Nullable Call call, int length, boolean needsSpace)
      throws IOException {
    if (call != null && call.fault() instanceof Fault.ShortTransfer less) {
      return Math.min(length, less.bytes());
    }
    disk.throwFault(call, name, needsSpace);
    return length;
  }

  private static void checkRange(long position, byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (position < 0) {
      throw new IllegalArgumentException("position: " + position);
    }
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw new IOException(disk.describe(name) + " is closed");
    }
  }

  private void checkWritable() throws IOException {
    checkOpen();
    if (access == Access.READ) {
      throw new NonWritableChannelException();
    }
  }
}
