package org.waymark.stress.campaign;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes texts that are durable when a call returns. Streams, not channels: a signal interrupts the
 * thread that writes, and an interrupt closes a channel in the middle of a line.
 */
final class Writing {

  private Writing() {}

  /** Writes a file of its own under a temporary name, and gives it its name when it is whole. */
  static void whole(Path file, String text) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    put(temporary, text, /* append= */ false);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Adds to the end of a file, which is made if need be. */
  static void append(Path file, String text) throws IOException {
    put(file, text, /* append= */ true);
  }

  private static void put(Path file, String text, boolean append) throws IOException {
    try (FileOutputStream out = new FileOutputStream(file.toFile(), append)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.getFD().sync();
    } catch (IOException e) {
      throw new IOException(
          file + ": cannot be written: " + e.getMessage() + "; make space, or name another path",
          e);
    }
  }
}
