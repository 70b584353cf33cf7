package org.waymark.check.counterexample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waymark.check.counterexample.Counterexample.Loop;
import org.waymark.check.counterexample.Counterexample.State;

/**
 * A TLA+ module that walks a behaviour: it extends the behaviour's own module, holds the states as
 * a literal, binds all variables to one state after the other, and prints what the own module's
 * operators say there.
 */
final class WalkModule {

  /** The module's name; its own definitions begin with it, so that they hide nobody's. */
  static final String NAME = "Explanation";

  /** What everything that it prints begins with. */
  static final String MARK = "waymark";

  private final Counterexample behaviour;
  private final @Nullable String invariant;
  private final Set<String> modelValues;

  /**
   * Prepares a walk.
   *
   * @throws IllegalArgumentException if a constant's value in the configuration cannot be read
   */
  WalkModule(Counterexample behaviour, @Nullable String invariant) {
    this.behaviour = behaviour;
    this.invariant = invariant;
    this.modelValues = modelValues(behaviour);
  }

  /** Returns the module's text. */
  String text() {
    List<State> walked = new ArrayList<>(behaviour.states());
    Loop loop = behaviour.loop();
    if (loop != null && !loop.stutters()) {
      walked.add(behaviour.states().get(loop.backTo() - 1));
    }
    List<String> variables = List.copyOf(walked.get(0).variables().keySet());
    StringBuilder text = new StringBuilder();
    text.append("---- MODULE ").append(NAME).append(" ----\n");
    text.append("EXTENDS ").append(behaviour.origin().module()).append(", Integers, TLC\n");
    if (!modelValues.isEmpty()) {
      text.append("CONSTANTS ").append(String.join(", ", modelValues)).append('\n');
    }
    text.append("VARIABLE ExplanationAt\n\nExplanationStates == <<\n");
    text.append(walked.stream().map(WalkModule::literal).collect(Collectors.joining(",\n")));
    text.append("\n>>\n\nExplanationInit ==\n  /\\ ExplanationAt = 1\n");
    for (String variable : variables) {
      text.append("  /\\ " + variable + " = ExplanationStates[1]." + variable + "\n");
    }
    text.append(printing("\"init\", Init"));
    text.append(invariant == null ? "" : printing("\"holds\", " + invariant));
    text.append("\nExplanationNext ==\n  /\\ ExplanationAt < " + walked.size() + "\n");
    text.append("  /\\ ExplanationAt' = ExplanationAt + 1\n");
    for (String variable : variables) {
      text.append("  /\\ " + variable + "' = ExplanationStates[ExplanationAt']." + variable + "\n");
    }
    text.append(printing("\"step\", ExplanationAt, Steps, Fault"));
    text.append(invariant == null ? "" : printing("\"holds\", " + invariant + "'"));
    return text.append("====\n").toString();
  }

  /** Returns the configuration that goes with the module. */
  String cfg() {
    StringBuilder cfg = new StringBuilder();
    Map<String, String> constants = behaviour.origin().constants();
    if (!constants.isEmpty() || !modelValues.isEmpty()) {
      cfg.append("CONSTANTS\n");
    }
    constants.forEach(
        (name, value) ->
            cfg.append("  " + name + (value.startsWith("<-") ? " " : " = ") + value + "\n"));
    modelValues.forEach(value -> cfg.append("  " + value + " = " + value + "\n"));
    cfg.append("INIT ExplanationInit\nNEXT ExplanationNext\nCHECK_DEADLOCK FALSE\n");
    return cfg.toString();
  }

  private static String printing(String what) {
    return "  /\\ PrintT(<<\"" + MARK + "\", " + what + ">>)\n";
  }

  private static String literal(State state) {
    return state.variables().entrySet().stream()
        .map(variable -> variable.getKey() + " |-> " + variable.getValue())
        .collect(Collectors.joining(",\n   ", "  [", "]"));
  }

  /** The model values, as far as the configuration does not make them constants of the module. */
  private static Set<String> modelValues(Counterexample behaviour) {
    Set<String> names = new TreeSet<>();
    for (String value : behaviour.origin().constants().values()) {
      if (!value.startsWith("<-")) {
        addModelValues(names, TlaParser.parse(value));
      }
    }
    for (State state : behaviour.states()) {
      state.variables().values().forEach(value -> addModelValues(names, value));
    }
    names.removeAll(behaviour.origin().constants().keySet());
    return names;
  }

  private static void addModelValues(Set<String> names, TlaValue value) {
    if (value instanceof TlaValue.Model model) {
      names.add(model.name());
    }
    value.parts().forEach(part -> addModelValues(names, part));
  }
}
