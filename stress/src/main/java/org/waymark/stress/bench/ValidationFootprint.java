package org.waymark.stress.bench;

import java.util.Locale;
import java.util.SplittableRandom;
import org.openjdk.jol.info.GraphLayout;
import org.waymark.validation.Validator;

/**
 * What a validator remembers of each transaction above the floor, in bytes: its arrays, measured as
 * they lie in the heap, and shared out among those it retains. They double, so the figure swings
 * between one and two times what is in use.
 */
public final class ValidationFootprint {
  private static final int LIMIT = 1 << 22;
  private static final int PAGES = 1 << 24;
  private static final int[] RETAINED = {100, 1_000, 10_000, 100_000};

  /** Pages read and written. */
  private static final int[][] SHAPES = {{0, 1}, {4, 1}, {16, 4}};

  private ValidationFootprint() {}

  /** Prints the table; takes no arguments. */
  public static void main(String[] arguments) {
    System.out.println("| reads | writes | retained | snapshot isolation, B | serializable, B |");
    System.out.println("| --: | --: | --: | --: | --: |");
    for (int[] shape : SHAPES) {
      for (int retained : RETAINED) {
        System.out.printf(
            Locale.ROOT,
            "| %d | %d | %,d | %,d | %,d |%n",
            shape[0],
            shape[1],
            retained,
            bytesOfEach(false, shape[0], shape[1], retained),
            bytesOfEach(true, shape[0], shape[1], retained));
      }
    }
  }

  /**
   * Returns how many bytes a validator takes for each of so many transactions, whose pages hardly
   * ever meet.
   *
   * @param reads how many pages each has read
   * @param writes how many pages each has written, 1 or more
   */
  static long bytesOfEach(boolean serializable, int reads, int writes, int retained) {
    Validator validator = new Validator(serializable, LIMIT);
    long empty = bytes(validator);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < retained; i++) {
      validator.record(drawn(random, writes), drawn(random, reads), i, i + 1L);
    }
    return (bytes(validator) - empty) / retained;
  }

  private static long[] drawn(SplittableRandom random, int count) {
    return random.longs(1, PAGES).distinct().limit(count).sorted().toArray();
  }

  private static long bytes(Validator validator) {
    return GraphLayout.parseInstance(validator).totalSize();
  }
}
