package org.waymark.check.containment;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.waymark.check.disk.DiskImage;

/**
 * The machine that is switched on again after the power loss: mounts a device image, so that the
 * file system recovers its journal, and reads what files there are. Used by one thread.
 */
final class CrashMount {
  /** The directory that the steps work in, relative to the mount point. */
  static final String LOG = "log";

  private final RootShell shell;
  private final Path backing;
  private final Path mount;
  private final IdentityHashMap<DeviceImage, DiskImage> known = new IdentityHashMap<>();
  private long mounts;
  private String refusal = "";

  CrashMount(RootShell shell, Path directory) throws IOException {
    this.shell = shell;
    // In memory: recovery forces its device again and again, and nobody will crash this one.
    Path memory = Files.createDirectories(directory.resolve("memory"));
    shell.run("mount", "-t", "tmpfs", "-o", "size=64m,mode=0777", "tmpfs", memory.toString());
    backing = memory.resolve("crashed");
    mount = Files.createDirectories(directory.resolve("recovered"));
  }

  /** Returns how often an image was mounted. */
  long mounts() {
    return mounts;
  }

  /** Returns why the last device that was refused was refused; empty if there was none. */
  String refusal() {
    return refusal;
  }

  /** Forgets the images of earlier runs. */
  void forget() {
    known.clear();
  }

  /** Returns what a machine finds on a device; empty if its file system refuses the device. */
  Optional<DiskImage> recover(DeviceImage image) throws IOException {
    DiskImage found = known.get(image);
    if (found == null) {
      try (FileChannel file = FileChannel.open(backing, CREATE, WRITE)) {
        file.truncate(image.size());
        image.writeTo(file);
      }
      try {
        shell.run("mount", "-o", "loop,noatime", backing.toString(), mount.toString());
      } catch (IOException refused) {
        String message = String.valueOf(refused.getMessage());
        if (message.contains("failed: 32 ")) {
          refusal = message;
          return Optional.empty(); // mount(8): the file system itself does not want it.
        }
        throw refused;
      }
      mounts++;
      try {
        found = read(mount.resolve(LOG));
      } finally {
        shell.run("umount", mount.toString());
      }
      known.put(image, found);
    }
    return Optional.of(found);
  }

  private static DiskImage read(Path directory) throws IOException {
    DiskImage image = DiskImage.EMPTY;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        image = image.with(String.valueOf(file.getFileName()), Files.readAllBytes(file));
      }
    }
    return image;
  }
}
