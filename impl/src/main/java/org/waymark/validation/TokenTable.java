package org.waymark.validation;

/**
 * The tokens of the latest commits, each with what a retry must be answered: sequence, capsule,
 * time.
 *
 * <p>Tokens are recorded when their transaction is admitted, in dense ascending sequence order, and
 * forgotten in the same order; entries therefore live in a ring in which a sequence's place is
 * arithmetic. An index from token to sequence stands beside it.
 *
 * <h2>Why only the coordinator evicts</h2>
 *
 * <p>An unknown token whose {@code beginSeq} is below {@code tip − W} is refused as too old; every
 * other unknown token is taken for a new transaction. A transaction that was given sequence s began
 * below s. So a token may be forgotten once {@code s ≤ tip − W}, and not a moment earlier, or its
 * retry would commit a second time. The tip is the highest <em>committed</em> sequence, while the
 * newest entry here is merely admitted; counting W back from the newest entry would forget too
 * early by the number of pending commits. Hence {@link #evictThrough} is told the bound, and the
 * table holds W entries and the pending ones.
 *
 * <p>Any 128 bits are a token, all zero included. Not thread-safe: guarded by the coordinator's
 * state lock.
 */
public final class TokenTable {

  /** The largest window: what one array can hold, with as many pending again. */
  public static final int MAX_WINDOW = 1 << 27;

  private static final int INITIAL_ENTRIES = 64;

  /** A quarter more each time: doubling could leave half of a large ring empty for good. */
  private static final int GROWTH_DIVISOR = 4;

  private static final int WORDS = 5;
  private static final int CAPSULE = 2;
  private static final int TIME = 4;

  private final int window;
  private final HashIndex byToken = new HashIndex();

  /**
   * The ring; a sequence's five words stand at {@link #place}: token high and low, capsule high and
   * low, time.
   */
  private long[] ring = new long[INITIAL_ENTRIES * WORDS];

  /** The oldest remembered sequence; {@code last + 1} when nothing is remembered. */
  private long first = 1;

  private long last;

  /**
   * Creates an empty table.
   *
   * @param window how many of the latest sequences can never be evicted, 1 to {@link #MAX_WINDOW}
   */
  public TokenTable(int window) {
    if (window < 1 || window > MAX_WINDOW) {
      throw new IllegalArgumentException("window must be 1 to " + MAX_WINDOW + ", was " + window);
    }
    this.window = window;
  }

  /** The sequence that a token was last recorded under, or 0 if the token is unknown. */
  public long sequenceOf(long high, long low) {
    int at = slotOf(high, low);
    return at == HashIndex.NONE ? 0 : sequence(byToken.entry(at));
  }

  /**
   * Remembers a token. One that is still known under an earlier sequence from now on answers for
   * the new one.
   *
   * @param sequence at least 1; the last one recorded plus 1, unless nothing was recorded yet
   * @param high the token's first eight bytes
   * @param low the token's last eight bytes
   * @param capsuleHigh the capsule id's first eight bytes
   * @param capsuleLow the capsule id's last eight bytes
   * @param time the commit time in Unix nanoseconds
   */
  public void record(
      long sequence, long high, long low, long capsuleHigh, long capsuleLow, long time) {
    if (size() == 0 && sequence >= 1) {
      first = sequence;
    } else if (sequence != last + 1) {
      throw new IllegalArgumentException(
          "sequence " + sequence + " does not follow the last, " + last);
    }
    if (size() == capacity()) {
      grow();
    }
    int earlier = slotOf(high, low);
    int hash = HashIndex.hash(high, low);
    if (earlier != HashIndex.NONE) {
      byToken.remove(hash, byToken.entry(earlier));
    }
    last = sequence;
    int place = place(sequence);
    ring[place] = high;
    ring[place + 1] = low;
    ring[place + CAPSULE] = capsuleHigh;
    ring[place + CAPSULE + 1] = capsuleLow;
    ring[place + TIME] = time;
    byToken.add(hash, (int) sequence);
  }

  /** The first eight bytes of the capsule id recorded for a remembered sequence. */
  public long capsuleHi(long sequence) {
    return ring[placeOfRemembered(sequence) + CAPSULE];
  }

  /** The last eight bytes of the capsule id recorded for a remembered sequence. */
  public long capsuleLo(long sequence) {
    return ring[placeOfRemembered(sequence) + CAPSULE + 1];
  }

  /** The commit time recorded for a remembered sequence, in Unix nanoseconds. */
  public long time(long sequence) {
    return ring[placeOfRemembered(sequence) + TIME];
  }

  /**
   * Forgets the tokens recorded up to and including {@code sequence}; what is forgotten already is
   * no matter, so {@code tip − W} may be passed as it is, even when negative.
   *
   * @throws IllegalArgumentException if that reaches into the last W recorded sequences
   */
  public void evictThrough(long sequence) {
    if (size() > 0 && sequence >= first && sequence > last - window) {
      throw new IllegalArgumentException(
          "sequence %d is one of the last %d, which end at %d".formatted(sequence, window, last));
    }
    while (first <= Math.min(sequence, last)) {
      int place = place(first);
      // A token recorded again answers for its later sequence, and its old entry is not indexed.
      byToken.remove(HashIndex.hash(ring[place], ring[place + 1]), (int) first);
      first++;
    }
  }

  /** How many sequences are remembered. */
  public int size() {
    return (int) (last + 1 - first);
  }

  private int slotOf(long high, long low) {
    int hash = HashIndex.hash(high, low);
    for (int at = byToken.find(hash); at != HashIndex.NONE; at = byToken.findNext(hash, at)) {
      int place = place(sequence(byToken.entry(at)));
      if (ring[place] == high && ring[place + 1] == low) {
        return at;
      }
    }
    return HashIndex.NONE;
  }

  /** The remembered sequence with these low 32 bits: fewer than 2³² are remembered at a time. */
  private long sequence(int low32) {
    return first + ((low32 - (int) first) & 0xffff_ffffL);
  }

  private int placeOfRemembered(long sequence) {
    if (sequence < first || sequence > last) {
      throw new IllegalArgumentException(
          "sequence %d is not remembered, only %d to %d".formatted(sequence, first, last));
    }
    return place(sequence);
  }

  private int place(long sequence) {
    return (int) (sequence % capacity()) * WORDS;
  }

  private int capacity() {
    return ring.length / WORDS;
  }

  private void grow() {
    long[] smaller = ring;
    int capacity = capacity();
    ring = new long[Math.multiplyExact(capacity + capacity / GROWTH_DIVISOR, WORDS)];
    for (long sequence = first; sequence <= last; sequence++) {
      int from = (int) (sequence % capacity) * WORDS;
      System.arraycopy(smaller, from, ring, place(sequence), WORDS);
    }
  }
}
