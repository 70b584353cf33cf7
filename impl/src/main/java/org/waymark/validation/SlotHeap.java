package org.waymark.validation;

import java.util.Arrays;

/**
 * A binary min-heap of small numbers (slots), each with a {@code long} key, that can remove any
 * slot.
 *
 * <p>Beside the heap stands where in it each slot is, so that adding and removing cost O(log n) and
 * finding the least costs O(1). Slots are 0, 1, 2 …, and arrays grow to the highest slot added.
 */
final class SlotHeap {

  private static final int ABSENT = -1;

  private int[] heap = new int[0];
  private int[] position = new int[0];
  private long[] keys = new long[0];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** The slot with the least key; there must be one. */
  int least() {
    return heap[0];
  }

  /** The least key; there must be one. */
  long leastKey() {
    return keys[heap[0]];
  }

  /** Adds a slot that is not in the heap. */
  void add(int slot, long key) {
    if (slot >= position.length) {
      grow(slot + 1);
    }
    keys[slot] = key;
    put(size++, slot);
    moveUp(position[slot]);
  }

  /** Removes a slot; no effect if it is not in the heap. */
  void remove(int slot) {
    if (slot >= position.length || position[slot] == ABSENT) {
      return;
    }
    int hole = position[slot];
    position[slot] = ABSENT;
    int replacement = heap[--size];
    if (replacement != slot) {
      put(hole, replacement);
      moveUp(hole);
      moveDown(position[replacement]);
    }
  }

  private void moveUp(int at) {
    int slot = heap[at];
    int child = at;
    while (child > 0 && keys[slot] < keys[heap[(child - 1) / 2]]) {
      put(child, heap[(child - 1) / 2]);
      child = (child - 1) / 2;
    }
    put(child, slot);
  }

  private void moveDown(int at) {
    int slot = heap[at];
    int parent = at;
    for (int child = lesserChild(parent); child < size; child = lesserChild(parent)) {
      if (keys[slot] <= keys[heap[child]]) {
        break;
      }
      put(parent, heap[child]);
      parent = child;
    }
    put(parent, slot);
  }

  /** The child with the lesser key; a number not below {@code size} if there is no child. */
  private int lesserChild(int parent) {
    int left = 2 * parent + 1;
    int right = left + 1;
    return right < size && keys[heap[right]] < keys[heap[left]] ? right : left;
  }

  private void put(int at, int slot) {
    heap[at] = slot;
    position[slot] = at;
  }

  private void grow(int atLeast) {
    int before = position.length;
    int capacity = Math.max(atLeast, before * 2);
    heap = Arrays.copyOf(heap, capacity);
    keys = Arrays.copyOf(keys, capacity);
    position = Arrays.copyOf(position, capacity);
    Arrays.fill(position, before, capacity, ABSENT);
  }
}
