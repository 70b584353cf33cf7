package org.waymark.check.disk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import org.waymark.disk.Disk.Access;
import org.waymark.disk.DiskFile;

/** Text in files of simulated disks, and back. */
final class Bytes {

  private Bytes() {}

  static void write(DiskFile file, long position, String text) throws IOException {
    byte[] bytes = text.getBytes(ISO_8859_1);
    file.writeFully(position, bytes, 0, bytes.length);
  }

  /** Creates a file with this text, and forces neither it nor its name. */
  static DiskFile create(SimDisk disk, String name, String text) throws IOException {
    DiskFile file = disk.create(name);
    write(file, 0, text);
    return file;
  }

  /** Creates a durable file with this text. */
  static DiskFile durable(SimDisk disk, String name, String text) throws IOException {
    DiskFile file = create(disk, name, text);
    file.force();
    disk.forceDirectory();
    return file;
  }

  static String text(DiskFile file) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(file.size())];
    int read = file.readFully(0, bytes, 0, bytes.length);
    return new String(bytes, 0, read, ISO_8859_1);
  }

  static String text(SimDisk disk, String name) throws IOException {
    try (DiskFile file = disk.open(name, Access.READ)) {
      return text(file);
    }
  }

  static String text(DiskImage image, String name) {
    return new String(image.bytes(name), ISO_8859_1);
  }

  /** Returns the medium if nothing survives that was not forced. */
  static DiskImage lost(SimDisk disk) {
    return only(disk, CrashProfile.DROP);
  }

  /** Returns the medium if everything survives that a force would have written. */
  static DiskImage kept(SimDisk disk) {
    return only(disk, CrashProfile.KEEP_ALL);
  }

  private static DiskImage only(SimDisk disk, CrashProfile profile) {
    CrashStates states = disk.crashStates(profile);
    return states.image(states.allLost());
  }
}
