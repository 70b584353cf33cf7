package org.waymark.check.disk;

import java.io.IOException;
import org.waymark.check.disk.Operation.Kind;
import org.waymark.disk.DiskLock;

/** A lock on a file of a {@link SimDisk}. */
final class SimLock implements DiskLock {

  private final SimDisk disk;
  private final String name;
  private final Inode inode;
  private boolean closed;

  SimLock(SimDisk disk, String name, Inode inode) {
    this.disk = disk;
    this.name = name;
    this.inode = inode;
  }

  @Override
  public boolean isHeld() {
    SimDisk.Call call = disk.begins(Kind.IS_HELD, name, 0, 0);
    boolean seen = call == null || call.fault() == null;
    return seen && !closed && disk.leadsTo(name, inode);
  }

  @Override
  public void close() throws IOException {
    SimDisk.Call call = disk.begins(Kind.UNLOCK, name, 0, 0);
    if (!closed) {
      closed = true;
      disk.unlock(inode);
    }
    disk.throwFault(call, name, false);
  }
}
