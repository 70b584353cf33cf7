package org.waymark.validation;

import java.util.Arrays;

/**
 * The snapshots in use, and which of them is the oldest: the bound on how far the floor may rise.
 *
 * <p>A lease says "somebody reads as of {@code beginSeq} and may yet submit". It ends when it is
 * released, or when {@link #oldest} is asked at or after its deadline. A lease past its deadline
 * that nobody has looked at since is still in force, which errs on the side of keeping history.
 *
 * <p>A lease stands in a slot, and slots are used again; ids are not. An id is {@code serial × max
 * + slot}, where the serial counts registrations: the slot is found by arithmetic, and an id that
 * has ended never matches the one now standing in its slot.
 *
 * <p>Registering and releasing cost O(log n) for n leases, {@link #oldest} O(1) and O(log n) per
 * lease that expires. Not thread-safe: guarded by the coordinator's state lock.
 */
public final class SnapshotLeases {

  /** The deadline of a lease that does not expire. */
  public static final long NO_DEADLINE = Long.MAX_VALUE;

  private static final long FREE = 0;

  private final int max;
  private final SlotHeap byBeginSeq = new SlotHeap();
  private final SlotHeap byDeadline = new SlotHeap();

  /** The id of the lease in each slot, or {@link #FREE}. */
  private long[] ids = new long[0];

  /** A stack of the free slots below {@link #everUsed}. */
  private int[] freeSlots = new int[0];

  private int free;
  private int everUsed;
  private long registrations;

  /**
   * Creates an empty set of leases.
   *
   * @param max how many leases may be in force at a time, at least 1
   */
  public SnapshotLeases(int max) {
    if (max < 1) {
      throw new IllegalArgumentException("max must be at least 1, was " + max);
    }
    this.max = max;
  }

  /**
   * Registers a lease on the snapshot at {@code beginSeq}, at least 0.
   *
   * @param deadlineNanos the moment from which on the lease no longer counts, on the clock that
   *     {@link #oldest} is told the time of; {@link #NO_DEADLINE} for none
   * @return the lease's id, greater than 0 and never given out again
   * @throws IllegalStateException if {@code max} leases are in force
   */
  public long register(long beginSeq, long deadlineNanos) {
    if (beginSeq < 0) {
      throw new IllegalArgumentException("beginSeq must be at least 0, was " + beginSeq);
    }
    if (size() == max) {
      throw new IllegalStateException(max + " leases are in force, which is the limit");
    }
    int slot = takeSlot();
    long id = Math.addExact(Math.multiplyExact(++registrations, (long) max), slot);
    ids[slot] = id;
    byBeginSeq.add(slot, beginSeq);
    if (deadlineNanos != NO_DEADLINE) {
      byDeadline.add(slot, deadlineNanos);
    }
    return id;
  }

  /**
   * Ends a lease.
   *
   * @return false, and no effect, if the id is unknown or its lease has ended before
   */
  public boolean release(long id) {
    int slot = (int) Math.floorMod(id, (long) max);
    if (id <= FREE || slot >= everUsed || ids[slot] != id) {
      return false;
    }
    end(slot);
    return true;
  }

  /**
   * Ends the leases whose deadline has come and returns the least {@code beginSeq} of the others.
   *
   * @param nowNanos the time; a deadline equal to it has come
   * @param whenNone what to return if no lease is in force
   */
  public long oldest(long nowNanos, long whenNone) {
    while (!byDeadline.isEmpty() && byDeadline.leastKey() <= nowNanos) {
      end(byDeadline.least());
    }
    return byBeginSeq.isEmpty() ? whenNone : byBeginSeq.leastKey();
  }

  /** How many leases are in force. */
  public int size() {
    return everUsed - free;
  }

  private void end(int slot) {
    byBeginSeq.remove(slot);
    byDeadline.remove(slot);
    ids[slot] = FREE;
    freeSlots[free++] = slot;
  }

  private int takeSlot() {
    if (free > 0) {
      return freeSlots[--free];
    }
    if (everUsed == ids.length) {
      int capacity = (int) Math.min(max, Math.max(16, 2L * everUsed));
      ids = Arrays.copyOf(ids, capacity);
      freeSlots = Arrays.copyOf(freeSlots, capacity);
    }
    return everUsed++;
  }
}
