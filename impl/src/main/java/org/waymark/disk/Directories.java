package org.waymark.disk;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** Directories whose names survive a power loss. */
final class Directories {

  private Directories() {}

  /** Makes the names in a directory durable. */
  static void force(Path directory) throws IOException {
    try (AsynchronousFileChannel channel = Channels.open(directory, Set.of(READ))) {
      channel.force(true);
    } catch (IOException e) {
      throw Failures.named(directory, "forced", e);
    }
  }

  /**
   * Creates a directory and the missing ones above it, each durable before anything is put into it.
   *
   * <p>The lowest one that exists may have been made by a run that died before forcing its name, so
   * that name is forced as well; those above it were durable before it was made.
   */
  static void create(Path directory) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    Path existing = directory.toAbsolutePath();
    for (Path above = existing.getParent();
        above != null && Files.notExists(existing);
        above = existing.getParent()) {
      missing.push(existing);
      existing = above;
    }
    forceNameOf(existing);
    for (Path path : missing) {
      try {
        Files.createDirectory(path);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(path)) {
          throw e;
        }
      } catch (IOException e) {
        throw Failures.orDiskFull(path, "created", e);
      }
      forceNameOf(path);
    }
  }

  private static void forceNameOf(Path directory) throws IOException {
    Path above = directory.toRealPath().getParent();
    // Where this process may not write, it cannot have made the name either.
    if (above != null && Files.isWritable(above)) {
      force(above);
    }
  }
}
