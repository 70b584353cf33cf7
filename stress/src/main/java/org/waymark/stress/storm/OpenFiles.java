package org.waymark.stress.storm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that this process has open, where the system shows them. */
final class OpenFiles {
  private static final Path SHOWN = Path.of("/proc/self/fd");

  private OpenFiles() {}

  /** Returns those below a directory; none where the system does not show them. */
  static List<Path> below(Path directory) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(SHOWN)) {
      Path real = directory.toRealPath();
      try (Stream<Path> handles = Files.list(SHOWN)) {
        for (Path handle : handles.toList()) {
          Path file = target(handle);
          if (file.startsWith(real)) {
            found.add(file);
          }
        }
      }
    }
    return found;
  }

  private static Path target(Path handle) throws IOException {
    try {
      return Files.readSymbolicLink(handle);
    } catch (NoSuchFileException closedMeanwhile) {
      return handle;
    }
  }
}
