package org.waymark.check.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The states that a power loss at one moment may leave, as independent choices.
 *
 * <p>Each choice has values from 0, "old", to its radix − 1, "as cached": what the medium would
 * hold after everything unforced had reached it. (What a failed force has lost is not unforced: no
 * value brings it back.) With {@link CrashProfile.Order#ANY} the choices are, most significant
 * first:
 *
 * <ol>
 *   <li>of each name that was changed since a force of the directory covered it: any prefix of its
 *       changes. A rename changes two names, independently;
 *   <li>of each file that some value of a name leads to, its size: any since a force covered it;
 *   <li>and of each of its sectors that was written: any version since a force covered it.
 * </ol>
 *
 * <p>So the states are at most
 *
 * <pre>
 *   ∏ names (1 + changes) × ∏ files ( (1 + sizes) × ∏ sectors (1 + versions · (1 + tears)) )
 * </pre>
 *
 * <p>Consecutive versions that are equal byte for byte are one: a rewrite is no choice, and a
 * choice with one value is left out. <em>Torn</em>, a sector may also be any mix of an earlier and
 * a later version, cut at any byte, either way round; mixes that are equal to something allowed
 * anyway are left out, so that tears are counted exactly. <em>Garbage</em> is a version before the
 * first of a sector that lies behind the medium's size and was never written. <em>Bytes around</em>
 * a written range that does not fill its sector become garbage in two more values of that version:
 * with the range new, and with it old.
 *
 * <p>With a prefix order there is one choice for the whole disk, or one for each file and one for
 * the directory, whose value says up to which of its changes they reached the medium; with {@link
 * CrashProfile.Order#NONE} and {@link CrashProfile.Order#ALL} there is none, and one state.
 *
 * <p>A value is <em>dead</em> if nothing can show it: the size and sectors of a file to which no
 * chosen name leads, and sectors behind the chosen size. {@link #rawCount} counts them all; {@link
 * #forEach} leaves out those which differ in dead choices only.
 *
 * <p>A snapshot, immutable and safe for many threads.
 */
public abstract sealed class CrashStates permits IndependentStates, PrefixStates {

  /** Receives states. */
  public interface Visitor {

    /**
     * Receives one state.
     *
     * @param hash {@link DiskImage#hash} of its image
     * @param image builds the image; during this call only
     * @param values the choices; the same array every time, not to be changed
     * @return false to stop
     */
    boolean visit(long hash, Supplier<DiskImage> image, int[] values);
  }

  CrashStates() {}

  static CrashStates of(Names names, CrashProfile profile) {
    IndependentStates free = new IndependentStates(names, profile);
    return profile.order() == CrashProfile.Order.ANY
        ? free
        : new PrefixStates(free, profile.order());
  }

  /** Returns how many choices there are. */
  public abstract int choices();

  /** Returns how many values a choice has, at least 2. */
  public abstract int radix(int choice);

  /** Returns what a choice is about, and what this value means, in a few words. */
  public abstract String describe(int choice, int value);

  /** Returns the medium in which each choice has this value. */
  public abstract DiskImage image(int[] values);

  /**
   * Shows every state: all combinations of values but for dead ones, which are held at 0, in
   * mixed-radix order with the last choice fastest. Two states may still have one image: a sector
   * may have the same bytes twice with others in between.
   *
   * @return false if the visitor stopped it
   */
  public final boolean forEach(Visitor visitor) {
    return forEach(Integer.MAX_VALUE, visitor);
  }

  /**
   * As {@link #forEach(Visitor)}, but of those states only in which at most so many live choices
   * are spoilt: all tears of one sector beside all whole states of the others are few, and all
   * tears of all sectors are not.
   */
  public abstract boolean forEach(int mostSpoilt, Visitor visitor);

  /** Tells whether nobody ever wrote what a value stands for: it is torn, or has garbage. */
  public abstract boolean isSpoilt(int choice, int value);

  /** Tells whether a power loss may leave exactly this; decided without trying all states. */
  public abstract boolean allows(DiskImage image);

  /**
   * Returns groups of choices that belong together, for corners: each file's, all names, all sizes,
   * all sectors. A choice may be in several.
   */
  abstract List<int[]> groups();

  /** Returns the product of all radixes. */
  public final double rawCount() {
    double product = 1;
    for (int i = 0; i < choices(); i++) {
      product *= radix(i);
    }
    return product;
  }

  /** Returns the choices by which everything is old. */
  public final int[] allLost() {
    return new int[choices()];
  }

  /** Returns the choices by which everything is as cached. */
  public final int[] allKept() {
    int[] values = new int[choices()];
    for (int i = 0; i < values.length; i++) {
      values[i] = radix(i) - 1;
    }
    return values;
  }

  /**
   * Returns the states most likely to show something: all lost, all kept; of each file, of the
   * names, the sizes and the sectors together, and of each single choice: it alone lost, and it
   * alone kept. Each once, in a fixed order.
   */
  public final List<int[]> corners() {
    Corners corners = new Corners(allLost(), allKept());
    groups().forEach(corners::add);
    for (int i = 0; i < choices(); i++) {
      corners.add(new int[] {i});
    }
    return corners.all();
  }

  /**
   * Returns one state by chance; each may come. A first draw decides how much is lost: of three
   * states one draws every value alike, one loses and one keeps seven choices of eight. A second
   * decides how much is spoilt: of two states one leaves seven of eight spoilt values out, for old
   * or new ones; tears are so many that else nearly everything would be torn.
   */
  public final int[] sample(RandomGenerator random) {
    int mood = random.nextInt(3);
    boolean rarelySpoilt = random.nextBoolean();
    int[] values = new int[choices()];
    for (int i = 0; i < values.length; i++) {
      int radix = radix(i);
      boolean extreme = mood != 0 && random.nextInt(8) != 0;
      values[i] = extreme ? (mood == 1 ? 0 : radix - 1) : random.nextInt(radix);
      if (rarelySpoilt && isSpoilt(i, values[i]) && random.nextInt(8) != 0) {
        values[i] = random.nextBoolean() ? 0 : radix - 1;
      }
    }
    return values;
  }

  /** Tells a state in words: what was lost and what became of the rest, one line each choice. */
  public final List<String> describe(int[] values) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      lines.add(describe(i, values[i]));
    }
    return lines;
  }
}
