package org.waymark.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a command prints for its caller: lines, buffered until {@link #flush}.
 *
 * <p>A reader that went away ({@code | head}) shows as {@link ClosedException}, which ends the
 * command quietly; any other failure of the output is an {@link IOException} that says why. One
 * thread at a time.
 */
final class Output {

  private static final int CHARS_BETWEEN_CHECKS = 1 << 15;

  private final PrintWriter out;
  private int unchecked;

  Output(PrintWriter out) {
    this.out = out;
  }

  /** Signals that nobody reads what the command prints any more. */
  static final class ClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    ClosedException() {
      super("the output was closed");
    }
  }

  void line(String text) throws IOException {
    print(text);
    print("\n");
  }

  private void print(String text) throws IOException {
    out.print(text);
    unchecked += text.length();
    if (unchecked >= CHARS_BETWEEN_CHECKS) {
      flush();
    }
  }

  void format(String format, Object... values) throws IOException {
    line(String.format(Locale.ROOT, format, values));
  }

  /** Returns a stream for ASCII text; it need not be closed. */
  OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        print(new String(bytes, offset, length, StandardCharsets.US_ASCII));
      }
    };
  }

  void flush() throws IOException {
    unchecked = 0;
    if (out instanceof ConsoleWriter console) {
      console.flushOrFail();
    } else if (out.checkError()) {
      throw new ClosedException();
    }
  }
}
