package org.waymark.validation;

/**
 * An open-addressing index from hash codes to entry numbers; the entries themselves stand
 * elsewhere.
 *
 * <p>A slot is one {@code long}, so that a probe touches one cache line and growing or deleting
 * never has to look at an entry:
 *
 * <pre>
 *   63                    32 31                     0
 *  +------------------------+------------------------+
 *  | hash, top bit set      | entry number           |     0 = empty slot
 *  +------------------------+------------------------+
 * </pre>
 *
 * <p>Collisions go to the next free slot (linear probing). Deletion moves later entries of the same
 * run back (backward shift) instead of leaving tombstones: an index that lives long under steady
 * insertion and deletion stays as fast as a fresh one.
 *
 * <p>Equal hashes are for the owner to tell apart:
 *
 * <pre>{@code
 * for (int at = index.find(hash); at != HashIndex.NONE; at = index.findNext(hash, at)) {
 *   if (key(index.entry(at)) == wanted) ...
 * }
 * }</pre>
 *
 * <p>The hash is fixed and public. It spreads every regular pattern (dense numbers, multiples of a
 * power of two), but somebody who picks keys in order to collide can make lookups slow.
 */
final class HashIndex {

  /** The position that stands for "no slot". */
  static final int NONE = -1;

  private static final int SMALLEST = 16;
  private static final int LARGEST = 1 << 30;

  private long[] slots = new long[SMALLEST];
  private int size;

  /** The hash of a 64-bit key. */
  static int hash(long key) {
    return (int) (mix(key) >>> 32);
  }

  /** The hash of a 128-bit key. */
  static int hash(long high, long low) {
    return (int) (mix(mix(high) + low) >>> 32);
  }

  /** How many entries are indexed. */
  int size() {
    return size;
  }

  /** The position of the first slot with this hash, or {@link #NONE}. */
  int find(int hash) {
    return scan(hash, home(tag(hash)));
  }

  /** The position of the next slot with this hash after position {@code at}, or {@link #NONE}. */
  int findNext(int hash, int at) {
    return scan(hash, (at + 1) & mask());
  }

  /** The entry number in the occupied slot at position {@code at}. */
  int entry(int at) {
    return (int) slots[at];
  }

  /** Indexes {@code entry} under {@code hash}; the owner knows that it is not there yet. */
  void add(int hash, int entry) {
    if ((size + 1L) * 8 > slots.length * 5L) {
      grow();
    }
    place(((long) tag(hash) << 32) | (entry & 0xffff_ffffL));
    size++;
  }

  /** Removes {@code entry} from under {@code hash}; false, and no effect, if it is not there. */
  boolean remove(int hash, int entry) {
    for (int at = find(hash); at != NONE; at = findNext(hash, at)) {
      if (entry(at) == entry) {
        vacate(at);
        size--;
        return true;
      }
    }
    return false;
  }

  private int scan(int hash, int from) {
    int tag = tag(hash);
    for (int at = from; slots[at] != 0; at = (at + 1) & mask()) {
      if ((int) (slots[at] >>> 32) == tag) {
        return at;
      }
    }
    return NONE;
  }

  private void place(long slot) {
    int at = home((int) (slot >>> 32));
    while (slots[at] != 0) {
      at = (at + 1) & mask();
    }
    slots[at] = slot;
  }

  /**
   * Empties a slot and closes the gap: an entry behind it may fill the gap unless its home lies
   * cyclically after the gap, for then a search from its home would no longer meet it.
   */
  private void vacate(int at) {
    int gap = at;
    for (int next = (gap + 1) & mask(); slots[next] != 0; next = (next + 1) & mask()) {
      int distanceFromHome = (next - home((int) (slots[next] >>> 32))) & mask();
      int distanceFromGap = (next - gap) & mask();
      if (distanceFromHome >= distanceFromGap) {
        slots[gap] = slots[next];
        gap = next;
      }
    }
    slots[gap] = 0;
  }

  private void grow() {
    if (slots.length == LARGEST) {
      throw new IllegalStateException("index is full at " + size + " entries");
    }
    long[] smaller = slots;
    slots = new long[smaller.length * 2];
    for (long slot : smaller) {
      if (slot != 0) {
        place(slot);
      }
    }
  }

  private int home(int tag) {
    return tag & mask();
  }

  private int mask() {
    return slots.length - 1;
  }

  /** The hash as a slot holds it: never zero, so that entry 0 is not taken for an empty slot. */
  private static int tag(int hash) {
    return hash | Integer.MIN_VALUE;
  }

  /** A bijection of 64 bits in which each input bit flips each output bit half of the time. */
  private static long mix(long key) {
    long mixed = key + 0x9e37_79b9_7f4a_7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return mixed ^ (mixed >>> 31);
  }
}
