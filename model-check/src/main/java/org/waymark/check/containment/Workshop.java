package org.waymark.check.containment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.waymark.check.Trees;

/**
 * A temporary directory in which file systems are made, mounted and crashed, and the shell that may
 * do so. Nothing outside of it is touched. Used by one thread.
 */
final class Workshop implements Closeable {
  private static final String PREFIX = "waymark-containment-";

  private final Path directory;
  private final RootShell shell;
  private final Map<Ext4, Path> empty = new HashMap<>();

  private Workshop(Path directory, RootShell shell) {
    this.directory = directory;
    this.shell = shell;
  }

  /**
   * Opens a workshop, proves that it can mount, and clears away what killed runs have left.
   *
   * @param sudo whether a user who is not root may become it by {@code sudo -n}
   * @throws IOException if this machine cannot; the message says what is missing and how to get it
   */
  static Workshop open(boolean sudo) throws IOException {
    List<String> prefix = prefix(sudo);
    Path parent = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
    Path directory =
        Files.createTempDirectory(parent, PREFIX + ProcessHandle.current().pid() + "-");
    Workshop workshop = new Workshop(directory, start(directory, prefix));
    try {
      workshop.clearStale(parent);
      LoopFileSystem.mount(workshop.shell, workshop.empty(Ext4.DEFAULT), directory, Ext4.DEFAULT)
          .close();
      return workshop;
    } catch (IOException e) {
      workshop.close();
      throw new IOException(
          "a loop device with ext4 is needed: a kernel that has both, mkfs.ext4 (package"
              + " e2fsprogs), mount (util-linux) and a container that may mount, if it is one; "
              + e.getMessage(),
          e);
    }
  }

  private static RootShell start(Path directory, List<String> prefix) throws IOException {
    try {
      return RootShell.start(directory, prefix);
    } catch (IOException e) {
      Trees.delete(directory);
      throw new IOException("root or sudo, and bash, are needed; " + e.getMessage(), e);
    }
  }

  private static List<String> prefix(boolean sudo) throws IOException {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new IOException("Linux is needed");
    }
    if (Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
      return List.of();
    }
    if (!sudo) {
      throw new IOException(
          "root is needed: run as root, or with "
              + ContainmentLayer.REQUIRE
              + "=require and a sudo that asks for no password");
    }
    return List.of("sudo", "-n");
  }

  private void clearStale(Path parent) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path path : found) {
        String pid = path.getFileName().toString().substring(PREFIX.length()).split("-", 2)[0];
        if (pid.matches("[0-9]{1,18}")
            && ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty()) {
          shell.clean(path);
        }
      }
    }
  }

  Path directory() {
    return directory;
  }

  RootShell shell() {
    return shell;
  }

  /** Returns an empty file system of a kind, to be copied. */
  Path empty(Ext4 kind) throws IOException {
    Path file = empty.get(kind);
    if (file == null) {
      file = LoopFileSystem.make(shell, directory, kind);
      empty.put(kind, file);
    }
    return file;
  }

  /** Runs one sequence on a fresh file system. */
  Lockstep run(Ext4 kind, List<Step> steps, long seed, Twin.Kindness kindness) throws IOException {
    return Lockstep.run(shell, empty(kind), directory, kind, steps, seed, kindness);
  }

  @Override
  public void close() throws IOException {
    shell.close();
    // Gone already, unless the shell could not even start.
    Trees.delete(directory);
  }
}
