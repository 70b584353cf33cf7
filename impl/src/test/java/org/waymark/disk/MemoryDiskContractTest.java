package org.waymark.disk;

/** The contract on the disk in memory, so that what stands on it in tests stands on files too. */
class MemoryDiskContractTest extends DiskContract {

  private final MemoryDisk disk = new MemoryDisk();

  @Override
  Disk disk() {
    return disk;
  }
}
