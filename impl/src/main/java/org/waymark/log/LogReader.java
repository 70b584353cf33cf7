package org.waymark.log;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a log: markers by sequence and by time, their proofs, their capsules; everything is
 * verified before it is handed out.
 *
 * <p>Knows which slots there are, not which are committed: whoever asks knows the tip. Safe for
 * many threads, beside a writer that appends. What is not as it was written throws a {@link
 * LogException} that says {@link LogException.Reason#DAMAGED}; other {@link IOException}s are the
 * disk's.
 */
public final class LogReader {

  private static final String TOO_SHORT = "the file ends before its end, or is missing";

  private final SegmentFiles files;

  /** The live segments; replaced whole by the one thread that appends markers or refreshes. */
  private volatile MarkerTable table;

  LogReader(SegmentFiles files, MarkerTable table) {
    this.files = files;
    this.table = table;
  }

  /**
   * Reads a marker: the segment is found in memory, the slot by arithmetic, by one read.
   *
   * @param sequence a committed sequence, 1 or more
   * @throws IllegalArgumentException if no segment holds that sequence
   */
  public Marker marker(long sequence) throws IOException {
    return Marker.decode(markerBytes(sequence), 0);
  }

  /** Reads and verifies the bytes of a marker. */
  byte[] markerBytes(long sequence) throws IOException {
    MarkerTable.Span span = table.find(sequence);
    byte[] slot = new byte[Marker.SIZE];
    long offset = span.offsetOf(sequence);
    int n = files.read(span.fileName(), offset, slot, 0, slot.length);
    if (n < slot.length) {
      throw damaged(span.fileName(), offset, sequence, "the marker: " + TOO_SHORT);
    }
    Incarnation incarnation = span.segment().incarnation();
    Flaw flaw = Marker.flaw(slot, 0, incarnation, sequence, new Digests());
    if (flaw != null) {
      throw damaged(span.fileName(), offset, sequence, "the marker: " + flaw.words());
    }
    return slot;
  }

  /** Reads the proof that a marker of this log points to. */
  public Proof proof(Marker marker) throws IOException {
    byte[] bytes = proofBytes(marker);
    return Proof.decode(bytes, 0);
  }

  /** Opens the capsule of a marker of this log; see {@link #capsule(Proof)}. */
  public InputStream capsule(Marker marker) throws IOException {
    return capsule(proof(marker));
  }

  /**
   * Opens the capsule of a proof of this log. A symbol is read and verified when its first byte is
   * asked for, and the last one only together with the capsule's length and id. The stream is for
   * one thread at a time, holds one symbol, and need not be closed.
   */
  public InputStream capsule(Proof proof) {
    return new CapsuleStream(symbols(proof));
  }

  /**
   * Finds the last marker whose commit time is not after {@code unixNanos}, in at most log2(tip) +
   * 1 marker reads.
   *
   * @param tip the highest sequence to look at, 0 or more
   * @return its sequence, or 0 if all are later
   */
  public long lastAtOrBefore(long unixNanos, long tip) throws IOException {
    long atOrBefore = 0;
    long after = tip + 1;
    while (after - atOrBefore > 1) {
      long middle = atOrBefore + (after - atOrBefore) / 2;
      if (marker(middle).time() <= unixNanos) {
        atOrBefore = middle;
      } else {
        after = middle;
      }
    }
    return atOrBefore;
  }

  /** Reads and verifies the bytes of the proof that a marker points to. */
  byte[] proofBytes(Marker marker) throws IOException {
    Incarnation incarnation = incarnationOf(marker.sequence());
    byte[] bytes = new byte[marker.proofLength()];
    int segment = Location.segment(marker.proofLocation());
    int offset = Location.offset(marker.proofLocation());
    String name = new SegmentNames.Capsules(incarnation.counter(), segment).fileName();
    int n = files.read(name, offset, bytes, 0, bytes.length);
    if (n < bytes.length) {
      throw damaged(name, offset, marker.sequence(), "the proof: " + TOO_SHORT);
    }
    Flaw flaw = Proof.flaw(bytes, 0, n, incarnation, marker, new Digests());
    if (flaw != null) {
      throw damaged(name, offset, marker.sequence(), "the proof: " + flaw.words());
    }
    return bytes;
  }

  /** Goes through the symbols of the capsule of a proof. */
  SymbolCursor symbols(Proof proof) {
    return new SymbolCursor(files, incarnationOf(proof.sequence()), proof);
  }

  /** Returns the incarnation that committed a sequence. */
  Incarnation incarnationOf(long sequence) {
    return table.find(sequence).segment().incarnation();
  }

  private LogException damaged(String name, long offset, long sequence, String what) {
    return LogException.damaged(files.describe(name), offset, sequence, what);
  }

  /** Returns the live segments. */
  MarkerTable table() {
    return table;
  }

  /** Reads another history from now on. */
  void use(MarkerTable newTable) {
    table = newTable;
  }
}
