package org.waymark.check.disk;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The contents of 512 bytes of a file: the smallest thing that a medium keeps or loses. Immutable,
 * so that images, medium and cache share it.
 *
 * <p>Zeros are always the one object {@link #ZEROS}; a sector that was never written is that too.
 */
final class Sector {

  static final int SIZE = 512;

  private static final int WORD = Long.BYTES;
  private static final int WORDS = SIZE / WORD;

  static final Sector ZEROS = new Sector(new byte[SIZE], null);

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Null until they are asked for, if this was joined of two others. */
  private volatile byte @Nullable [] bytes;

  /** What it is joined of, and where; null as soon as it has bytes of its own. */
  private volatile @Nullable Joint joint;

  /** What its words add to the hash, together; 0 until it is asked for. */
  private volatile long sum;

  /** The same for each number of words from the front; null until it is asked for. */
  private volatile long @Nullable [] sums;

  /** Two sectors, of which one has the bytes in front of a place, and the other those behind. */
  private record Joint(Sector front, Sector back, int cut) {}

  private Sector(byte @Nullable [] bytes, @Nullable Joint joint) {
    this.bytes = bytes;
    this.joint = joint;
  }

  /** Returns the sector of these {@value #SIZE} bytes, which nobody writes any more. */
  static Sector of(byte[] bytes) {
    return Arrays.equals(bytes, ZEROS.bytes()) ? ZEROS : new Sector(bytes, null);
  }

  /**
   * Returns a sector of the bytes of one before a cut, and of another from there on.
   *
   * <p>Its hash is had from theirs, and its bytes are put together when somebody reads them: of all
   * the ways in which a sector may tear, which are a thousand for each two versions, few are
   * written anywhere.
   */
  static Sector joined(Sector front, Sector back, int cut) {
    Sector joined = new Sector(null, new Joint(front, back, cut));
    return joined.sum() == 0 ? of(joined.bytes()) : joined;
  }

  /** Returns how many sectors hold so many bytes. */
  static int count(long size) {
    return Math.toIntExact((size + SIZE - 1) / SIZE);
  }

  private byte[] bytes() {
    Joint of = joint; // Read first: it goes when there are bytes.
    byte[] known = bytes;
    if (known == null) {
      requireNonNull(of);
      known = of.back().bytes().clone();
      System.arraycopy(of.front().bytes(), 0, known, 0, of.cut());
      bytes = known;
      joint = null;
    }
    return known;
  }

  byte at(int index) {
    return bytes()[index];
  }

  void copyTo(int from, byte[] target, int offset, int length) {
    System.arraycopy(bytes(), from, target, offset, length);
  }

  /** Returns this sector with other bytes from {@code at} on; itself if they are no others. */
  Sector with(int at, byte[] source, int offset, int length) {
    byte[] own = bytes();
    if (Arrays.equals(own, at, at + length, source, offset, offset + length)) {
      return this;
    }
    byte[] changed = length == SIZE ? new byte[SIZE] : own.clone();
    System.arraycopy(source, offset, changed, at, length);
    return of(changed);
  }

  /** Returns this sector with the bytes {@code from} to {@code to} of another in their places. */
  Sector with(int from, int to, Sector other) {
    return with(from, other.bytes(), from, to - from);
  }

  /** Returns the first {@code length} bytes and zeros behind them. */
  Sector cut(int length) {
    return this == ZEROS || length >= SIZE ? this : joined(this, ZEROS, length);
  }

  boolean same(Sector other) {
    return this == other || Arrays.equals(bytes(), other.bytes());
  }

  /** Returns what this sector adds to the hash of a file in which it is number {@code index}. */
  long term(int index) {
    return this == ZEROS ? 0 : Hashes.mix(sum() + Hashes.STEP * (index + 1L));
  }

  private long sum() {
    long known = sum;
    if (known == 0) {
      known = sum(WORDS);
      sum = known;
    }
    return known;
  }

  /** Returns what the first words add to the hash. */
  private long sum(int words) {
    Joint of = joint;
    if (of == null) {
      return sums()[words];
    }
    int whole = of.cut() / WORD;
    if (words <= whole) {
      return of.front().sum(words);
    }
    int rest = whole + (of.cut() % WORD == 0 ? 0 : 1);
    long torn = rest == whole ? 0 : term(whole, word(whole));
    return of.front().sum(whole) + torn + of.back().sum(words) - of.back().sum(rest);
  }

  private long[] sums() {
    long[] known = sums;
    if (known == null) {
      byte[] own = bytes();
      known = new long[WORDS + 1];
      for (int i = 0; i < WORDS; i++) {
        known[i + 1] = known[i] + term(i, (long) LONGS.get(own, i * WORD));
      }
      sums = known;
    }
    return known;
  }

  private long word(int index) {
    Joint of = joint;
    if (of == null) {
      return (long) LONGS.get(bytes(), index * WORD);
    }
    int fromFront = Math.max(0, Math.min(of.cut() - index * WORD, WORD));
    if (fromFront == WORD) {
      return of.front().word(index);
    }
    if (fromFront == 0) {
      return of.back().word(index);
    }
    long low = -1L >>> (Long.SIZE - fromFront * Byte.SIZE); // The bytes are little-endian.
    return (of.front().word(index) & low) | (of.back().word(index) & ~low);
  }

  /** Zeros add nothing, wherever they are. */
  private static long term(int index, long word) {
    return word == 0 ? 0 : Hashes.mix(word + Hashes.STEP * (index + 1L));
  }
}
