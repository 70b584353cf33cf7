package org.waymark.check.counterexample;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.waymark.check.counterexample.Counterexample.Kind;
import org.waymark.check.counterexample.Counterexample.Loop;
import org.waymark.check.counterexample.Counterexample.State;

/**
 * The first counterexample in what TLC printed with {@code -tool}: which property is violated, and
 * by which states.
 *
 * @param kind the kind of property
 * @param property its name; null where TLC does not tell it: for liveness, refinement and deadlock
 * @param states the states, numbered from 1
 * @param loop how it goes on for ever; null if it ends
 * @param tlc TLC's version, fingerprint function and seed, on one line
 */
record TlcTrace(
    Kind kind, @Nullable String property, List<State> states, @Nullable Loop loop, String tlc) {

  private static final Pattern MESSAGE =
      Pattern.compile(
          "^@!@!@STARTMSG (\\d+):\\d+ @!@!@\\R(.*?)^@!@!@ENDMSG \\1 @!@!@$",
          Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern VIOLATED =
      Pattern.compile("(?:Invariant|Action property|Property) (\\w+) is violated.*");
  private static final Pattern STATE =
      Pattern.compile("(\\d+): <(.+?)(?: (line .*))?>", Pattern.DOTALL);
  private static final Pattern BACK =
      Pattern.compile("(\\d+): Back to state(?:: <(.+?)(?: line .*)?>)?", Pattern.DOTALL);
  private static final Pattern VARIABLE =
      Pattern.compile("^(?:/\\\\ )?([A-Za-z_]\\w*) = ", Pattern.MULTILINE);
  private static final Pattern CONJUNCT =
      Pattern.compile("^/\\\\ ([A-Za-z_]\\w*) = ", Pattern.MULTILINE);
  private static final Pattern RUN = Pattern.compile("(with fp -?\\d+ and seed -?\\d+)");

  private static final int INVARIANT_INITIALLY = 2107;
  private static final int PROPERTY_INITIALLY = 2108;
  private static final int INVARIANT = 2110;
  private static final int ACTION_PROPERTY = 2112;
  private static final int DEADLOCK = 2114;
  private static final int TEMPORAL = 2116;
  private static final int BACK_TO_STATE = 2122;
  private static final int RUNNING_FIRST = 2187;
  private static final int RUNNING_LAST = 2188;
  private static final int STATE_PRINTED = 2217;
  private static final int STUTTERING = 2218;
  private static final int VERSION = 2262;

  /** Keeps a copy of the states. */
  TlcTrace {
    states = List.copyOf(states);
  }

  /**
   * Reads TLC's output.
   *
   * @throws IOException if it holds no counterexample, or one that cannot be read; the message says
   *     why
   */
  static TlcTrace read(String output) throws IOException {
    Reader reader = new Reader();
    Matcher message = MESSAGE.matcher(output);
    try {
      while (message.find()) {
        reader.add(Integer.parseInt(message.group(1)), message.group(2).strip());
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("TLC's counterexample cannot be read: " + e.getMessage(), e);
    }
    return reader.trace();
  }

  private static final class Reader {

    private final List<State> states = new ArrayList<>();
    private final StringBuilder tlc = new StringBuilder();
    private @Nullable Kind kind;
    private @Nullable String property;
    private @Nullable Loop loop;
    private boolean complete;

    /** Takes a message; those after the first counterexample are of no interest. */
    void add(int code, String body) {
      switch (code) {
        case VERSION -> tlc.append(body.lines().findFirst().orElse(""));
        case RUNNING_FIRST, RUNNING_LAST -> {
          Matcher run = RUN.matcher(body);
          tlc.append(run.find() ? " " + run.group(1) : "");
        }
        case INVARIANT, INVARIANT_INITIALLY -> violated(Kind.INVARIANT, body);
        case ACTION_PROPERTY, PROPERTY_INITIALLY -> violated(Kind.ACTION_PROPERTY, body);
        case DEADLOCK -> violated(Kind.DEADLOCK, body);
        case TEMPORAL -> violated(Kind.LIVENESS, body);
        case STATE_PRINTED -> addState(body);
        case STUTTERING -> end(new Loop(0, ""));
        case BACK_TO_STATE -> {
          Matcher back = matching(BACK, body);
          String action = back.group(2);
          end(new Loop(Integer.parseInt(back.group(1)), action == null ? "" : action));
        }
        default -> {
          // Progress and statistics.
        }
      }
    }

    private void violated(Kind found, String body) {
      if (kind != null) {
        complete = true;
        return;
      }
      String first = body.lines().findFirst().orElse("");
      Matcher named = VIOLATED.matcher(first);
      property = named.matches() ? named.group(1) : null;
      // What TLC points at instead of naming it is a formula inside a property: the abstract Next.
      kind = found == Kind.ACTION_PROPERTY && property == null ? Kind.REFINEMENT : found;
      if (first.endsWith("initial state:")) {
        states.add(new State(1, "", "", variables(body.substring(first.length()))));
      }
    }

    private void addState(String body) {
      if (kind == null || complete) {
        return;
      }
      int lineEnd = body.indexOf('\n');
      Matcher heading = matching(STATE, lineEnd < 0 ? body : body.substring(0, lineEnd));
      boolean initial = states.isEmpty();
      String location = heading.group(3);
      states.add(
          new State(
              Integer.parseInt(heading.group(1)),
              initial ? "" : heading.group(2),
              initial || location == null ? "" : location,
              variables(lineEnd < 0 ? "" : body.substring(lineEnd))));
    }

    private void end(Loop how) {
      if (kind != null && !complete) {
        loop = how;
        complete = true;
      }
    }

    TlcTrace trace() throws IOException {
      if (kind == null || states.isEmpty()) {
        throw new IOException("TLC printed no counterexample");
      }
      return new TlcTrace(kind, property, states, loop, tlc.toString());
    }
  }

  /** Reads {@code /\ x = 1} lines; a module with one variable has no {@code /\} there. */
  private static SortedMap<String, TlaValue> variables(String conjunction) {
    boolean several = CONJUNCT.matcher(conjunction).find();
    Matcher variable = (several ? CONJUNCT : VARIABLE).matcher(conjunction);
    SortedMap<String, TlaValue> variables = new TreeMap<>();
    String name = null;
    int start = 0;
    while (variable.find()) {
      if (name != null) {
        variables.put(name, TlaParser.parse(conjunction.substring(start, variable.start())));
      }
      name = variable.group(1);
      start = variable.end();
    }
    if (name == null) {
      throw new IllegalArgumentException("a state without variables");
    }
    variables.put(name, TlaParser.parse(conjunction.substring(start)));
    return variables;
  }

  private static Matcher matching(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("unknown line: " + text);
    }
    return matcher;
  }
}
