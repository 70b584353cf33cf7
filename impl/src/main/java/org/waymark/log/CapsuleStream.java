package org.waymark.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A capsule's payload as a stream that hands out no byte before its symbol was verified. */
final class CapsuleStream extends InputStream {

  private final SymbolCursor symbols;
  private int position;
  private int available;

  CapsuleStream(SymbolCursor symbols) {
    this.symbols = symbols;
  }

  @Override
  public int read() throws IOException {
    if (!ready()) {
      return -1;
    }
    available--;
    return symbols.record()[position++] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (!ready()) {
      return -1;
    }
    int n = Math.min(length, available);
    System.arraycopy(symbols.record(), position, target, offset, n);
    position += n;
    available -= n;
    return n;
  }

  @Override
  public int available() {
    return available;
  }

  private boolean ready() throws IOException {
    if (available == 0 && symbols.advance()) {
      position = SymbolHeader.SIZE;
      available = symbols.length();
    }
    return available > 0;
  }
}
