package org.waymark.check.counterexample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.waymark.check.counterexample.Changes.Change;
import org.waymark.check.counterexample.Counterexample.Loop;
import org.waymark.check.counterexample.Counterexample.State;
import org.waymark.check.counterexample.Counterexample.Step;
import org.waymark.check.counterexample.Counterexample.Taken;

/**
 * A counterexample as one HTML page that needs nothing beside itself, no script either: a lane for
 * each writer, barrier, recovery and the disk, time running downwards, what the environment did in
 * red, and each state in full behind a fold.
 */
public final class CounterexampleHtml {

  private static final String UNKNOWN_LANE = "steps";
  private static final List<String> LAST_LANES =
      List.of(
          "coordinator",
          "barrier 1",
          "barrier 2",
          "recovery",
          "disk",
          "other process",
          UNKNOWN_LANE);
  private static final Pattern BARE_NAME = Pattern.compile("(\\D*)(\\d{0,9})");

  private static final String STYLE =
      """
      :root { --ink: #1b1f24; --paper: #fff; --faint: #667; --line: #d5d9df; --box: #eef3fb; \
      --edge: #5b7fb8; --bad: #b00020; --badbox: #fdecee; --came: #14652f; --went: #9a3412 }
      @media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --paper: #15181c; \
      --faint: #98a1ad; --line: #343a42; --box: #1d2733; --edge: #6d93cf; --bad: #ff7b88; \
      --badbox: #3a1a1f; --came: #7fd89b; --went: #f0a477 } }
      * { box-sizing: border-box }
      body { font: 15px/1.45 system-ui, sans-serif; margin: 1.5rem; color: var(--ink); \
      background: var(--paper) }
      h1 { font-size: 1.5rem; margin: 0 0 .2rem } h1 b { color: var(--bad) }
      p { margin: .3rem 0; max-width: 60rem } .faint, dt { color: var(--faint) }
      code, pre, .box, dd { font-family: ui-monospace, monospace; font-size: .86rem }
      .chart { display: grid; margin: 1.2rem 0 }
      .lane { position: sticky; top: 0; z-index: 1; background: var(--paper); font-weight: 600; \
      text-align: center; padding: .4rem; border-bottom: 2px solid var(--ink) }
      .number { padding: .55rem .5rem; text-align: right; color: var(--faint) }
      .cell { padding: .3rem .4rem; background: linear-gradient(var(--line), var(--line)) \
      center / 1px 100% no-repeat; min-width: 0 }
      .fault { background-color: var(--badbox) } .number.fault { color: var(--bad); \
      font-weight: 700 }
      .loop { border-left: 3px solid var(--edge) }
      .box { background: var(--box); border: 1px solid var(--edge); border-radius: .35rem; \
      padding: .35rem .55rem; overflow-wrap: anywhere }
      .fault .box { background: var(--paper); border: 2px solid var(--bad) }
      .action { font-weight: 700; color: var(--ink) } .told { color: var(--bad); font-weight: 600 }
      .where { color: var(--faint) } .came { color: var(--came) } .went { color: var(--went) }
      .wide { grid-column: 2 / -1; background: none } .wide dl { display: block; columns: 20rem } \
      .wide dt { float: left; clear: left; min-width: 6rem; margin-right: .8rem } \
      .end { border: 2px solid var(--bad); color: var(--bad); \
      font-family: inherit; font-size: 1rem }
      details { margin-top: .25rem; color: var(--faint) } summary { cursor: pointer }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .8rem; margin: .3rem 0 \
      } dd { margin: 0; overflow-wrap: anywhere; color: var(--ink) }
      pre { background: var(--box); padding: .7rem; overflow-x: auto; border-radius: .35rem }
      """;

  private final Counterexample counterexample;
  private final Compact words;
  private final List<String> lanes;
  private final StringBuilder html = new StringBuilder();

  private CounterexampleHtml(Counterexample counterexample) {
    this.counterexample = counterexample;
    this.words = Compact.of(counterexample);
    this.lanes = lanes(counterexample);
  }

  /**
   * Returns the page.
   *
   * @param replay the command that shows it again
   */
  public static String of(Counterexample counterexample, String replay) {
    return new CounterexampleHtml(counterexample).page(replay);
  }

  /** Writers in the order of their numbers, then what every model has, in the protocol's order. */
  static List<String> lanes(Counterexample counterexample) {
    TreeSet<String> lanes =
        new TreeSet<>(
            Comparator.<String>comparingInt(LAST_LANES::indexOf)
                .thenComparing(lane -> BARE_NAME.matcher(lane).replaceFirst("$1"))
                .thenComparingInt(String::length)
                .thenComparing(Comparator.naturalOrder()));
    counterexample.steps().forEach(step -> lanes.add(lane(step)));
    return List.copyOf(lanes);
  }

  private static String lane(Step step) {
    boolean unknown = step.taken().isEmpty() || step.taken().get(0).lane().isEmpty();
    return unknown ? UNKNOWN_LANE : step.taken().get(0).lane();
  }

  private String page(String replay) {
    String property = escape(counterexample.violation().property());
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
        .append("<title>" + property + " is violated</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n")
        .append("<h1><b>" + property + "</b> is violated</h1>\n");
    heading();
    chart();
    html.append("<p>Show it again:</p>\n<pre>" + escape(replay) + "</pre>\n");
    return html.append("</body>\n</html>\n").toString();
  }

  private void heading() {
    Counterexample.Violation violation = counterexample.violation();
    if (!violation.sentence().isEmpty()) {
      html.append("<p>" + escape(violation.sentence()) + "</p>\n");
    }
    html.append("<p class=\"faint\">" + escape(violation.kind().explanation()) + "</p>\n<dl>\n");
    Counterexample.Origin origin = counterexample.origin();
    entry("model", origin.model() + ", module " + origin.module());
    entry("constants", CounterexampleTable.constants(origin));
    words.legend().forEach(name -> entry("where", name));
    html.append("</dl>\n");
    counterexample
        .notes()
        .forEach(note -> html.append("<p class=\"faint\">Note: " + escape(note) + "</p>\n"));
  }

  private void chart() {
    html.append("<div class=\"chart\" style=\"grid-template-columns: 3.5rem repeat(")
        .append(lanes.size())
        .append(
            ", minmax(12rem, 1fr)); min-width: "
                + (4 + 12 * lanes.size())
                + "rem\">\n<div class=\"lane\"></div>");
    lanes.forEach(lane -> html.append("<div class=\"lane\">" + escape(lane) + "</div>"));
    html.append("\n<div class=\"number\">1</div><div class=\"cell wide\"><div class=\"box\">")
        .append("<span class=\"action\">initial state</span>");
    state(counterexample.states().get(0), true);
    html.append("</div></div>\n");
    for (int i = 0; i < counterexample.steps().size(); i++) {
      row(i);
    }
    end();
    html.append("</div>\n");
  }

  private void row(int index) {
    Step step = counterexample.steps().get(index);
    Loop loop = counterexample.loop();
    boolean repeats = loop != null && !loop.stutters() && index + 1 >= loop.backTo();
    String marks = (step.fault() == null ? "" : " fault") + (repeats ? " loop" : "");
    html.append("<div class=\"number" + marks + "\">" + (index + 2) + "</div>");
    for (String lane : lanes) {
      html.append("<div class=\"cell" + (step.fault() == null ? "" : " fault") + "\">");
      if (lane.equals(lane(step))) {
        box(index, step);
      }
      html.append("</div>");
    }
    html.append('\n');
  }

  private void box(int index, Step step) {
    int target = counterexample.target(index);
    State before = counterexample.states().get(index);
    State after = counterexample.states().get(target - 1);
    html.append("<div class=\"box\">");
    for (Taken taken : step.taken()) {
      html.append("<div class=\"action\">" + escape(words.action(taken)) + "</div>");
    }
    if (step.taken().isEmpty()) {
      html.append("<div class=\"action\">no action of the module</div>");
    }
    TlaValue fault = step.fault();
    if (fault != null) {
      String told = CounterexampleTable.title(step, after, fault, words);
      html.append("<div class=\"told\">" + escape(told) + "</div>");
    }
    for (Change change : Changes.between(before.variables(), after.variables(), words)) {
      String sign = change.what().startsWith("+") || change.what().startsWith("app") ? "came" : "";
      sign = change.what().startsWith("−") || change.what().startsWith("rem") ? "went" : sign;
      html.append("<div><span class=\"where\">" + escape(change.where()) + "</span> ")
          .append("<span class=\"" + sign + "\">" + escape(change.what()) + "</span></div>");
    }
    if (target <= index + 1) {
      html.append("<div class=\"action\">this is state " + target + " again</div>");
    } else {
      state(after, false);
    }
    html.append("</div>");
  }

  private void state(State state, boolean open) {
    html.append("<details" + (open ? " open" : "") + "><summary>state " + state.number())
        .append("</summary><dl>\n");
    for (Map.Entry<String, TlaValue> variable : state.variables().entrySet()) {
      entry(variable.getKey(), words.value(variable.getValue()));
    }
    html.append("</dl></details>");
  }

  private void end() {
    Counterexample.Violation violation = counterexample.violation();
    List<String> sentences = new ArrayList<>();
    Loop loop = counterexample.loop();
    if (loop != null) {
      sentences.add(
          loop.stutters()
              ? "Then nothing happens any more, for ever."
              : "Then it goes on from state " + loop.backTo() + " in the same way, for ever.");
    }
    sentences.add(
        "Here " + violation.property() + " is violated: " + violation.kind().explanation());
    html.append("<div class=\"number\"></div><div class=\"cell wide\"><div class=\"box end\">")
        .append(escape(String.join(" ", sentences)))
        .append(".</div></div>\n");
  }

  private void entry(String term, String description) {
    html.append("<dt>" + escape(term) + "</dt><dd>" + escape(description) + "</dd>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
