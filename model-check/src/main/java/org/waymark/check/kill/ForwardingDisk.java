package org.waymark.check.kill;

import java.io.IOException;
import java.util.List;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;
import org.waymark.disk.DiskLock;

/** A disk that passes everything on, for a broken twin to override one thing. */
public abstract class ForwardingDisk implements Disk {
  private final Disk disk;

  /** Passes everything on to {@code disk}. */
  protected ForwardingDisk(Disk disk) {
    this.disk = disk;
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
  public void rename(String from, String to) throws IOException {
    disk.rename(from, to);
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
