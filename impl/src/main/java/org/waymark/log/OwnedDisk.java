package org.waymark.log;

import java.io.IOException;
import java.util.List;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;
import org.waymark.disk.DiskLock;

/**
 * The disk while a log is opened, on which no file gets its final name once the lock was lost.
 *
 * <p>If somebody removes the lock file while one process opens the log, a second may open it
 * meanwhile, choose the same incarnation, and serve. The segment that the first then names would
 * take the place of the second's. So the lock is looked at before it; what remains is the moment
 * between that look and the renaming. Once a segment of an incarnation has its name no other
 * process chooses that incarnation, and later segments have names of their own.
 */
final class OwnedDisk implements Disk {
  private final Disk disk;
  private final DiskLock lock;

  OwnedDisk(Disk disk, DiskLock lock) {
    this.disk = disk;
    this.lock = lock;
  }

  /**
   * {@inheritDoc}
   *
   * @throws LogException if the lock was lost; the file keeps its name
   */
  @Override
  public void rename(String from, String to) throws IOException {
    if (!lock.isHeld()) {
      throw LogException.about(
          LogException.Reason.LOCKED,
          LogException.directory(disk),
          "the lock file was removed or replaced: another process may own the log");
    }
    disk.rename(from, to);
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return disk.create(name);
  }

  @Override
  public DiskFile open(String name, Access access) throws IOException {
    return disk.open(name, access);
  }

  @Override
  public void delete(String name) throws IOException {
    disk.delete(name);
  }

  @Override
  public List<String> list() throws IOException {
    return disk.list();
  }

  @Override
  public void forceDirectory() throws IOException {
    disk.forceDirectory();
  }

  @Override
  public DiskLock lock(String name) throws IOException {
    return disk.lock(name);
  }

  @Override
  public String describe(String name) {
    return disk.describe(name);
  }
}
