package org.waymark.log;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Lays the proofs of a group one behind another in a buffer that is used again for the next group.
 *
 * <p>Every proof begins at a multiple of 8 from the buffer's first byte, and its length is one. Not
 * thread-safe.
 */
public final class ProofEncoder {

  private final Incarnation incarnation;
  private final Digests digests = new Digests();
  private byte[] bytes = new byte[4096];
  private int size;
  private int[] offsets = new int[16];
  private Id128[] ids = new Id128[16];
  private int count;

  /** Makes an empty encoder for the proofs of one incarnation. */
  public ProofEncoder(Incarnation incarnation) {
    this.incarnation = incarnation;
  }

  /** Forgets all proofs and keeps the buffer. */
  public void reset() {
    size = 0;
    count = 0;
  }

  /**
   * Adds a proof behind those before it.
   *
   * @param sequence the commit sequence
   * @param beginSeq the tip that the snapshot began at, 0 … sequence − 1
   * @param token the client's name for the transaction
   * @param capsule where the capsule is, and what
   * @param written pages written, 1 … 16,384, above 0 and strictly ascending as unsigned numbers
   * @param read pages read, 0 … 16,384, likewise
   * @param evidence what the client names as evidence, 0 … 256 references in its order
   * @return the index of this proof in the group: 0, 1, 2 …
   * @throws IllegalArgumentException if a field is outside its range; the encoder is as before
   */
  public int add(
      long sequence,
      long beginSeq,
      Id128 token,
      Extent capsule,
      long[] written,
      long[] read,
      List<Id128> evidence) {
    if (written.length < 1 || written.length > Proof.MAX_PAGES) {
      throw new IllegalArgumentException("a proof with " + written.length + " pages written");
    }
    if (read.length > Proof.MAX_PAGES) {
      throw new IllegalArgumentException("a proof with " + read.length + " pages read");
    }
    if (evidence.size() > Proof.MAX_EVIDENCE) {
      throw new IllegalArgumentException("a proof with " + evidence.size() + " references");
    }
    int length = Proof.lengthOf(written.length + read.length, evidence.size());
    ensureRoom(length);
    Preamble.encode(bytes, size, Proof.MAGIC);
    Bytes.putInt(bytes, size + Proof.COUNTER, incarnation.counter());
    Bytes.putInt(bytes, size + Proof.TOTAL_LENGTH, length);
    Bytes.putLong(bytes, size + Proof.RANDOM, incarnation.random());
    Bytes.putLong(bytes, size + Proof.SEQUENCE, sequence);
    Bytes.putLong(bytes, size + Proof.BEGIN_SEQ, beginSeq);
    token.put(bytes, size + Proof.TOKEN);
    capsule.id().put(bytes, size + Proof.CAPSULE_ID);
    Bytes.putLong(bytes, size + Proof.CAPSULE_LOCATION, capsule.location());
    Bytes.putLong(bytes, size + Proof.CAPSULE_LENGTH, capsule.length());
    Bytes.putInt(bytes, size + Proof.WRITTEN_COUNT, written.length);
    Bytes.putInt(bytes, size + Proof.READ_COUNT, read.length);
    Bytes.putInt(bytes, size + Proof.EVIDENCE_COUNT, evidence.size());
    Bytes.putInt(bytes, size + Proof.RESERVED, 0);
    int readAt = size + Proof.PAGES + 8 * written.length;
    putPages(size + Proof.PAGES, written);
    putPages(readAt, read);
    putIds(readAt + 8 * read.length, evidence);
    Flaw flaw = Proof.rangeFlaw(bytes, size, written.length, read.length);
    if (flaw != null) {
      throw new IllegalArgumentException("no such proof of " + sequence + ": " + flaw.words());
    }
    int idAt = length - Id128.SIZE;
    Id128 id = Proof.hash(bytes, size, idAt, digests).end();
    id.put(bytes, size + idAt);
    ids[count] = id;
    offsets[count] = size;
    size += length;
    return count++;
  }

  /** Returns how many proofs were added. */
  public int count() {
    return count;
  }

  /** Returns the id of proof {@code index}. */
  public Id128 proofId(int index) {
    return ids[check(index)];
  }

  /** Returns where proof {@code index} begins in {@link #bytes()}. */
  public int offset(int index) {
    return offsets[check(index)];
  }

  /** Returns the length of proof {@code index} in bytes. */
  public int length(int index) {
    int end = check(index) + 1 == count ? size : offsets[index + 1];
    return end - offsets[index];
  }

  /** Returns the buffer itself; its first {@link #size()} bytes are the proofs. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns the bytes of all proofs together. */
  public int size() {
    return size;
  }

  private int check(int index) {
    return Objects.checkIndex(index, count);
  }

  private void putPages(int offset, long[] pages) {
    for (int i = 0; i < pages.length; i++) {
      Bytes.putLong(bytes, offset + 8 * i, pages[i]);
    }
  }

  private void putIds(int offset, List<Id128> references) {
    for (int i = 0; i < references.size(); i++) {
      references.get(i).put(bytes, offset + Id128.SIZE * i);
    }
  }

  private void ensureRoom(int length) {
    int needed = Math.addExact(size, length);
    if (needed > bytes.length) {
      int doubled = (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
      bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
    }
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
      ids = Arrays.copyOf(ids, 2 * count);
    }
  }
}
