package org.waymark.check.spec;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far TLC has come. Every number is 0 or more; those that do not apply are 0.
 *
 * @param generated states generated, with repetitions
 * @param distinct distinct states among them
 * @param queue distinct states whose successors are still to be generated
 * @param depth the depth of the state graph reached so far
 * @param workers the workers that take part
 * @param traces random behaviours ended, in a simulation
 */
public record TlcProgress(
    long generated, long distinct, long queue, long depth, long workers, long traces) {

  /** Nothing has been done yet, or nothing is known of it. */
  static final TlcProgress NONE = new TlcProgress(0, 0, 0, 0, 0, 0);

  private static final String MARK = "@!@!@WAYMARK";
  private static final Pattern LINE =
      Pattern.compile(MARK + " (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

  /** A line of its own in TLC's output, which {@link #parse} reads. */
  String line() {
    return String.join(
        " ",
        MARK,
        Long.toString(generated),
        Long.toString(distinct),
        Long.toString(queue),
        Long.toString(depth),
        Long.toString(workers),
        Long.toString(traces));
  }

  /** Reads a line of TLC's output; empty if it is TLC's own. */
  static Optional<TlcProgress> parse(String line) {
    if (!line.startsWith(MARK)) {
      return Optional.empty();
    }
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long[] numbers = new long[matcher.groupCount()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Long.parseLong(matcher.group(i + 1));
    }
    return Optional.of(
        new TlcProgress(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]));
  }
}
