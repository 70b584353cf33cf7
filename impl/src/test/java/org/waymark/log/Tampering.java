package org.waymark.log;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.waymark.disk.Disk;
import org.waymark.disk.DiskFile;

/** What a medium, or a person, may do to the files of a log. */
final class Tampering {

  private final Disk disk;

  Tampering(Disk disk) {
    this.disk = disk;
  }

  /** Returns the name of the only file, or the one at {@code index}, that begins so. */
  String name(String prefix, int index) throws IOException {
    return disk.list().stream().filter(name -> name.startsWith(prefix)).toList().get(index);
  }

  String markers(int index) throws IOException {
    return name("markers-", index);
  }

  String capsules(int index) throws IOException {
    return name("capsules-", index);
  }

  /** Flips one bit. */
  void flip(String name, long offset) throws IOException {
    byte[] bytes = read(name);
    bytes[(int) offset] ^= 0x10;
    overwrite(name, bytes);
  }

  /** Sets bytes to zero. */
  void zero(String name, long offset, int length) throws IOException {
    write(name, offset, new byte[length]);
  }

  void write(String name, long offset, byte[] bytes) throws IOException {
    try (DiskFile file = disk.open(name, Disk.Access.READ_WRITE)) {
      file.writeFully(offset, bytes, 0, bytes.length);
      file.force();
    }
  }

  void cut(String name, long size) throws IOException {
    try (DiskFile file = disk.open(name, Disk.Access.READ_WRITE)) {
      file.truncate(size);
      file.force();
    }
  }

  /** Replaces the whole content of a file, or makes one. */
  void overwrite(String name, byte[] bytes) throws IOException {
    if (!disk.list().contains(name)) {
      disk.create(name).close();
    }
    cut(name, 0);
    write(name, 0, bytes);
    disk.forceDirectory();
  }

  void swap(String one, String other) throws IOException {
    byte[] bytes = read(one);
    overwrite(one, read(other));
    overwrite(other, bytes);
  }

  void delete(String name) throws IOException {
    disk.delete(name);
    disk.forceDirectory();
  }

  byte[] read(String name) throws IOException {
    try (DiskFile file = disk.open(name, Disk.Access.READ)) {
      byte[] bytes = new byte[(int) file.size()];
      file.readFully(0, bytes, 0, bytes.length);
      return bytes;
    }
  }

  /** Returns a digest of each file, by name. */
  Map<String, Id128> picture() throws IOException {
    Map<String, Id128> picture = new TreeMap<>();
    for (String name : disk.list()) {
      byte[] bytes = read(name);
      Digests digests = new Digests().start(Digests.Domain.QUARANTINE);
      picture.put(name, digests.addLong(bytes.length).add(bytes, 0, bytes.length).end());
    }
    return picture;
  }
}
