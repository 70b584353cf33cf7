package org.waymark.log;

import java.io.IOException;
import java.io.InputStream;

/** Reads a log; thread-safe. */
public final class LogReader {
  /** Reads the marker of a sequence. */
  public Marker marker(long sequence) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Reads the proof of a marker. */
  public Proof proof(Marker marker) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Opens the capsule of a proof, verified as it is read. */
  public InputStream capsule(Proof proof) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Returns the last sequence at or before a time, 0 if none, among 1 to {@code tip}. */
  public long lastAtOrBefore(long unixNanos, long tip) throws IOException {
    throw new UnsupportedOperationException();
  }
}
