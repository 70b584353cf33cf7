package org.waymark.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A commit proof: the evidence on which the coordinator admitted a transaction.
 *
 * <pre>
 *    0  magic "WMPF"                u32      8  incarnation counter         u32
 *    4  version                     u16     12  total length                u32
 *    6  zero                        u16     16  incarnation random bits     u64
 *   24  sequence                    u64     32  begin sequence              u64
 *   40  token                  16 bytes     56  capsule id             16 bytes
 *   72  capsule location            u64     80  capsule length              u64
 *   88  w = pages written           u32     92  r = pages read              u32
 *   96  e = references              u32    100  zero                        u32
 *  104  written pages          w × u64     104 + 8 w  read pages      r × u64
 *  104 + 8 (w + r)         client's evidence   e × 16 bytes
 *  104 + 8 (w + r) + 16 e           proof id       16 bytes
 * </pre>
 *
 * <p>The id covers all bytes before it. Page numbers are unsigned, above 0 and strictly ascending.
 * The client's evidence is references that it gave, any bytes in its order; nothing was decided by
 * them. {@link ProofEncoder} writes proofs. Immutable.
 */
public final class Proof {

  /** The largest number of pages in either set. */
  public static final int MAX_PAGES = 16_384;

  /** The largest number of evidence references. */
  public static final int MAX_EVIDENCE = 256;

  /** Bytes of a proof without pages and evidence. */
  static final int FIXED = 104 + Id128.SIZE;

  /** Bytes of the shortest proof: one page written, none read, no evidence. */
  public static final int MIN_LENGTH = FIXED + 8;

  /** Bytes of the longest proof. */
  public static final int MAX_LENGTH = FIXED + 8 * 2 * MAX_PAGES + Id128.SIZE * MAX_EVIDENCE;

  static final int MAGIC = Preamble.magic("WMPF");
  static final int COUNTER = 8;
  static final int TOTAL_LENGTH = 12;
  static final int RANDOM = 16;
  static final int SEQUENCE = 24;
  static final int BEGIN_SEQ = 32;
  static final int TOKEN = 40;
  static final int CAPSULE_ID = 56;
  static final int CAPSULE_LOCATION = 72;
  static final int CAPSULE_LENGTH = 80;
  static final int WRITTEN_COUNT = 88;
  static final int READ_COUNT = 92;
  static final int EVIDENCE_COUNT = 96;
  static final int RESERVED = 100;
  static final int PAGES = 104;

  private final Incarnation incarnation;
  private final long sequence;
  private final long beginSeq;
  private final Id128 token;
  private final Id128 capsule;
  private final long capsuleLocation;
  private final long capsuleLength;
  private final long[] writtenPages;
  private final long[] readPages;
  private final List<Id128> evidence;
  private final Id128 id;

  private Proof(byte[] bytes, int offset) {
    incarnation =
        new Incarnation(
            Bytes.getInt(bytes, offset + COUNTER), Bytes.getLong(bytes, offset + RANDOM));
    sequence = Bytes.getLong(bytes, offset + SEQUENCE);
    beginSeq = Bytes.getLong(bytes, offset + BEGIN_SEQ);
    token = Id128.get(bytes, offset + TOKEN);
    capsule = Id128.get(bytes, offset + CAPSULE_ID);
    capsuleLocation = Bytes.getLong(bytes, offset + CAPSULE_LOCATION);
    capsuleLength = Bytes.getLong(bytes, offset + CAPSULE_LENGTH);
    writtenPages = pages(bytes, offset + PAGES, Bytes.getInt(bytes, offset + WRITTEN_COUNT));
    int readAt = offset + PAGES + 8 * writtenPages.length;
    readPages = pages(bytes, readAt, Bytes.getInt(bytes, offset + READ_COUNT));
    int evidenceAt = readAt + 8 * readPages.length;
    evidence = ids(bytes, evidenceAt, Bytes.getInt(bytes, offset + EVIDENCE_COUNT));
    id = Id128.get(bytes, evidenceAt + Id128.SIZE * evidence.size());
  }

  private static long[] pages(byte[] bytes, int offset, int count) {
    long[] pages = new long[count];
    for (int i = 0; i < count; i++) {
      pages[i] = Bytes.getLong(bytes, offset + 8 * i);
    }
    return pages;
  }

  private static List<Id128> ids(byte[] bytes, int offset, int count) {
    List<Id128> ids = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ids.add(Id128.get(bytes, offset + Id128.SIZE * i));
    }
    return Collections.unmodifiableList(ids);
  }

  /**
   * Returns the length in bytes of a proof with so many pages, written and read together, and so
   * many evidence references.
   */
  public static int lengthOf(int pages, int references) {
    return FIXED + 8 * pages + Id128.SIZE * references;
  }

  /** Returns whether a proof can have this length in bytes. */
  public static boolean isLength(int length) {
    return length >= MIN_LENGTH && length <= MAX_LENGTH && length % 8 == 0;
  }

  /**
   * Judges the {@code available} bytes at {@code bytes[offset ..]} as a proof of {@code
   * incarnation}; it may be shorter than what is available.
   *
   * @return the first flaw, or null if there is none
   */
  public static @Nullable Flaw flaw(
      byte[] bytes, int offset, int available, Incarnation incarnation, Digests digests) {
    Objects.checkFromIndexSize(offset, available, bytes.length);
    if (available < MIN_LENGTH) {
      return Flaw.LENGTH;
    }
    Flaw flaw = Preamble.flaw(bytes, offset, MIN_LENGTH, MAGIC);
    if (flaw != null) {
      return flaw;
    }
    if (Bytes.getInt(bytes, offset + RESERVED) != 0) {
      return Flaw.RESERVED;
    }
    int total = Bytes.getInt(bytes, offset + TOTAL_LENGTH);
    int written = Bytes.getInt(bytes, offset + WRITTEN_COUNT);
    int read = Bytes.getInt(bytes, offset + READ_COUNT);
    int references = Bytes.getInt(bytes, offset + EVIDENCE_COUNT);
    if (written < 1
        || written > MAX_PAGES
        || read < 0
        || read > MAX_PAGES
        || references < 0
        || references > MAX_EVIDENCE
        || total != lengthOf(written + read, references)
        || total > available) {
      return Flaw.LENGTH;
    }
    if (Bytes.getInt(bytes, offset + COUNTER) != incarnation.counter()
        || Bytes.getLong(bytes, offset + RANDOM) != incarnation.random()) {
      return Flaw.INCARNATION;
    }
    int idAt = total - Id128.SIZE;
    if (!hash(bytes, offset, idAt, digests).endsAs(bytes, offset + idAt)) {
      return Flaw.CHECKSUM;
    }
    return rangeFlaw(bytes, offset, written, read);
  }

  /**
   * Judges the bytes that {@code marker} points to: as {@link #flaw(byte[], int, int, Incarnation,
   * Digests)}, and as the proof of that commit.
   *
   * @return the first flaw, or null if there is none
   */
  public static @Nullable Flaw flaw(
      byte[] bytes,
      int offset,
      int available,
      Incarnation incarnation,
      Marker marker,
      Digests digests) {
    Flaw flaw = flaw(bytes, offset, available, incarnation, digests);
    if (flaw != null) {
      return flaw;
    }
    if (Bytes.getLong(bytes, offset + SEQUENCE) != marker.sequence()) {
      return Flaw.SEQUENCE;
    }
    int total = Bytes.getInt(bytes, offset + TOTAL_LENGTH);
    boolean same =
        total == marker.proofLength()
            && marker.proofId().isAt(bytes, offset + total - Id128.SIZE)
            && marker.capsule().isAt(bytes, offset + CAPSULE_ID)
            && marker.token().isAt(bytes, offset + TOKEN);
    return same ? null : Flaw.IDENTITY;
  }

  /** Reads the proof at {@code bytes[offset ..]}, in which no flaw was found. */
  public static Proof decode(byte[] bytes, int offset) {
    return new Proof(bytes, offset);
  }

  /** Ranges that need no context; the encoder's refusals are the judge's. */
  static @Nullable Flaw rangeFlaw(byte[] bytes, int offset, int written, int read) {
    long sequence = Bytes.getLong(bytes, offset + SEQUENCE);
    long beginSeq = Bytes.getLong(bytes, offset + BEGIN_SEQ);
    if (beginSeq < 0 || beginSeq >= sequence) {
      return Flaw.SEQUENCE;
    }
    long capsuleLength = Bytes.getLong(bytes, offset + CAPSULE_LENGTH);
    if (capsuleLength < 1 || capsuleLength > CapsuleHash.MAX_LENGTH) {
      return Flaw.LENGTH;
    }
    if (!Location.isValid(Bytes.getLong(bytes, offset + CAPSULE_LOCATION))) {
      return Flaw.LOCATION;
    }
    boolean ascending =
        ascend(bytes, offset + PAGES, written) && ascend(bytes, offset + PAGES + 8 * written, read);
    return ascending ? null : Flaw.PAGES;
  }

  private static boolean ascend(byte[] bytes, int offset, int count) {
    long before = 0;
    for (int i = 0; i < count; i++) {
      long page = Bytes.getLong(bytes, offset + 8 * i);
      if (Long.compareUnsigned(page, before) <= 0) {
        return false;
      }
      before = page;
    }
    return true;
  }

  static Digests hash(byte[] bytes, int offset, int length, Digests digests) {
    return digests.start(Digests.Domain.PROOF).add(bytes, offset, length);
  }

  /** Returns the incarnation that wrote this proof, and the capsule. */
  public Incarnation incarnation() {
    return incarnation;
  }

  /** Returns the commit sequence. */
  public long sequence() {
    return sequence;
  }

  /** Returns the tip that the transaction's snapshot began at. */
  public long beginSeq() {
    return beginSeq;
  }

  /** Returns the client's name for the transaction. */
  public Id128 token() {
    return token;
  }

  /** Returns the capsule's id. */
  public Id128 capsule() {
    return capsule;
  }

  /** Returns where the capsule's first symbol is. */
  public long capsuleLocation() {
    return capsuleLocation;
  }

  /** Returns the capsule's payload in bytes, 1 … 2^30. */
  public long capsuleLength() {
    return capsuleLength;
  }

  /** Returns a copy of the pages written, ascending as unsigned numbers; at least one. */
  public long[] writtenPages() {
    return writtenPages.clone();
  }

  /** Returns a copy of the pages read, ascending as unsigned numbers. */
  public long[] readPages() {
    return readPages.clone();
  }

  /** Returns what the client named as evidence, in its order; unmodifiable. */
  public List<Id128> evidence() {
    return evidence;
  }

  /** Returns the proof's id. */
  public Id128 id() {
    return id;
  }

  /** Returns the bytes this proof takes on disk. */
  public int length() {
    return lengthOf(writtenPages.length + readPages.length, evidence.size());
  }

  @Override
  public String toString() {
    return "proof of "
        + sequence
        + " from "
        + beginSeq
        + ", writes "
        + pageList(writtenPages)
        + ", reads "
        + pageList(readPages)
        + ", evidence "
        + evidence;
  }

  private static String pageList(long[] pages) {
    return Arrays.toString(Arrays.stream(pages).mapToObj(Long::toUnsignedString).toArray());
  }
}
