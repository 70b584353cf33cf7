package org.waymark.check.counterexample;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A value of TLA+ as TLC computes with it. Immutable, and canonical: two values that TLA+ calls
 * equal are equal here and print the same, however they were written.
 *
 * <p>{@code toString} gives TLA+ text on one line that TLC, and {@link TlaParser}, read back as the
 * same value. The order is total and arbitrary; it only makes printing deterministic.
 */
public sealed interface TlaValue extends Comparable<TlaValue> {

  /** What a record's fields and model values may be called. */
  Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_]*[A-Za-z][A-Za-z0-9_]*");

  /** Returns the values that this one is directly made of: elements, fields, arguments, results. */
  default List<TlaValue> parts() {
    return List.of();
  }

  /** An integer; TLC's have 32 bits. */
  record Int(int value) implements TlaValue {
    @Override
    public String toString() {
      return Integer.toString(value);
    }
  }

  /** TRUE or FALSE. */
  record Bool(boolean value) implements TlaValue {
    @Override
    public String toString() {
      return value ? "TRUE" : "FALSE";
    }
  }

  /** A string, without its quotes and escapes. */
  record Text(String value) implements TlaValue {
    @Override
    public String toString() {
      StringBuilder quoted = new StringBuilder("\"");
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        int escape = "\\\"\n\t\r\f".indexOf(c);
        if (escape < 0) {
          quoted.append(c);
        } else {
          quoted.append('\\').append("\\\"ntrf".charAt(escape));
        }
      }
      return quoted.append('"').toString();
    }
  }

  /** A model value: a name of which nothing is known but that it differs from every other value. */
  record Model(String name) implements TlaValue {

    /** Checks the name: it must not be one that TLA+ has another meaning for. */
    public Model {
      if (!IDENTIFIER.matcher(name).matches() || name.equals("TRUE") || name.equals("FALSE")) {
        throw new IllegalArgumentException("not the name of a model value: " + name);
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A finite set; its elements are kept sorted and without repetition. */
  record SetOf(List<TlaValue> elements) implements TlaValue {

    /** Sorts the elements and drops repetitions. */
    public SetOf {
      elements = elements.stream().sorted().distinct().toList();
    }

    @Override
    public List<TlaValue> parts() {
      return elements;
    }

    @Override
    public String toString() {
      return joined("{", elements, "}");
    }
  }

  /** A sequence or tuple, or the function with an empty domain, which is the same. */
  record Seq(List<TlaValue> elements) implements TlaValue {

    /** Keeps a copy of the elements. */
    public Seq {
      elements = List.copyOf(elements);
    }

    @Override
    public List<TlaValue> parts() {
      return elements;
    }

    @Override
    public String toString() {
      return joined("<<", elements, ">>");
    }
  }

  /** A record: a function whose arguments are strings that can be field names; never empty. */
  record Rec(SortedMap<String, TlaValue> fields) implements TlaValue {

    /** Keeps a copy of the fields. */
    public Rec {
      fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
      if (fields.isEmpty() || !fields.keySet().stream().allMatch(Rec::isFieldName)) {
        throw new IllegalArgumentException("not a record's fields: " + fields.keySet());
      }
    }

    static boolean isFieldName(String name) {
      return IDENTIFIER.matcher(name).matches();
    }

    @Override
    public List<TlaValue> parts() {
      return List.copyOf(fields.values());
    }

    @Override
    public String toString() {
      return fields.entrySet().stream()
          .map(field -> field.getKey() + " |-> " + field.getValue())
          .collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /** Any other function; made by {@link TlaValue#function}. */
  record Fun(SortedMap<TlaValue, TlaValue> entries) implements TlaValue {

    /** Keeps a copy of the entries. */
    public Fun {
      entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
      if (isSequence(entries) || isRecord(entries)) {
        throw new IllegalArgumentException("a sequence or a record: " + entries);
      }
    }

    @Override
    public List<TlaValue> parts() {
      return Stream.concat(entries.keySet().stream(), entries.values().stream()).toList();
    }

    @Override
    public String toString() {
      return entries.entrySet().stream()
          .map(entry -> entry.getKey() + " :> " + entry.getValue())
          .collect(Collectors.joining(" @@ ", "(", ")"));
    }
  }

  /** Returns the function with these entries, which may be a sequence or a record. */
  static TlaValue function(Map<TlaValue, TlaValue> entries) {
    SortedMap<TlaValue, TlaValue> sorted = new TreeMap<>(entries);
    if (isSequence(sorted)) {
      return new Seq(List.copyOf(sorted.values()));
    }
    if (!isRecord(sorted)) {
      return new Fun(sorted);
    }
    SortedMap<String, TlaValue> fields = new TreeMap<>();
    sorted.forEach((key, value) -> fields.put(((Text) key).value(), value));
    return new Rec(fields);
  }

  private static boolean isSequence(SortedMap<TlaValue, TlaValue> entries) {
    int next = 1;
    for (TlaValue key : entries.keySet()) {
      if (!key.equals(new Int(next))) {
        return false;
      }
      next++;
    }
    return true;
  }

  private static boolean isRecord(SortedMap<TlaValue, TlaValue> entries) {
    return entries.keySet().stream()
        .allMatch(key -> key instanceof Text text && Rec.isFieldName(text.value()));
  }

  private static String joined(String open, List<TlaValue> elements, String close) {
    return elements.stream().map(TlaValue::toString).collect(Collectors.joining(", ", open, close));
  }

  @Override
  default int compareTo(TlaValue other) {
    return TlaOrder.compare(this, other);
  }
}
