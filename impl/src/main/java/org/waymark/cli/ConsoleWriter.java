package org.waymark.cli;

import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A standard stream of the process, in UTF-8 whatever the locale; a println leaves at once.
 *
 * <p>Remembers why it failed first, which a {@link PrintWriter} forgets. One thread at a time.
 */
final class ConsoleWriter extends PrintWriter {

  /** What the system says to whoever writes into a pipe that nobody reads. */
  private static final String NOBODY_READS = "Broken pipe";

  private final Remembering stream;

  ConsoleWriter(FileOutputStream stream) {
    this(new Remembering(stream));
  }

  private ConsoleWriter(Remembering stream) {
    super(
        new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16), true);
    this.stream = stream;
  }

  /**
   * Flushes, and throws what failed now or before.
   *
   * @throws Output.ClosedException if nobody reads any more
   */
  void flushOrFail() throws IOException {
    flush();
    IOException failure = stream.failure;
    if (failure == null) {
      return;
    }
    String reason = String.valueOf(failure.getMessage());
    if (reason.equals(NOBODY_READS)) {
      throw new Output.ClosedException();
    }
    throw new IOException("the output cannot be written: " + reason, failure);
  }

  /** Hands everything on, and keeps the first failure. */
  private static final class Remembering extends FilterOutputStream {

    private @Nullable IOException failure;

    Remembering(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = failure == null ? e : failure;
        throw e;
      }
    }
  }
}
