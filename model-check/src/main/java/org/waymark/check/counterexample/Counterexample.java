package org.waymark.check.counterexample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A behaviour of a model that violates a property: the states in order, and for each step what
 * happened in it. Immutable.
 *
 * @param origin what it is a behaviour of
 * @param violation what it violates
 * @param states the states, at least one, numbered from 1
 * @param loop how a behaviour without end goes on after the last state; null if it ends there
 * @param steps {@code steps.get(i)} leads from {@code states.get(i)} to the next state; if the loop
 *     goes back to an earlier state, one more leads there
 * @param notes what a reader should know of how this was made, in sentences
 */
public record Counterexample(
    Origin origin,
    Violation violation,
    List<State> states,
    @Nullable Loop loop,
    List<Step> steps,
    List<String> notes) {

  /** Checks that states and steps fit together. */
  public Counterexample {
    states = List.copyOf(states);
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
    boolean goesBack = loop != null && !loop.stutters();
    if (states.isEmpty() || steps.size() != states.size() - (goesBack ? 0 : 1)) {
      throw new IllegalArgumentException(
          states.size() + " states and " + steps.size() + " steps are no behaviour");
    }
    for (int i = 0; i < states.size(); i++) {
      if (states.get(i).number() != i + 1) {
        throw new IllegalArgumentException("state " + states.get(i).number() + " at " + (i + 1));
      }
      if (!states.get(i).variables().keySet().equals(states.get(0).variables().keySet())) {
        throw new IllegalArgumentException("state " + (i + 1) + " has variables of its own");
      }
    }
    if (loop != null && (loop.backTo() < 0 || loop.backTo() > states.size())) {
      throw new IllegalArgumentException("a loop back to state " + loop.backTo());
    }
  }

  /**
   * Where a counterexample comes from.
   *
   * @param model the name of the configuration
   * @param module the module that TLC loaded
   * @param constants what the configuration says of each constant: a value, or {@code <-} and the
   *     name of an operator
   * @param spec the {@linkplain SpecText#fingerprint fingerprint} of modules and configuration
   * @param tlc TLC's version, fingerprint function and seed as it told them; may be empty
   */
  public record Origin(
      String model, String module, Map<String, String> constants, String spec, String tlc) {

    /** Keeps a copy of the constants, in their order. */
    public Origin {
      constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    }
  }

  /** Kinds of properties, by what a violation of them looks like. */
  public enum Kind {
    /** Every state must have it; the last one does not. */
    INVARIANT("an invariant that the last state breaks"),
    /** Every step must have it; the last one does not. */
    ACTION_PROPERTY("a property of steps that the last step breaks"),
    /** Every step must be one that a more abstract module allows; the last one is not. */
    REFINEMENT("a refinement: the abstract module does not allow the last step"),
    /** Something must happen in the end, and here never does. */
    LIVENESS("a promise for the future that this behaviour never keeps"),
    /** Some step must be possible, and in the last state none is. */
    DEADLOCK("no step is possible in the last state");

    private final String explanation;

    Kind(String explanation) {
      this.explanation = explanation;
    }

    /** Returns what a violation of this kind is, in a few words. */
    String explanation() {
      return explanation;
    }
  }

  /**
   * What is violated.
   *
   * @param kind which kind of property
   * @param property its name
   * @param sentence what it says in prose; empty if the modules do not say
   */
  public record Violation(Kind kind, String property, String sentence) {}

  /**
   * One state.
   *
   * @param number its place in the behaviour, from 1
   * @param action the action that TLC says led here; empty for the initial state
   * @param location where that action stands; may be empty
   * @param variables the values of all variables
   */
  public record State(
      int number, String action, String location, SortedMap<String, TlaValue> variables) {

    /** Keeps a copy of the variables. */
    public State {
      variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    }
  }

  /**
   * How a behaviour goes on for ever.
   *
   * @param backTo the state that follows the last one; 0 if nothing happens any more
   * @param action the action that TLC says led back; empty if nothing happens any more
   */
  public record Loop(int backTo, String action) {

    /** Whether nothing happens any more. */
    boolean stutters() {
      return backTo == 0;
    }
  }

  /**
   * What happened between two states.
   *
   * @param taken the actions that lead from the one to the other: one, unless several explain the
   *     same change; none if the module knows no such step
   * @param fault what the environment did; null if nothing
   */
  public record Step(List<Taken> taken, @Nullable TlaValue fault) {

    /** Keeps a copy of the actions. */
    public Step {
      taken = List.copyOf(taken);
    }
  }

  /**
   * An action as it was taken.
   *
   * @param lane who took it: a writer, a barrier, the disk; empty if that is not known
   * @param action its name
   * @param parameters its parameters; null if they are not known
   */
  public record Taken(String lane, String action, @Nullable List<TlaValue> parameters) {

    /** Keeps a copy of the parameters. */
    public Taken {
      parameters = parameters == null ? null : List.copyOf(parameters);
    }
  }

  /** Returns the number of the state that the step at {@code index} leads to. */
  int target(int index) {
    return index + 1 < states.size() ? index + 2 : loop == null ? 0 : loop.backTo();
  }

  /** Returns the same behaviour with other steps, and one note more if it is not empty. */
  Counterexample with(List<Step> explained, String note) {
    List<String> all = new ArrayList<>(notes);
    if (!note.isEmpty()) {
      all.add(note);
    }
    return new Counterexample(origin, violation, states, loop, explained, all);
  }
}
