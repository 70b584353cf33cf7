package org.waymark.check.containment;

import java.util.List;

/**
 * An ext4 file system as it is made and mounted.
 *
 * @param name tells it apart in reports
 * @param blockSize bytes per block
 * @param megabytes size of its device
 * @param options how it is mounted
 */
record Ext4(String name, int blockSize, int megabytes, String options) {

  /** As Linux distributions mount it, with blocks of a page. */
  static final Ext4 DEFAULT = new Ext4("ordered", 4096, 9, "data=ordered,noatime");

  /**
   * The variants that differ in what reaches the device when. The journal's timer commits once a
   * second in all but the first, so that a pause of the run lets it in.
   *
   * <p>Left out is {@code data=writeback}. It gives the blocks of a deleted file away before the
   * deletion is durable, so that a file may come back with bytes of another; the simulated disk has
   * no such state. And with {@code nodelalloc} a hole shows whatever its blocks held before: the
   * simulated disk has that as a profile, in which one pattern stands for all that could be there,
   * so that the two cannot be compared byte for byte.
   */
  static final List<Ext4> ALL =
      List.of(
          DEFAULT,
          new Ext4("ordered, blocks of 1 KiB", 1024, 4, "data=ordered,noatime,commit=1"),
          new Ext4("ordered, nodelalloc", 1024, 4, "data=ordered,nodelalloc,noatime,commit=1"),
          new Ext4("journalled data", 1024, 4, "data=journal,noatime,commit=1"),
          new Ext4("noauto_da_alloc", 4096, 9, "data=ordered,noauto_da_alloc,noatime,commit=1"));

  /** Returns the command that makes it on a device file. */
  String[] mkfs(String file) {
    return new String[] {
      "mkfs.ext4",
      "-q",
      "-F",
      "-b",
      Integer.toString(blockSize),
      "-J",
      "size=" + (blockSize == 1024 ? 1 : 4),
      "-N",
      "64",
      "-m",
      "0",
      "-E",
      "nodiscard,lazy_itable_init=0,lazy_journal_init=0",
      file
    };
  }

  long bytes() {
    return (long) megabytes << 20;
  }
}
