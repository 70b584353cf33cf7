package org.waymark.check.disk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The contents of 512 bytes of a file: the smallest thing that a medium keeps or loses. Immutable,
 * so that images, medium and cache share it.
 *
 * <p>Zeros are always the one object {@link #ZEROS}; a sector that was never written is that too.
 */
final class Sector {

  static final int SIZE = 512;

  static final Sector ZEROS = new Sector(new byte[SIZE]);

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;

  /** 0 until it is asked for; every thread would compute the same. */
  private volatile long hash;

  private Sector(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns the sector of these {@value #SIZE} bytes, which nobody writes any more. */
  static Sector of(byte[] bytes) {
    return Arrays.equals(bytes, ZEROS.bytes) ? ZEROS : new Sector(bytes);
  }

  /** Returns how many sectors hold so many bytes. */
  static int count(long size) {
    return Math.toIntExact((size + SIZE - 1) / SIZE);
  }

  byte at(int index) {
    return bytes[index];
  }

  void copyTo(int from, byte[] target, int offset, int length) {
    System.arraycopy(bytes, from, target, offset, length);
  }

  /** Returns this sector with other bytes from {@code at} on; itself if they are no others. */
  Sector with(int at, byte[] source, int offset, int length) {
    if (Arrays.equals(bytes, at, at + length, source, offset, offset + length)) {
      return this;
    }
    byte[] changed = length == SIZE ? new byte[SIZE] : bytes.clone();
    System.arraycopy(source, offset, changed, at, length);
    return of(changed);
  }

  /** Returns this sector with the bytes {@code from} to {@code to} of another in their places. */
  Sector with(int from, int to, Sector other) {
    return with(from, other.bytes, from, to - from);
  }

  /** Returns the first {@code length} bytes and zeros behind them. */
  Sector cut(int length) {
    return length >= SIZE ? this : with(length, SIZE, ZEROS);
  }

  boolean same(Sector other) {
    return this == other || Arrays.equals(bytes, other.bytes);
  }

  /** Returns what this sector adds to the hash of a file in which it is number {@code index}. */
  long term(int index) {
    return this == ZEROS ? 0 : Hashes.mix(hash() + Hashes.STEP * (index + 1L));
  }

  private long hash() {
    long known = hash;
    if (known == 0) {
      known = compute();
      hash = known;
    }
    return known;
  }

  private long compute() {
    // Four lanes, as one would wait for each multiplication in turn.
    long a = 1;
    long b = 2;
    long c = 3;
    long d = 4;
    for (int i = 0; i < SIZE; i += 32) {
      a = Hashes.step(a, (long) LONGS.get(bytes, i));
      b = Hashes.step(b, (long) LONGS.get(bytes, i + 8));
      c = Hashes.step(c, (long) LONGS.get(bytes, i + 16));
      d = Hashes.step(d, (long) LONGS.get(bytes, i + 24));
    }
    return Hashes.mix(a) + Hashes.mix(b + Hashes.STEP) + Hashes.mix(c - Hashes.STEP)
        ^ Hashes.mix(d);
  }
}
