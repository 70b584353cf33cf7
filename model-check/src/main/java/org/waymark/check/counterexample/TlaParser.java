package org.waymark.check.counterexample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads values in the notation in which TLC prints them: numbers, strings, {@code TRUE}, model
 * values, {@code {..}}, {@code <<..>>}, {@code [a |-> ..]}, {@code (x :> y @@ ..)} and {@code
 * 1..n}, over any number of lines.
 *
 * <p>The text may come from anybody: what is nested deeper than {@value #MAX_DEPTH} levels or has
 * more than {@value #MAX_VALUES} values in it is refused before it costs stack or memory.
 */
final class TlaParser {

  static final int MAX_DEPTH = 100;
  static final int MAX_VALUES = 1_000_000;

  private final String text;
  private int at;
  private int depth;
  private int values;

  private TlaParser(String text) {
    this.text = text;
  }

  /**
   * Reads one value that makes up the whole text.
   *
   * @throws IllegalArgumentException if it is none; the message says where and why
   */
  static TlaValue parse(String text) {
    TlaParser parser = new TlaParser(text);
    TlaValue value = parser.value();
    parser.skipSpace();
    if (parser.at < text.length()) {
      throw parser.wrong("the end");
    }
    return value;
  }

  private TlaValue value() {
    skipSpace();
    if (++depth > MAX_DEPTH) {
      throw refused("nested deeper than " + MAX_DEPTH + " levels");
    }
    count(1);
    TlaValue value;
    if (taken("<<")) {
      value = new TlaValue.Seq(elements(">>"));
    } else if (taken("{")) {
      value = new TlaValue.SetOf(elements("}"));
    } else if (taken("[")) {
      value = record();
    } else if (taken("(")) {
      value = function();
    } else if (taken("\"")) {
      value = new TlaValue.Text(string());
    } else {
      value = atom();
    }
    depth--;
    return value;
  }

  private List<TlaValue> elements(String close) {
    List<TlaValue> elements = new ArrayList<>();
    if (taken(close)) {
      return elements;
    }
    do {
      elements.add(value());
    } while (taken(","));
    expect(close);
    return elements;
  }

  private TlaValue record() {
    SortedMap<String, TlaValue> fields = new TreeMap<>();
    do {
      skipSpace();
      int start = at;
      String name = word();
      if (!TlaValue.Rec.isFieldName(name)) {
        at = start;
        throw wrong("a field's name");
      }
      expect("|->");
      if (fields.put(name, value()) != null) {
        throw refused("the field " + name + " stands there twice");
      }
    } while (taken(","));
    expect("]");
    return new TlaValue.Rec(fields);
  }

  private TlaValue function() {
    Map<TlaValue, TlaValue> entries = new HashMap<>();
    do {
      TlaValue key = value();
      expect(":>");
      if (entries.put(key, value()) != null) {
        throw refused("an argument stands there twice");
      }
    } while (taken("@@"));
    expect(")");
    return TlaValue.function(entries);
  }

  private String string() {
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        int escape = "\\\"ntrf".indexOf(text.charAt(at++));
        if (escape < 0) {
          throw refused("an escape that TLA+ does not have");
        }
        c = "\\\"\n\t\r\f".charAt(escape);
      }
      value.append(c);
    }
    if (at == text.length()) {
      throw wrong("the string's closing quote");
    }
    at++;
    return value.toString();
  }

  private TlaValue atom() {
    int start = at;
    String word = taken("-") ? "-" + word() : word();
    if (word.matches("-?[0-9]+")) {
      int number = integer(word);
      return taken("..") ? interval(number) : new TlaValue.Int(number);
    }
    if (word.equals("TRUE") || word.equals("FALSE")) {
      return new TlaValue.Bool(word.equals("TRUE"));
    }
    if (!TlaValue.IDENTIFIER.matcher(word).matches()) {
      at = start;
      throw wrong("a value");
    }
    return new TlaValue.Model(word);
  }

  private TlaValue interval(int first) {
    skipSpace();
    int last = integer(taken("-") ? "-" + word() : word());
    long size = Math.max(0, (long) last - first + 1);
    count(size);
    List<TlaValue> elements = new ArrayList<>();
    for (long i = first; i <= last; i++) {
      elements.add(new TlaValue.Int((int) i));
    }
    return new TlaValue.SetOf(elements);
  }

  private int integer(String word) {
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw refused("a number beyond TLC's 32 bits, or none");
    }
  }

  private String word() {
    int start = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  private void count(long more) {
    if (more > MAX_VALUES - values) {
      throw refused("more than " + MAX_VALUES + " values");
    }
    values += (int) more;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean taken(String token) {
    skipSpace();
    if (!text.startsWith(token, at)) {
      return false;
    }
    at += token.length();
    return true;
  }

  private void expect(String token) {
    if (!taken(token)) {
      throw wrong(token);
    }
  }

  private IllegalArgumentException wrong(String expected) {
    String found = at == text.length() ? "the end" : "'" + text.charAt(at) + "'";
    return refused("expected " + expected + ", found " + found);
  }

  private IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(
        "not a value of TLC, at character " + (at + 1) + ": " + why);
  }
}
