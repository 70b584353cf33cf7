package org.waymark.check.spec;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.waymark.check.spec.SpecResult.Taken;

/**
 * What TLC said: its messages, as printed with {@code -tool}, read line by line.
 *
 * <p>Each message stands between {@code @!@!@STARTMSG code:class @!@!@} and {@code @!@!@ENDMSG
 * code @!@!@}. Class 1 is an error. Only the messages that a verdict needs are interpreted; the
 * whole text is kept for whoever wants to read the counterexample. Not thread-safe.
 */
final class TlcOutput {

  private static final Pattern START = Pattern.compile("@!@!@STARTMSG (\\d+):(\\d+) @!@!@");
  private static final Pattern VIOLATED =
      Pattern.compile("(?:Invariant|Action property) (\\w+) is violated.*");
  private static final Pattern STATES =
      Pattern.compile("\\d+ states generated, (\\d+) distinct states found, .*");
  private static final Pattern DEPTH = Pattern.compile(".*state graph search is (\\d+)\\.");
  private static final Pattern ACTION = Pattern.compile("<(\\w+) line .*>: (\\d+):(\\d+)");

  private static final int SUCCESS = 2193;
  private static final int FINISHED = 2186;
  private static final int COVERAGE = 2201;
  private static final int COVERAGE_OF_ACTION = 2772;
  private static final int VIOLATION_FIRST = 2107;
  private static final int VIOLATION_LAST = 2116;
  private static final int DEADLOCK = 2114;
  private static final int ERROR_CLASS = 1;
  private static final int COUNTEREXAMPLE = 2121;
  private static final int COUNTEREXAMPLE_LASSO = 2264;

  private final StringBuilder text = new StringBuilder();
  private final Map<String, Taken> actions = new TreeMap<>();
  private int code;
  private int messageClass;
  private boolean succeeded;
  private boolean finished;
  private boolean violated;
  private @Nullable String property;
  private @Nullable String error;
  private long states;
  private int depth;

  /** Takes the next line of TLC's output. */
  void add(String line) {
    text.append(line).append('\n');
    Matcher start = START.matcher(line);
    if (start.matches()) {
      code = Integer.parseInt(start.group(1));
      messageClass = Integer.parseInt(start.group(2));
      begin();
      return;
    }
    if (line.startsWith("@!@!@ENDMSG")) {
      code = 0;
      messageClass = 0;
      return;
    }
    if (messageClass == ERROR_CLASS) {
      addError(line);
      return;
    }
    Matcher matcher = STATES.matcher(line);
    if (matcher.matches()) {
      states = Long.parseLong(matcher.group(1));
    }
    matcher = DEPTH.matcher(line);
    if (matcher.matches()) {
      depth = Integer.parseInt(matcher.group(1));
    }
    matcher = ACTION.matcher(line);
    if (code == COVERAGE_OF_ACTION && matcher.matches()) {
      Taken taken = new Taken(Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
      actions.merge(matcher.group(1), taken, Taken::plus);
    }
  }

  private void begin() {
    succeeded |= code == SUCCESS;
    finished |= code == FINISHED;
    // A server prints a counterexample without saying what it violates.
    violated |= code == COUNTEREXAMPLE;
    if (code == COVERAGE) {
      // Long runs report more than once; the last report has the final counts.
      actions.clear();
    }
  }

  private void addError(String line) {
    if (code == COUNTEREXAMPLE || code == COUNTEREXAMPLE_LASSO) {
      return;
    }
    if (code >= VIOLATION_FIRST && code <= VIOLATION_LAST) {
      violated = true;
      Matcher matcher = VIOLATED.matcher(line);
      if (matcher.matches()) {
        property = matcher.group(1);
      } else if (code == DEADLOCK) {
        property = "NoDeadlock";
      }
    } else if (error == null && !line.isBlank()) {
      error = line.strip();
    }
  }

  /** Whether TLC finished the whole state graph and found nothing. */
  boolean succeeded() {
    return succeeded;
  }

  /** Whether TLC came to an end of its own, with whatever result. */
  boolean finished() {
    return finished;
  }

  /** Whether TLC reported that a property does not hold. */
  boolean violated() {
    return violated;
  }

  /**
   * The violated property, {@code NoDeadlock} if that is what TLC found; null if none is, or TLC
   * did not name it (it never names liveness).
   */
  @Nullable String property() {
    return property;
  }

  /** The first line of the first error that is not a violated property, or null. */
  @Nullable String error() {
    return error;
  }

  /** Distinct states found until the end; 0 if TLC came to none. */
  long states() {
    return states;
  }

  /** Depth of the state graph as far as it was searched; 0 if TLC came to no end. */
  int depth() {
    return depth;
  }

  /** How often each action was taken; empty unless TLC ran with {@code -coverage}. */
  Map<String, Taken> actions() {
    return Collections.unmodifiableMap(actions);
  }

  /** All that TLC printed. */
  String text() {
    return text.toString();
  }
}
