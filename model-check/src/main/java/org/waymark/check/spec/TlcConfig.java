package org.waymark.check.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a configuration tells TLC, as far as it matters here: how large the constants are, and which
 * properties to check.
 *
 * @param bounds the size of every constant that has one, by name: the value of an integer, the
 *     number of elements of a set. {@code Bugs} and {@code Environment} switch things on and have
 *     none; nor have model values, strings, and constants that an operator replaces
 * @param switches all that {@code Bugs} and {@code Environment} switch on, sorted
 * @param invariants the names after {@code INVARIANT} and {@code INVARIANTS}, in order
 * @param properties the names after {@code PROPERTY} and {@code PROPERTIES}, in order
 */
record TlcConfig(
    Map<String, Integer> bounds,
    List<String> switches,
    List<String> invariants,
    List<String> properties) {

  private static final Set<String> CONSTANTS = Set.of("CONSTANT", "CONSTANTS");
  private static final Set<String> INVARIANTS = Set.of("INVARIANT", "INVARIANTS");
  private static final Set<String> PROPERTIES = Set.of("PROPERTY", "PROPERTIES");
  private static final Set<String> OTHER_SECTIONS =
      Set.of(
          "CONSTRAINT",
          "CONSTRAINTS",
          "ACTION_CONSTRAINT",
          "ACTION_CONSTRAINTS",
          "ALIAS",
          "POSTCONDITION",
          "SPECIFICATION",
          "SYMMETRY",
          "VIEW",
          "INIT",
          "NEXT",
          "CHECK_DEADLOCK");
  private static final Set<String> SWITCHES = Set.of("Bugs", "Environment");
  private static final Pattern BLOCK_COMMENT = Pattern.compile("(?s)\\(\\*.*?\\*\\)");
  private static final Pattern TOKEN =
      Pattern.compile("\\\\\\*.*|\"[^\"]*\"|<-|[{}=,]|[^\\s{}=,\"]+");

  TlcConfig {
    bounds = Map.copyOf(bounds);
    switches = switches.stream().sorted().toList();
    invariants = List.copyOf(invariants);
    properties = List.copyOf(properties);
  }

  /** Reads a configuration; what TLC would refuse is for TLC to refuse. */
  static TlcConfig parse(String cfg) {
    Map<String, Integer> bounds = new TreeMap<>();
    List<String> switches = new ArrayList<>();
    List<String> invariants = new ArrayList<>();
    List<String> properties = new ArrayList<>();
    String section = "";
    List<String> tokens = tokens(cfg);
    for (int at = 0; at < tokens.size(); at++) {
      String token = tokens.get(at);
      if (isSection(token)) {
        section = token;
      } else if (INVARIANTS.contains(section)) {
        invariants.add(token);
      } else if (PROPERTIES.contains(section)) {
        properties.add(token);
      } else if (CONSTANTS.contains(section) && at + 2 < tokens.size()) {
        List<String> value = value(tokens, at + 2);
        if (SWITCHES.contains(token)) {
          value.stream()
              .filter(word -> word.startsWith("\""))
              .forEach(word -> switches.add(word.substring(1, word.length() - 1)));
        } else if (tokens.get(at + 1).equals("=")) {
          addSize(bounds, token, value);
        }
        at += 1 + value.size();
      }
    }
    return new TlcConfig(bounds, switches, invariants, properties);
  }

  /** All names that are checked, invariants first. */
  List<String> checks() {
    List<String> checks = new ArrayList<>(invariants);
    checks.addAll(properties);
    return checks;
  }

  /** Says where other bounds differ from these, one constant after the other; empty if nowhere. */
  String difference(Map<String, Integer> others) {
    Set<String> names = new TreeSet<>(bounds.keySet());
    names.addAll(others.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String theirs = String.valueOf(others.getOrDefault(name, null));
      String ours = String.valueOf(bounds.getOrDefault(name, null));
      if (!theirs.equals(ours)) {
        differences.add(name + " " + theirs + " and " + ours);
      }
    }
    return String.join(", ", differences).replace("null", "none");
  }

  private static List<String> tokens(String cfg) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(BLOCK_COMMENT.matcher(cfg).replaceAll(" "));
    while (matcher.find()) {
      if (!matcher.group().startsWith("\\*")) {
        tokens.add(matcher.group());
      }
    }
    return tokens;
  }

  private static boolean isSection(String token) {
    return CONSTANTS.contains(token)
        || INVARIANTS.contains(token)
        || PROPERTIES.contains(token)
        || OTHER_SECTIONS.contains(token);
  }

  /** The tokens of the value that begins at {@code from}: one, or a set with its braces. */
  private static List<String> value(List<String> tokens, int from) {
    int depth = 0;
    for (int at = from; at < tokens.size(); at++) {
      depth += tokens.get(at).equals("{") ? 1 : tokens.get(at).equals("}") ? -1 : 0;
      if (depth == 0) {
        return tokens.subList(from, at + 1);
      }
    }
    return tokens.subList(from, tokens.size());
  }

  private static void addSize(Map<String, Integer> bounds, String name, List<String> value) {
    if (value.get(0).equals("{")) {
      bounds.put(name, cardinality(value));
    } else if (value.get(0).matches("-?\\d+")) {
      bounds.put(name, Integer.valueOf(value.get(0)));
    }
  }

  /** The number of different elements, which stand between the commas of the outermost braces. */
  private static int cardinality(List<String> set) {
    Set<String> elements = new TreeSet<>();
    StringBuilder element = new StringBuilder();
    int depth = 0;
    for (String token : set) {
      boolean ends = depth == 1 && (token.equals(",") || token.equals("}"));
      if (ends && element.length() > 0) {
        elements.add(element.toString());
        element.setLength(0);
      }
      depth -= token.equals("}") ? 1 : 0;
      if (depth > 0 && !ends) {
        element.append(token).append(' ');
      }
      depth += token.equals("{") ? 1 : 0;
    }
    return elements.size();
  }
}
