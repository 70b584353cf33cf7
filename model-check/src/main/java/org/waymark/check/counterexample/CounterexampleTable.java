package org.waymark.check.counterexample;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.waymark.check.counterexample.Counterexample.Loop;
import org.waymark.check.counterexample.Counterexample.State;
import org.waymark.check.counterexample.Counterexample.Step;
import org.waymark.check.counterexample.Counterexample.Taken;
import org.waymark.check.counterexample.TlaValue.Rec;
import org.waymark.check.counterexample.TlaValue.Text;

/**
 * A counterexample as plain text for a terminal: what is violated, one row for each step with what
 * changed in it, the last state, and the command that shows it again.
 *
 * <p>A row in which the environment did something is marked with {@code !}; one that repeats for
 * ever with {@code |}.
 */
public final class CounterexampleTable {

  /** The narrowest table; less room than this is not worth wrapping to. */
  public static final int LEAST_WIDTH = 60;

  private static final int WIDEST_ACTION = 34;
  private static final String GAP = "  ";

  private final Counterexample counterexample;
  private final Compact words;
  private final int width;
  private final int laneWidth;
  private final int actionWidth;
  private final List<String> lines = new ArrayList<>();

  private CounterexampleTable(Counterexample counterexample, int width) {
    this.counterexample = counterexample;
    this.words = Compact.of(counterexample);
    this.width = Math.max(width, LEAST_WIDTH);
    int lanes = "lane".length();
    int actions = "initial state".length();
    for (Step step : counterexample.steps()) {
      for (Taken taken : step.taken()) {
        lanes = Math.max(lanes, taken.lane().length());
        actions = Math.max(actions, words.action(taken).length());
      }
    }
    laneWidth = Math.min(lanes, this.width / 6);
    actionWidth = Math.min(actions, Math.min(WIDEST_ACTION, this.width / 3));
  }

  /**
   * Returns the table as text.
   *
   * @param width how many characters fit on a line; at least {@link #LEAST_WIDTH} are used
   * @param replay the command that shows it again, which is the last line and never wrapped
   */
  public static String of(Counterexample counterexample, int width, String replay) {
    return new CounterexampleTable(counterexample, width).table(replay);
  }

  private String table(String replay) {
    heading();
    lines.add("");
    row(' ', "step", List.of("lane"), List.of("action"), List.of("what changed"));
    row(
        ' ',
        "-".repeat(4),
        List.of("-".repeat(laneWidth)),
        List.of("-".repeat(actionWidth)),
        List.of("-".repeat(changesWidth())));
    List<State> states = counterexample.states();
    SortedMap<String, TlaValue> first = states.get(0).variables();
    row(' ', "1", List.of(), List.of("initial state"), List.of(values(first)));
    for (int i = 0; i < counterexample.steps().size(); i++) {
      step(i);
    }
    Loop loop = counterexample.loop();
    if (loop != null) {
      String end =
          loop.stutters()
              ? "and then nothing happens any more, for ever"
              : "and then steps " + steps(loop) + " again, for ever";
      row('|', "…", List.of(), List.of(end), List.of());
    }
    if (states.size() > 1) {
      lines.add("");
      lastState(first, states.get(states.size() - 1));
    }
    lines.add("");
    lines.add(printable(replay));
    return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
  }

  private static String steps(Loop loop) {
    return loop.backTo() + 1 + " and following";
  }

  private void heading() {
    Counterexample.Violation violation = counterexample.violation();
    Counterexample.Origin origin = counterexample.origin();
    labelled("violated", violation.property() + ", " + violation.kind().explanation());
    labelled("", violation.sentence());
    labelled("model", origin.model() + " of module " + origin.module());
    labelled("constants", constants(origin));
    counterexample.notes().forEach(note -> labelled("note", note));
    words.legend().forEach(name -> labelled("where", name));
  }

  /** Returns what the configuration says of the constants, separated by commas. */
  static String constants(Counterexample.Origin origin) {
    return origin.constants().entrySet().stream()
        .map(constant -> constant.getKey() + assigned(constant))
        .collect(Collectors.joining(", "));
  }

  private static String assigned(Map.Entry<String, String> constant) {
    return (constant.getValue().startsWith("<-") ? " " : " = ") + constant.getValue();
  }

  private void labelled(String label, String text) {
    if (text.isEmpty()) {
      return;
    }
    String indent = " ".repeat(11);
    List<String> wrapped = Wrapping.wrap(printable(text), width - indent.length());
    for (int i = 0; i < wrapped.size(); i++) {
      String start = i == 0 && !label.isEmpty() ? label + ":" : "";
      lines.add(start + indent.substring(start.length()) + wrapped.get(i));
    }
  }

  private void step(int index) {
    Step step = counterexample.steps().get(index);
    int target = counterexample.target(index);
    Loop loop = counterexample.loop();
    boolean repeats = loop != null && !loop.stutters() && index + 1 >= loop.backTo();
    State before = counterexample.states().get(index);
    State after = counterexample.states().get(target - 1);
    List<String> lanes = new ArrayList<>();
    List<String> actions = new ArrayList<>();
    for (Taken taken : step.taken()) {
      lanes.add(taken.lane());
      actions.add((actions.isEmpty() ? "" : "or ") + words.action(taken));
    }
    if (actions.isEmpty()) {
      actions.add("no action of the module");
    }
    List<String> changes = new ArrayList<>();
    TlaValue fault = step.fault();
    if (fault != null) {
      changes.add(title(step, after, fault, words));
    }
    Changes.between(before.variables(), after.variables(), words)
        .forEach(change -> changes.add(change.toString()));
    if (changes.isEmpty()) {
      changes.add("nothing");
    }
    if (target <= index + 1) {
      changes.add("this is state " + target + " again");
    }
    char mark = fault != null ? '!' : repeats ? '|' : ' ';
    row(mark, String.valueOf(index + 2), lanes, actions, changes);
  }

  /** What the environment did, with the action's name in words unless it says that itself. */
  static String title(Step step, State after, TlaValue fault, Compact words) {
    String told = words.fault(fault);
    boolean saysWhat = fault instanceof Rec rec && rec.fields().containsKey(Compact.WHAT);
    if (saysWhat || fault instanceof Text) {
      return told;
    }
    String action = step.taken().isEmpty() ? after.action() : step.taken().get(0).action();
    String inWords = action.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return inWords + ": " + told;
  }

  private void lastState(SortedMap<String, TlaValue> first, State last) {
    lines.add("state " + last.number() + ", the variables that differ from state 1:");
    List<String> same = new ArrayList<>();
    for (Map.Entry<String, TlaValue> variable : last.variables().entrySet()) {
      if (variable.getValue().equals(first.get(variable.getKey()))) {
        same.add(variable.getKey());
        continue;
      }
      String text = variable.getKey() + " = " + words.value(variable.getValue());
      Wrapping.wrap(printable(text), width - 2).forEach(line -> lines.add("  " + line));
    }
    if (!same.isEmpty()) {
      String text = "as in state 1: " + String.join(", ", same);
      Wrapping.wrap(printable(text), width - 2).forEach(line -> lines.add("  " + line));
    }
  }

  private String values(SortedMap<String, TlaValue> variables) {
    return variables.entrySet().stream()
        .map(variable -> variable.getKey() + " = " + words.value(variable.getValue()))
        .collect(Collectors.joining(", "));
  }

  private int changesWidth() {
    return width - 1 - 4 - laneWidth - actionWidth - 3 * GAP.length();
  }

  private void row(
      char mark, String number, List<String> lanes, List<String> actions, List<String> changes) {
    List<String> left = new ArrayList<>();
    List<String> middle = new ArrayList<>();
    for (int i = 0; i < actions.size(); i++) {
      int wide = changes.isEmpty() ? width - 5 - laneWidth - 2 * GAP.length() : actionWidth;
      middle.addAll(Wrapping.wrap(printable(actions.get(i)), wide));
      if (i < lanes.size()) {
        left.addAll(Wrapping.wrap(printable(lanes.get(i)), laneWidth));
      }
      while (left.size() < middle.size()) {
        left.add("");
      }
      while (middle.size() < left.size()) {
        middle.add("");
      }
    }
    List<String> right = new ArrayList<>();
    changes.forEach(change -> right.addAll(Wrapping.wrap(printable(change), changesWidth())));
    int height = Math.max(left.size(), Math.max(middle.size(), right.size()));
    for (int i = 0; i < height; i++) {
      lines.add(
          (i == 0 || mark == '|' ? mark : ' ')
              + padLeft(i == 0 ? number : "", 4)
              + GAP
              + pad(at(left, i), laneWidth)
              + GAP
              + pad(at(middle, i), actionWidth)
              + GAP
              + at(right, i));
    }
  }

  private static String at(List<String> cells, int index) {
    return index < cells.size() ? cells.get(index) : "";
  }

  private static String pad(String text, int wide) {
    return text + " ".repeat(Math.max(0, wide - text.length()));
  }

  private static String padLeft(String text, int wide) {
    return " ".repeat(Math.max(0, wide - text.length())) + text;
  }

  /** A file from anywhere must not be able to command the terminal. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
