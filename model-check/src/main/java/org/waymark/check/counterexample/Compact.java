package org.waymark.check.counterexample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
 * structured ones. A function is written {@code (t1: 0, t2: 3)}.
 */
final class Compact {

  /** The field that a fault is named in. */
  static final String WHAT = "what";

  private static final String KIND = "kind";
  private static final List<String> FAULT_CLAUSES =
      List.of(WHAT, "lost", "torn", "cleaned", "kept");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_ -]*");
  private static final Comparator<Map.Entry<String, TlaValue>> PLAIN_FIRST =
      Comparator.comparing(field -> structured(field.getValue()));

  private Compact() {}

  static String of(TlaValue value) {
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
          .map(entry -> of(entry.getKey()) + ": " + of(entry.getValue()))
          .collect(Collectors.joining(", ", "(", ")"));
    }
    return value.toString();
  }

  /** Returns values separated by commas. */
  static String list(List<TlaValue> values) {
    return joined("", values, "");
  }

  /** Returns an action with its parameters; the bare name if it has none or they are not known. */
  static String action(Taken taken) {
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
  static String fault(TlaValue fault) {
    if (fault instanceof Text text) {
      return text.value();
    }
    if (fault instanceof Seq seq) {
      return seq.elements().stream()
          .map(part -> part instanceof Text text ? text.value() : of(part))
          .collect(Collectors.joining(" "));
    }
    if (!(fault instanceof Rec rec)) {
      return of(fault);
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

  private static String clause(String name, TlaValue value) {
    return name.equals(WHAT) && value instanceof Text what ? what.value() : name + " " + of(value);
  }

  private static String record(Rec rec) {
    String term =
        rec.fields().get(KIND) instanceof Text kind && WORD.matcher(kind.value()).matches()
            ? kind.value()
            : "";
    String fields =
        rec.fields().entrySet().stream()
            .filter(field -> term.isEmpty() || !field.getKey().equals(KIND))
            .sorted(PLAIN_FIRST)
            .map(field -> field.getKey() + " " + of(field.getValue()))
            .collect(Collectors.joining(", "));
    return term.isEmpty() ? "[" + fields + "]" : term + "(" + fields + ")";
  }

  private static boolean structured(TlaValue value) {
    return value instanceof Rec
        || value instanceof Fun
        || value instanceof Seq
        || value instanceof SetOf;
  }

  private static String joined(String open, List<TlaValue> values, String close) {
    return values.stream().map(Compact::of).collect(Collectors.joining(", ", open, close));
  }
}
