package org.waymark.log;

import java.io.IOException;

/**
 * Goes through the symbols of one capsule and verifies each before anybody sees it: its header, its
 * payload, and with the last one the capsule's length and id.
 *
 * <p>Holds one symbol in memory. One thread at a time.
 */
final class SymbolCursor {

  private final SegmentFiles files;
  private final Incarnation incarnation;
  private final Proof proof;
  private final Digests digests = new Digests();
  private final CapsuleHash hash = new CapsuleHash();
  private final byte[] record;
  private int index;
  private int length;
  private long location;
  private long next;

  /** Begins before the first symbol of the capsule that a sound proof points to. */
  SymbolCursor(SegmentFiles files, Incarnation incarnation, Proof proof) {
    this.files = files;
    this.incarnation = incarnation;
    this.proof = proof;
    this.next = proof.capsuleLocation();
    this.record = new byte[SymbolHeader.SIZE + payloadAhead()];
  }

  /**
   * Goes to the next symbol.
   *
   * @return whether there is one
   * @throws LogException if it is not what was written
   */
  boolean advance() throws IOException {
    if (next == 0) {
      return false;
    }
    location = next;
    length = payloadAhead();
    int size = SymbolHeader.SIZE + length;
    String name = fileName();
    if (files.read(name, Location.offset(location), record, 0, size) < size) {
      throw damaged("the file ends before its end, or is missing");
    }
    Flaw flaw = SymbolHeader.flaw(record, 0, incarnation, index, location, digests);
    if (flaw != null) {
      throw damaged(flaw.words());
    }
    SymbolHeader header = SymbolHeader.decode(record, 0);
    long remaining = proof.capsuleLength() - hash.length() - length;
    if (header.length() != length || header.isLast() != (remaining == 0)) {
      throw damaged("the symbol is not as long as its capsule demands");
    }
    if (header.payloadFlaw(record, SymbolHeader.SIZE, digests) != null) {
      throw damaged(Flaw.CONTENT.words());
    }
    hash.add(header.digest(), length);
    if (remaining == 0 && !hash.end().equals(proof.capsule())) {
      throw damaged("the capsule is not the one its proof names");
    }
    next = header.next();
    index++;
    return true;
  }

  /** Returns the present symbol: its header, and behind that its payload. */
  byte[] record() {
    return record;
  }

  /** Returns the bytes of the present symbol's payload. */
  int length() {
    return length;
  }

  /** Returns where the present symbol is. */
  long location() {
    return location;
  }

  /** Returns the name of the file that holds the present symbol. */
  String fileName() {
    return new SegmentNames.Capsules(incarnation.counter(), Location.segment(location)).fileName();
  }

  private int payloadAhead() {
    return (int) Math.min(SymbolHeader.MAX_PAYLOAD, proof.capsuleLength() - hash.length());
  }

  private LogException damaged(String what) {
    return LogException.damaged(
        files.describe(fileName()),
        Location.offset(location),
        proof.sequence(),
        "symbol " + index + " of the capsule: " + what);
  }
}
