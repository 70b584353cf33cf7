package org.waymark.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of all files of a log, and nobody else's.
 *
 * <pre>
 *   markers-0000000003-00000000000000016385     incarnation, first sequence
 *   capsules-0000000003-0000000001              incarnation, segment number
 *   quarantine-3f79bb7b435b05321651daefd374cdc6 digest of what was set aside
 *   LOCK
 *   NAME.tmp                                    a file still being made, to be renamed NAME
 * </pre>
 *
 * <p>Numbers are decimal, zero-padded to a fixed width, so that names sort as their numbers do.
 */
public final class SegmentNames {

  /** The name of the file whose lock makes a writer the only one. */
  public static final String LOCK = "LOCK";

  /** What the name of a file still being made ends with. */
  public static final String TEMPORARY_SUFFIX = ".tmp";

  private static final String MARKERS = "markers-";
  private static final String CAPSULES = "capsules-";

  /** The digits of an incarnation's counter, of a first sequence and of a segment's number. */
  private static final int COUNTER_DIGITS = 10;

  private static final int SEQUENCE_DIGITS = 20;
  private static final int NUMBER_DIGITS = 10;

  private static final Pattern QUARANTINE = Pattern.compile("quarantine-([0-9a-f]{32})");

  private SegmentNames() {}

  /** A name that belongs to a log. */
  public sealed interface Name {

    /** Returns the name as it stands in the directory. */
    String fileName();
  }

  /**
   * The name of a marker segment.
   *
   * @param incarnation the counter of the incarnation that writes it, 1 or more
   * @param firstSequence the sequence of its first slot, 1 or more
   */
  public record Markers(int incarnation, long firstSequence) implements Name {

    /** Refuses numbers below 1. */
    public Markers {
      requirePositive("incarnation", incarnation);
      requirePositive("firstSequence", firstSequence);
    }

    @Override
    public String fileName() {
      return join(MARKERS, incarnation, firstSequence, SEQUENCE_DIGITS);
    }
  }

  /**
   * The name of a capsule segment.
   *
   * @param incarnation the counter of the incarnation that writes it, 1 or more
   * @param number its number, 1 or more
   */
  public record Capsules(int incarnation, int number) implements Name {

    /** Refuses numbers below 1. */
    public Capsules {
      requirePositive("incarnation", incarnation);
      requirePositive("number", number);
    }

    @Override
    public String fileName() {
      return join(CAPSULES, incarnation, number, NUMBER_DIGITS);
    }
  }

  /**
   * The name of a file with bytes that recovery set aside.
   *
   * @param digest the digest of those bytes, in the quarantine domain
   */
  public record Quarantine(Id128 digest) implements Name {

    @Override
    public String fileName() {
      return "quarantine-" + digest;
    }
  }

  /** The name of the lock file. */
  public record Lock() implements Name {

    @Override
    public String fileName() {
      return LOCK;
    }
  }

  /**
   * The name of a file still being made.
   *
   * @param target the name it gets when it is whole
   */
  public record Temporary(Name target) implements Name {

    /** Refuses what is never made under a temporary name. */
    public Temporary {
      if (!isMade(target)) {
        throw new IllegalArgumentException("never made under a temporary name: " + target);
      }
    }

    private static boolean isMade(Name target) {
      return !(target instanceof Temporary || target instanceof Lock);
    }

    @Override
    public String fileName() {
      return target.fileName() + TEMPORARY_SUFFIX;
    }
  }

  /** Returns what a name in the directory says, or null if it is not one of ours. */
  public static @Nullable Name parse(String fileName) {
    if (fileName.equals(LOCK)) {
      return new Lock();
    }
    if (fileName.endsWith(TEMPORARY_SUFFIX)) {
      Name target = parse(fileName.substring(0, fileName.length() - TEMPORARY_SUFFIX.length()));
      return target == null || !Temporary.isMade(target) ? null : new Temporary(target);
    }
    if (isJoined(fileName, MARKERS, SEQUENCE_DIGITS)) {
      int incarnation = (int) first(fileName, MARKERS);
      long first = second(fileName, MARKERS, Long.MAX_VALUE);
      return incarnation > 0 && first > 0 ? new Markers(incarnation, first) : null;
    }
    if (isJoined(fileName, CAPSULES, NUMBER_DIGITS)) {
      int incarnation = (int) first(fileName, CAPSULES);
      int number = (int) second(fileName, CAPSULES, Integer.MAX_VALUE);
      return incarnation > 0 && number > 0 ? new Capsules(incarnation, number) : null;
    }
    Matcher quarantine = QUARANTINE.matcher(fileName);
    return quarantine.matches() ? new Quarantine(Id128.parse(quarantine.group(1))) : null;
  }

  /** Returns the name of a segment; every opening makes dozens of them, so by hand. */
  private static String join(String kind, int incarnation, long second, int secondDigits) {
    StringBuilder name =
        new StringBuilder(kind.length() + COUNTER_DIGITS + 1 + secondDigits).append(kind);
    pad(name, incarnation, COUNTER_DIGITS);
    pad(name.append('-'), second, secondDigits);
    return name.toString();
  }

  private static void pad(StringBuilder name, long value, int digits) {
    String text = Long.toString(value);
    name.append("0".repeat(digits - text.length())).append(text);
  }

  /** Returns whether a name has the length and the hyphen that {@link #join} gives it. */
  private static boolean isJoined(String fileName, String kind, int secondDigits) {
    int hyphen = kind.length() + COUNTER_DIGITS;
    return fileName.length() == hyphen + 1 + secondDigits
        && fileName.startsWith(kind)
        && fileName.charAt(hyphen) == '-';
  }

  private static long first(String fileName, String kind) {
    int begin = kind.length();
    return number(fileName, begin, begin + COUNTER_DIGITS, Integer.MAX_VALUE);
  }

  private static long second(String fileName, String kind, long limit) {
    return number(fileName, kind.length() + COUNTER_DIGITS + 1, fileName.length(), limit);
  }

  /** Returns the number that these digits spell; 0 if they are none, or above the limit. */
  private static long number(String text, int begin, int end, long limit) {
    long value = 0;
    for (int i = begin; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || value > (limit - digit) / 10) {
        return 0;
      }
      value = 10 * value + digit;
    }
    return value;
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1: " + value);
    }
  }
}
