package org.waymark.log;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Closes several things, all of them even if one fails, and then throws what failed first. */
final class Closer {

  private @Nullable IOException first;

  /** Closes one thing and remembers its failure. */
  void close(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      if (first == null) {
        first = e;
      } else {
        first.addSuppressed(e);
      }
    }
  }

  /** Attaches the failures to what is already being thrown. */
  void attachTo(Throwable thrown) {
    if (first != null) {
      thrown.addSuppressed(first);
    }
  }

  /** Throws the first failure, if there was one, with the others attached. */
  void finish() throws IOException {
    if (first != null) {
      throw first;
    }
  }
}
