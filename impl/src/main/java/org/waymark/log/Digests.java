package org.waymark.log;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The one hash of the format: SHA-256 over a domain's label and the data, cut to its first 16
 * bytes.
 *
 * <p>A digest is made in three steps: {@link #start}, any number of {@code add}, one of the {@code
 * end}s. Nothing is allocated but the {@link Id128} that {@link #end()} returns. Not thread-safe:
 * one instance per user.
 */
public final class Digests {

  /** What is being hashed; keeps a digest of one kind from ever passing for one of another. */
  public enum Domain {
    /** The payload of one symbol. */
    SYMBOL("waymark/symbol/1"),
    /** The symbols of one capsule. */
    CAPSULE("waymark/capsul/1"),
    /** A commit proof. */
    PROOF("waymark/proof//1"),
    /** A commit marker. */
    MARKER("waymark/marker/1"),
    /** The header of a segment or of a symbol. */
    HEADER("waymark/header/1"),
    /** A close record. */
    CLOSE("waymark/close//1"),
    /** What recovery set aside, for the file's name. */
    QUARANTINE("waymark/quaran/1");

    private final long labelHigh;
    private final long labelLow;

    Domain(String label) {
      Id128 sixteen = Id128.get(label.getBytes(StandardCharsets.US_ASCII), 0);
      labelHigh = sixteen.high();
      labelLow = sixteen.low();
    }
  }

  private final MessageDigest sha256;
  private final byte[] digest = new byte[32];
  private final byte[] scratch = new byte[Id128.SIZE];

  /** Makes a digest of its own state. */
  public Digests() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Begins a digest in a domain, dropping one that was begun and not ended. */
  public Digests start(Domain domain) {
    sha256.reset();
    return addId(new Id128(domain.labelHigh, domain.labelLow));
  }

  /** Adds {@code length} bytes. */
  public Digests add(byte[] bytes, int offset, int length) {
    sha256.update(bytes, offset, length);
    return this;
  }

  /** Adds the four bytes of an integer, little-endian. */
  public Digests addInt(int value) {
    Bytes.putInt(scratch, 0, value);
    sha256.update(scratch, 0, 4);
    return this;
  }

  /** Adds the eight bytes of an integer, little-endian. */
  public Digests addLong(long value) {
    Bytes.putLong(scratch, 0, value);
    sha256.update(scratch, 0, 8);
    return this;
  }

  /** Adds the sixteen bytes of an id. */
  public Digests addId(Id128 id) {
    id.put(scratch, 0);
    sha256.update(scratch, 0, Id128.SIZE);
    return this;
  }

  /** Ends the digest and returns it. */
  public Id128 end() {
    finish();
    return Id128.get(digest, 0);
  }

  /** Ends the digest and writes its 16 bytes to {@code target[offset ..]}. */
  public void end(byte[] target, int offset) {
    finish();
    System.arraycopy(digest, 0, target, offset, Id128.SIZE);
  }

  /** Ends the digest and returns whether it is what {@code bytes[offset .. offset+15]} hold. */
  public boolean endsAs(byte[] bytes, int offset) {
    finish();
    return Bytes.getLong(digest, 0) == Bytes.getLong(bytes, offset)
        && Bytes.getLong(digest, 8) == Bytes.getLong(bytes, offset + 8);
  }

  private void finish() {
    try {
      sha256.digest(digest, 0, digest.length);
    } catch (DigestException e) {
      throw new IllegalStateException("a SHA-256 fits 32 bytes", e);
    }
  }
}
