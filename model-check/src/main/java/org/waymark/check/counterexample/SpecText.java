package org.waymark.check.counterexample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a counterexample takes from the text of modules and configurations. */
final class SpecText {

  private static final Set<String> SECTIONS =
      Set.of(
          "ACTION_CONSTRAINT",
          "ACTION_CONSTRAINTS",
          "ALIAS",
          "CHECK_DEADLOCK",
          "CONSTRAINT",
          "CONSTRAINTS",
          "INIT",
          "INVARIANT",
          "INVARIANTS",
          "NEXT",
          "POSTCONDITION",
          "PROPERTIES",
          "PROPERTY",
          "SPECIFICATION",
          "SYMMETRY",
          "VIEW");
  private static final Pattern COMMENT =
      Pattern.compile("\\\\\\*[^\n]*|\\(\\*.*?\\*\\)", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)\\s*(<-|=)\\s*");

  private SpecText() {}

  /**
   * Returns the fingerprint of a specification: a SHA-256, in hexadecimal, over the names and texts
   * of all modules in a directory and over one configuration.
   */
  static String fingerprint(Path spec, Path cfg) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    List<Path> files = new ArrayList<>(modules(spec));
    files.add(cfg);
    for (Path file : files) {
      byte[] content = Files.readAllBytes(file);
      String heading = file.getFileName() + "\n" + content.length + "\n";
      digest.update(heading.getBytes(StandardCharsets.UTF_8));
      digest.update(content);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Returns what a configuration says of each constant, in order: a value, or {@code <- operator}.
   */
  static Map<String, String> constants(String cfg) {
    StringBuilder text = new StringBuilder();
    boolean inConstants = false;
    Matcher word = WORD.matcher(COMMENT.matcher(cfg).replaceAll(" "));
    while (word.find()) {
      if (word.group().equals("CONSTANT") || word.group().equals("CONSTANTS")) {
        inConstants = true;
      } else if (SECTIONS.contains(word.group())) {
        inConstants = false;
      } else if (inConstants) {
        text.append(word.group()).append(' ');
      }
    }
    Map<String, String> constants = new LinkedHashMap<>();
    Matcher assignment = ASSIGNMENT.matcher(text);
    String name = null;
    int start = 0;
    while (assignment.find()) {
      if (name != null) {
        constants.put(name, text.substring(start, assignment.start()).strip());
      }
      name = assignment.group(1);
      start = assignment.group(2).equals("=") ? assignment.end() : assignment.start(2);
    }
    if (name != null) {
      constants.put(name, text.substring(start).strip());
    }
    return constants;
  }

  /**
   * Returns what the comment right above the definition of a property says; empty if there is none,
   * or no such definition.
   */
  static String sentence(Path spec, String property) throws IOException {
    for (Path module : modules(spec)) {
      List<String> lines = Files.readAllLines(module);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).matches(Pattern.quote(property) + "\\s*==.*")) {
          return commentAbove(lines, i);
        }
      }
    }
    return "";
  }

  private static String commentAbove(List<String> lines, int definition) {
    int first = definition;
    while (first > 0 && lines.get(first - 1).matches("\\(\\*.*\\*\\)\\s*|\\\\\\*.*")) {
      first--;
    }
    return lines.subList(first, definition).stream()
        .map(line -> line.replaceAll("^(?:\\(\\*+|\\\\\\*)|\\**\\*\\)\\s*$", "").strip())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static List<Path> modules(Path spec) throws IOException {
    try (Stream<Path> files = Files.list(spec)) {
      return files.filter(file -> file.toString().endsWith(".tla")).sorted().toList();
    }
  }
}
