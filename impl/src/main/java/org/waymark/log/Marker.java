package org.waymark.log;

import org.jspecify.annotations.Nullable;

/**
 * A commit marker: the record whose durability is the commit.
 *
 * <pre>
 *    0  magic "WMMK"                u32      8  incarnation counter         u32
 *    4  version                     u16     12  proof length                u32
 *    6  zero                        u16     16  sequence                    u64
 *
 *   24  commit time                 i64     32  capsule id             16 bytes
 *   48  proof id               16 bytes     64  proof location              u64
 *   72  durable-up-to               u64     80  token                  16 bytes
 *   96  previous marker's id   16 bytes    112  checksum = this id     16 bytes
 * </pre>
 *
 * <p>The checksum covers the incarnation's random bits and bytes 0..111 and is the marker's id. A
 * marker is 128 bytes at a multiple of 128, so that it straddles neither sector nor page.
 * Immutable.
 *
 * @param id this marker's id
 * @param incarnation the counter of the incarnation that wrote it
 * @param sequence the commit sequence, 1 or more
 * @param time the commit time in Unix nanoseconds, 1 or more
 * @param capsule the id of the capsule
 * @param proofId the id of the proof
 * @param proofLocation where the proof is
 * @param proofLength the proof's length in bytes
 * @param durableUpTo the last sequence whose FSYNC_2 had returned when this marker was written, 0 …
 *     sequence − 1
 * @param token the client's name for the transaction
 * @param previous the id of the marker before, {@link Id128#ZERO} before sequence 1
 */
public record Marker(
    Id128 id,
    int incarnation,
    long sequence,
    long time,
    Id128 capsule,
    Id128 proofId,
    long proofLocation,
    int proofLength,
    long durableUpTo,
    Id128 token,
    Id128 previous) {

  /** Bytes of a marker, and of the slot that holds it. */
  public static final int SIZE = 128;

  private static final int MAGIC = Preamble.magic("WMMK");
  private static final int COUNTER = 8;
  private static final int PROOF_LENGTH = 12;
  private static final int SEQUENCE = 16;
  private static final int TIME = 24;
  private static final int CAPSULE_ID = 32;
  private static final int PROOF_ID = 48;
  private static final int PROOF_LOCATION = 64;
  private static final int DURABLE_UP_TO = 72;
  private static final int TOKEN = 80;
  private static final int PREVIOUS_ID = 96;
  private static final int ID = 112;

  /**
   * What the chain demands of the marker that comes next.
   *
   * @param sequence its sequence
   * @param previousId the id it must name as its predecessor's
   * @param previousTime the time behind which its own must lie
   * @param leastDurableUpTo the watermark below which its own must not fall
   */
  public record Expectation(
      long sequence, Id128 previousId, long previousTime, long leastDurableUpTo) {

    /** Returns what the first marker of a segment must meet. */
    public static Expectation first(MarkerSegmentHeader header) {
      return new Expectation(
          header.firstSequence(), header.baseId(), header.baseTime(), header.base());
    }

    /** Returns what the successor of {@code marker} must meet. */
    public static Expectation after(Marker marker) {
      return new Expectation(marker.sequence + 1, marker.id, marker.time, marker.durableUpTo);
    }
  }

  /**
   * Writes a marker to {@code target[offset .. offset+127]} and returns its id.
   *
   * @throws IllegalArgumentException if a field is outside its range
   */
  public static Id128 encode(
      byte[] target,
      int offset,
      Incarnation incarnation,
      MarkerDraft draft,
      long durableUpTo,
      Id128 previousId,
      Digests digests) {
    Preamble.encode(target, offset, MAGIC);
    Bytes.putInt(target, offset + COUNTER, incarnation.counter());
    Bytes.putInt(target, offset + PROOF_LENGTH, draft.proofLength());
    Bytes.putLong(target, offset + SEQUENCE, draft.sequence());
    Bytes.putLong(target, offset + TIME, draft.time());
    draft.capsule().put(target, offset + CAPSULE_ID);
    draft.proofId().put(target, offset + PROOF_ID);
    Bytes.putLong(target, offset + PROOF_LOCATION, draft.proofLocation());
    Bytes.putLong(target, offset + DURABLE_UP_TO, durableUpTo);
    draft.token().put(target, offset + TOKEN);
    previousId.put(target, offset + PREVIOUS_ID);
    Flaw flaw = rangeFlaw(target, offset);
    if (flaw != null) {
      Bytes.zero(target, offset, SIZE);
      throw new IllegalArgumentException("no such marker: " + flaw.words() + ": " + draft);
    }
    Id128 id = hash(target, offset, incarnation, digests).end();
    id.put(target, offset + ID);
    return id;
  }

  /**
   * Judges {@code bytes[offset .. offset+127]} as the marker at the place of {@code sequence},
   * without regard to its predecessor. A marker without flaw is evidence for what its watermark
   * says, chained or not.
   *
   * @return the first flaw, or null if there is none
   */
  public static @Nullable Flaw flaw(
      byte[] bytes, int offset, Incarnation incarnation, long sequence, Digests digests) {
    Flaw flaw = Preamble.flaw(bytes, offset, SIZE, MAGIC);
    if (flaw != null) {
      return flaw;
    }
    if (Bytes.getInt(bytes, offset + COUNTER) != incarnation.counter()) {
      return Flaw.INCARNATION;
    }
    if (!hash(bytes, offset, incarnation, digests).endsAs(bytes, offset + ID)) {
      return Flaw.CHECKSUM;
    }
    if (Bytes.getLong(bytes, offset + SEQUENCE) != sequence) {
      return Flaw.SEQUENCE;
    }
    return rangeFlaw(bytes, offset);
  }

  /**
   * Judges {@code bytes[offset .. offset+127]} as the next marker of a chain.
   *
   * @return the first flaw, or null if there is none
   */
  public static @Nullable Flaw flaw(
      byte[] bytes, int offset, Incarnation incarnation, Expectation next, Digests digests) {
    Flaw flaw = flaw(bytes, offset, incarnation, next.sequence(), digests);
    if (flaw != null) {
      return flaw;
    }
    if (!next.previousId().isAt(bytes, offset + PREVIOUS_ID)) {
      return Flaw.PREVIOUS;
    }
    if (Bytes.getLong(bytes, offset + TIME) <= next.previousTime()) {
      return Flaw.TIME;
    }
    return Bytes.getLong(bytes, offset + DURABLE_UP_TO) < next.leastDurableUpTo()
        ? Flaw.WATERMARK
        : null;
  }

  /** Reads the marker at {@code bytes[offset .. offset+127]}, in which no flaw was found. */
  public static Marker decode(byte[] bytes, int offset) {
    return new Marker(
        Id128.get(bytes, offset + ID),
        Bytes.getInt(bytes, offset + COUNTER),
        Bytes.getLong(bytes, offset + SEQUENCE),
        Bytes.getLong(bytes, offset + TIME),
        Id128.get(bytes, offset + CAPSULE_ID),
        Id128.get(bytes, offset + PROOF_ID),
        Bytes.getLong(bytes, offset + PROOF_LOCATION),
        Bytes.getInt(bytes, offset + PROOF_LENGTH),
        Bytes.getLong(bytes, offset + DURABLE_UP_TO),
        Id128.get(bytes, offset + TOKEN),
        Id128.get(bytes, offset + PREVIOUS_ID));
  }

  /** Ranges that need no context; the encoder's refusals are the judge's. */
  private static @Nullable Flaw rangeFlaw(byte[] bytes, int offset) {
    long sequence = Bytes.getLong(bytes, offset + SEQUENCE);
    if (sequence < 1) {
      return Flaw.SEQUENCE;
    }
    if (!Proof.isLength(Bytes.getInt(bytes, offset + PROOF_LENGTH))) {
      return Flaw.LENGTH;
    }
    if (!Location.isValid(Bytes.getLong(bytes, offset + PROOF_LOCATION))) {
      return Flaw.LOCATION;
    }
    if ((sequence == 1) != Bytes.isZero(bytes, offset + PREVIOUS_ID, Id128.SIZE)) {
      return Flaw.PREVIOUS;
    }
    if (Bytes.getLong(bytes, offset + TIME) < 1) {
      return Flaw.TIME;
    }
    long durableUpTo = Bytes.getLong(bytes, offset + DURABLE_UP_TO);
    return durableUpTo < 0 || durableUpTo >= sequence ? Flaw.WATERMARK : null;
  }

  private static Digests hash(byte[] bytes, int offset, Incarnation incarnation, Digests digests) {
    return digests
        .start(Digests.Domain.MARKER)
        .addLong(incarnation.random())
        .add(bytes, offset, ID);
  }
}
