package org.waymark.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts one capsule after the other into symbols and writes them; holds the buffers that this takes.
 *
 * <p>A symbol's header names the place of the next symbol. So one symbol is read ahead and gets its
 * place before the present one is written, and a capsule of any length is written in two buffers.
 * They begin small and grow to what the payload needs: thousands of writers of short capsules may
 * hold theirs while one of them creates the next segment. One thread at a time.
 */
final class CapsuleWriter {
  /** The payload that a buffer has room for at first. */
  private static final int SMALL = 1 << 10;

  /** What a full buffer grows by, as a factor; the largest is one symbol. */
  private static final int GROWTH = 4;

  private final CapsuleLog log;
  private final Incarnation incarnation;
  private final Digests digests = new Digests();
  private byte[] present = {};
  private byte[] ahead = {};

  CapsuleWriter(CapsuleLog log, Incarnation incarnation) {
    this.log = log;
    this.incarnation = incarnation;
  }

  /** Writes the capsule that a stream holds; see {@link CapsuleLog#write}. */
  Extent write(InputStream payload) throws IOException {
    int length = readAhead(payload);
    swap();
    if (length == 0) {
      throw new IllegalArgumentException("the payload is empty; a capsule has at least one byte");
    }
    CapsuleHash hash = new CapsuleHash();
    long first = allocate(length);
    long location = first;
    for (int index = 0; ; index++) {
      Id128 digest = SymbolHeader.digest(index, present, SymbolHeader.SIZE, length, digests);
      int nextLength = 0;
      long next = 0;
      boolean complete = false;
      try {
        hash.add(digest, length);
        if (length == SymbolHeader.MAX_PAYLOAD) {
          nextLength = readAhead(payload);
          next = nextLength == 0 ? 0 : allocate(nextLength);
        }
        complete = true;
      } finally {
        if (!complete) {
          log.giveUp(location, SymbolHeader.SIZE + length);
        }
      }
      new SymbolHeader(index, length, location, next, digest)
          .encode(present, 0, incarnation, digests);
      log.put(location, present, SymbolHeader.SIZE + length);
      if (next == 0) {
        int firstSegment = Location.segment(first);
        int lastSegment = Location.segment(location);
        return new Extent(hash.end(), first, hash.length(), firstSegment, lastSegment);
      }
      swap();
      location = next;
      length = nextLength;
    }
  }

  /** Reads the next symbol's payload, and returns its length; 0 at the end. */
  private int readAhead(InputStream payload) throws IOException {
    if (ahead.length == 0) {
      ahead = new byte[SymbolHeader.SIZE + SMALL];
    }
    int length = 0;
    while (true) {
      int room = ahead.length - SymbolHeader.SIZE - length;
      length += fill(payload, SymbolHeader.SIZE + length, room);
      int most = ahead.length - SymbolHeader.SIZE;
      if (length < most || most == SymbolHeader.MAX_PAYLOAD) {
        return length;
      }
      ahead = Arrays.copyOf(ahead, SymbolHeader.SIZE + most * GROWTH);
    }
  }

  private void swap() {
    byte[] written = present;
    present = ahead;
    ahead = written;
  }

  /** Finds a place for a symbol; a place further on than every one before. */
  private long allocate(int length) throws IOException {
    int record = SymbolHeader.SIZE + length;
    if (record > log.largestRecord()) {
      throw new IllegalArgumentException(
          "a symbol of " + length + " bytes does not fit a capsule segment of this log");
    }
    return log.allocate(record);
  }

  private int fill(InputStream payload, int offset, int room) throws IOException {
    try {
      return payload.readNBytes(ahead, offset, room);
    } catch (IOException e) {
      throw new PayloadException(e);
    }
  }
}
