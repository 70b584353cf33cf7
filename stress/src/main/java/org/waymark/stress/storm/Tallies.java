package org.waymark.stress.storm;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.HdrHistogram.Histogram;

/**
 * Figures and latencies that many threads add to, in memory or in a file that is mapped into it.
 *
 * <p>A process that is killed takes what it has in memory with it and leaves its mapped pages to
 * the system; hence the file. And hence latencies are counted here in buckets, a sixteenth of their
 * value wide at most, and become a {@link Histogram} only when they are read: that class cannot
 * count in a file. Safe for many threads.
 */
final class Tallies {
  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** Buckets for each power of two. */
  private static final int STEPS = 16;

  private static final int STEP_BITS = 4;
  private static final int FIGURES = Figure.values().length;
  private static final int BYTES = (FIGURES + Long.SIZE * STEPS) * Long.BYTES;

  private final ByteBuffer buffer;

  private Tallies(ByteBuffer buffer) {
    this.buffer = buffer.alignedSlice(Long.BYTES).order(ByteOrder.nativeOrder());
  }

  /** Starts at nothing. */
  static Tallies inMemory() {
    return new Tallies(ByteBuffer.allocateDirect(BYTES));
  }

  /** Goes on with what is in a file, which is created if it is missing. */
  static Tallies mapped(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new Tallies(channel.map(MapMode.READ_WRITE, 0, BYTES));
    }
  }

  /** Counts one more. */
  void one(Figure figure) {
    add(figure, 1);
  }

  /** Counts so many more. */
  void add(Figure figure, long more) {
    addAt(index(figure), more);
  }

  /** Raises a figure that is a maximum. */
  void most(Figure figure, long value) {
    int at = index(figure) * Long.BYTES;
    long seen = (long) LONGS.getVolatile(buffer, at);
    while (seen < value && !LONGS.compareAndSet(buffer, at, seen, value)) {
      seen = (long) LONGS.getVolatile(buffer, at);
    }
  }

  /** Counts a wait for an answer. */
  void latency(long nanos) {
    addAt(FIGURES + bucket(Math.max(1, nanos)), 1);
  }

  long get(Figure figure) {
    return at(index(figure));
  }

  /** Adds what another has counted, or keeps the larger where a figure is a maximum. */
  void addAll(Tallies other) {
    for (Figure figure : Figure.values()) {
      if (figure.isMaximum()) {
        most(figure, other.get(figure));
      } else {
        add(figure, other.get(figure));
      }
    }
    for (int bucket = FIGURES; bucket < FIGURES + Long.SIZE * STEPS; bucket++) {
      addAt(bucket, other.at(bucket));
    }
  }

  /** Returns the latencies in nanoseconds, each as the top of its bucket. */
  Histogram latencies() {
    Histogram histogram = new Histogram(2);
    for (int bucket = 0; bucket < Long.SIZE * STEPS; bucket++) {
      long times = at(FIGURES + bucket);
      if (times > 0) {
        histogram.recordValueWithCount(top(bucket), times);
      }
    }
    return histogram;
  }

  /** The power of two in the upper digits, the four bits below the highest in the lowest. */
  private static int bucket(long nanos) {
    int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
    long step = power < STEP_BITS ? nanos << (STEP_BITS - power) : nanos >>> (power - STEP_BITS);
    return power * STEPS + (int) (step & (STEPS - 1));
  }

  private static long top(int bucket) {
    int power = bucket / STEPS;
    long step = (long) STEPS + bucket % STEPS;
    return power < STEP_BITS
        ? step >>> (STEP_BITS - power) // Nothing was cut off.
        : ((step + 1) << (power - STEP_BITS)) - 1;
  }

  @SuppressWarnings("EnumOrdinal") // A file is read by the build that wrote it.
  private static int index(Figure figure) {
    return figure.ordinal();
  }

  private void addAt(int index, long more) {
    long unused = (long) LONGS.getAndAdd(buffer, index * Long.BYTES, more);
  }

  private long at(int index) {
    return (long) LONGS.getVolatile(buffer, index * Long.BYTES);
  }
}
