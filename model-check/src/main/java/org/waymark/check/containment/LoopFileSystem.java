package org.waymark.check.containment;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * An ext4 file system on a loop device: what its backing file holds is exactly what the device has
 * received, so that a copy of that file is what a power loss at that moment would leave.
 *
 * <p>Used by one thread, beside a {@link DeviceRecorder}.
 */
final class LoopFileSystem implements Closeable {
  private final RootShell shell;
  private final Path backing;
  private final Path mount;
  private final FileChannel bystander;
  private int commits;

  private LoopFileSystem(RootShell shell, Path backing, Path mount, FileChannel bystander) {
    this.shell = shell;
    this.backing = backing;
    this.mount = mount;
    this.bystander = bystander;
  }

  /** Makes an empty file system as a file, to be copied for each run. */
  static Path make(RootShell shell, Path directory, Ext4 kind) throws IOException {
    Path file = directory.resolve("empty-" + Ext4.ALL.indexOf(kind));
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE)) {
      channel.write(ByteBuffer.allocate(1), kind.bytes() - 1);
    }
    shell.run(kind.mkfs(file.toString()));
    return file;
  }

  /**
   * Mounts a copy of an empty file system.
   *
   * @param empty what is copied
   * @param directory where the copy and the mount point are made
   */
  static LoopFileSystem mount(RootShell shell, Path empty, Path directory, Ext4 kind)
      throws IOException {
    Path backing = directory.resolve("device");
    Files.copy(empty, backing, StandardCopyOption.REPLACE_EXISTING);
    Path mount = Files.createDirectories(directory.resolve("live"));
    shell.run("mount", "-o", "loop," + kind.options(), backing.toString(), mount.toString());
    shell.run("chmod", "0777", mount.toString());
    return new LoopFileSystem(
        shell, backing, mount, FileChannel.open(mount.resolve("bystander"), CREATE, WRITE));
  }

  Path backing() {
    return backing;
  }

  /** Returns the directory that the steps work in; not made here. */
  Path log() {
    return mount.resolve(CrashMount.LOG);
  }

  /** Returns the name of the block device, such as {@code loop0}. */
  String device() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
      List<String> fields = List.of(line.split(" ", -1));
      if (fields.get(4).equals(mount.toString())) {
        return String.valueOf(Path.of(fields.get(fields.indexOf("-") + 2)).getFileName());
      }
    }
    throw new IOException(mount + " is not mounted");
  }

  /** Begins what the machine does to the cache; {@link #end} must follow. */
  void begin(Step step) throws IOException {
    if (step.kind() == Step.Kind.COMMIT_JOURNAL) {
      // Its growth is new metadata, which takes a commit of the journal to force.
      bystander.write(ByteBuffer.allocate(100), 100L * commits++);
      bystander.force(true);
    } else {
      shell.begin(command(step));
    }
  }

  /** Waits until it is over, or, of a write-back, until it is under way. */
  void end(Step step) throws IOException {
    if (step.kind() != Step.Kind.COMMIT_JOURNAL) {
      shell.end(command(step));
    }
  }

  private String[] command(Step step) {
    String file = log().resolve(step.name()).toString();
    return switch (step.kind()) {
      case FORCE_ELSEWHERE -> new String[] {"sync", "-d", file};
      case SYNC -> new String[] {"sync", "-f", mount.toString()};
      // A file advised as not needed has its dirty pages written back, and nobody waits for them.
      default ->
          new String[] {
            "dd",
            "of=" + file,
            "oflag=nocache,seek_bytes",
            "conv=notrunc,nocreat",
            "count=0",
            "seek=" + step.position(),
            "status=none"
          };
    };
  }

  @Override
  public void close() throws IOException {
    bystander.close();
    shell.run("umount", mount.toString());
  }
}
