package org.waymark.log;

/**
 * Computes a capsule's id from its symbols, one after another, in constant memory.
 *
 * <p>The id covers the symbols' digests in order and then the total length; nothing of place or
 * incarnation, so that the same bytes have the same id wherever they lie. Not thread-safe.
 */
public final class CapsuleHash {

  /** The longest capsule in bytes; the shortest has one. */
  public static final long MAX_LENGTH = 1L << 30;

  private final Digests digests = new Digests();
  private long length;
  private boolean open = true;
  private boolean ended;

  /** Begins the id of a capsule that has no symbol yet. */
  public CapsuleHash() {
    digests.start(Digests.Domain.CAPSULE);
  }

  /**
   * Adds the next symbol.
   *
   * @param digest the symbol digest
   * @param payloadLength its payload in bytes
   * @throws IllegalArgumentException if the length is not 1 … 65,536, if the symbol before was the
   *     last because it was not full, or if the capsule grows beyond 1 GiB
   */
  public void add(Id128 digest, int payloadLength) {
    if (payloadLength < 1 || payloadLength > SymbolHeader.MAX_PAYLOAD) {
      throw new IllegalArgumentException("a symbol of " + payloadLength + " bytes");
    }
    if (!open) {
      throw new IllegalArgumentException("a symbol behind one that was not full");
    }
    if (length + payloadLength > MAX_LENGTH) {
      throw new IllegalArgumentException("a capsule of more than " + MAX_LENGTH + " bytes");
    }
    digests.addId(digest);
    length += payloadLength;
    open = payloadLength == SymbolHeader.MAX_PAYLOAD;
  }

  /** Returns the payload bytes added so far. */
  public long length() {
    return length;
  }

  /**
   * Returns the capsule's id; nothing can be added behind it.
   *
   * @throws IllegalStateException if no symbol was added, or the id was taken before
   */
  public Id128 end() {
    if (length == 0) {
      throw new IllegalStateException("a capsule has at least one byte");
    }
    if (ended) {
      throw new IllegalStateException("the id was taken before");
    }
    ended = true;
    open = false;
    return digests.addLong(length).end();
  }
}
