package org.waymark.check.counterexample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.waymark.check.counterexample.Counterexample.State;
import org.waymark.check.counterexample.Counterexample.Taken;
import org.waymark.check.counterexample.TlaValue.Fun;
import org.waymark.check.counterexample.TlaValue.Rec;
import org.waymark.check.counterexample.TlaValue.Seq;
import org.waymark.check.counterexample.TlaValue.SetOf;
import org.waymark.check.counterexample.TlaValue.Text;

/**
 * Values as an expert reads them fastest: shorter than TLA+, and not meant to be read back.
 *
 * <p>Strings that are words lose their quotes. A record with a {@code kind} is written like a term,
 * {@code marker(inc 1, seq 2)}, any other as {@code [at idle, begin 0]}; plain fields come before
 * structured ones. A function is written {@code (t1: 0, t2: 3)}. A large record that stands in many
 * places of one counterexample has a short name there, {@code #1}, which is explained once.
 *
 * <p>Immutable.
 */
final class Compact {

  /** The field that a fault is named in. */
  static final String WHAT = "what";

  /** Writes every value in full. */
  static final Compact WITHOUT_NAMES = new Compact(Map.of());

  private static final String KIND = "kind";
  private static final int LARGE = 4;
  private static final List<String> FAULT_CLAUSES =
      List.of(WHAT, "lost", "torn", "cleaned", "kept");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_ -]*");
  private static final Comparator<Map.Entry<String, TlaValue>> PLAIN_FIRST =
      Comparator.comparing(field -> structured(field.getValue()));

  private final Map<TlaValue, String> names;

  private Compact(Map<TlaValue, String> names) {
    this.names = names;
  }

  /** Returns how to write the values of one counterexample. */
  static Compact of(Counterexample counterexample) {
    Map<TlaValue, String> names = new LinkedHashMap<>();
    for (State state : counterexample.states()) {
      Set<TlaValue> once = new HashSet<>();
      for (TlaValue variable : state.variables().values()) {
        nameRepeated(variable, once, names);
      }
    }
    return new Compact(names);
  }

  private static void nameRepeated(
      TlaValue value, Set<TlaValue> once, Map<TlaValue, String> names) {
    boolean large =
        value instanceof Rec rec && rec.fields().size() >= LARGE && !rec.fields().containsKey(KIND);
    if (large && !once.add(value)) {
      names.computeIfAbsent(value, repeated -> "#" + (names.size() + 1));
    }
    value.parts().forEach(part -> nameRepeated(part, once, names));
  }

  /** Returns what the short names stand for, one after the other. */
  List<String> legend() {
    return names.entrySet().stream()
        .map(named -> named.getValue() + " = " + inFull(named.getKey()))
        .toList();
  }

  /** Returns one value. */
  String value(TlaValue value) {
    String name = names.get(value);
    return name == null ? inFull(value) : name;
  }

  private String inFull(TlaValue value) {
    if (value instanceof Text text) {
      return WORD.matcher(text.value()).matches() ? text.value() : text.toString();
    }
    if (value instanceof SetOf set) {
      return joined("{", set.elements(), "}");
    }
    if (value instanceof Seq seq) {
      return joined("<<", seq.elements(), ">>");
    }
    if (value instanceof Rec rec) {
      return record(rec);
    }
    if (value instanceof Fun fun) {
      return fun.entries().entrySet().stream()
          .map(entry -> value(entry.getKey()) + ": " + value(entry.getValue()))
          .collect(Collectors.joining(", ", "(", ")"));
    }
    return value.toString();
  }

  /** Returns values separated by commas. */
  String list(List<TlaValue> values) {
    return joined("", values, "");
  }

  /** Returns an action with its parameters; the bare name if it has none or they are not known. */
  String action(Taken taken) {
    List<TlaValue> parameters = taken.parameters();
    if (parameters == null || parameters.isEmpty()) {
      return taken.action();
    }
    return taken.action() + joined("(", parameters, ")");
  }

  /**
   * Returns what the environment did. A record's fields become clauses, the ones that a reader asks
   * for first in front, beginning with {@code what} it was; a tuple's elements follow each other.
   */
  String fault(TlaValue fault) {
    if (fault instanceof Text text) {
      return text.value();
    }
    if (fault instanceof Seq seq) {
      return seq.elements().stream()
          .map(part -> part instanceof Text text ? text.value() : value(part))
          .collect(Collectors.joining(" "));
    }
    if (!(fault instanceof Rec rec)) {
      return value(fault);
    }
    List<String> names = new ArrayList<>(rec.fields().keySet());
    names.sort(Comparator.comparingInt(Compact::urgency));
    return names.stream()
        .map(name -> clause(name, Objects.requireNonNull(rec.fields().get(name))))
        .collect(Collectors.joining(", "));
  }

  private static int urgency(String clause) {
    int known = FAULT_CLAUSES.indexOf(clause);
    return known < 0 ? FAULT_CLAUSES.size() : known;
  }

  private String clause(String name, TlaValue value) {
    return name.equals(WHAT) && value instanceof Text what
        ? what.value()
        : name + " " + value(value);
  }

  private String record(Rec rec) {
    String term =
        rec.fields().get(KIND) instanceof Text kind && WORD.matcher(kind.value()).matches()
            ? kind.value()
            : "";
    String fields =
        rec.fields().entrySet().stream()
            .filter(field -> term.isEmpty() || !field.getKey().equals(KIND))
            .sorted(PLAIN_FIRST)
            .map(field -> field.getKey() + " " + value(field.getValue()))
            .collect(Collectors.joining(", "));
    return term.isEmpty() ? "[" + fields + "]" : term + "(" + fields + ")";
  }

  private static boolean structured(TlaValue value) {
    return value instanceof Rec
        || value instanceof Fun
        || value instanceof Seq
        || value instanceof SetOf;
  }

  private String joined(String open, List<TlaValue> values, String close) {
    return values.stream().map(this::value).collect(Collectors.joining(", ", open, close));
  }
}
