package org.waymark.check.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads off a TLC configuration which properties it checks. */
final class TlcConfig {

  private static final Set<String> CHECKS =
      Set.of("INVARIANT", "INVARIANTS", "PROPERTY", "PROPERTIES");
  private static final Set<String> OTHER_SECTIONS =
      Set.of(
          "CONSTANT",
          "CONSTANTS",
          "CONSTRAINT",
          "CONSTRAINTS",
          "ACTION_CONSTRAINT",
          "ACTION_CONSTRAINTS",
          "SPECIFICATION",
          "SYMMETRY",
          "VIEW",
          "INIT",
          "NEXT",
          "CHECK_DEADLOCK");

  private TlcConfig() {}

  /** The names of all invariants and properties in {@code cfg}, in order. */
  static List<String> checks(String cfg) {
    List<String> checks = new ArrayList<>();
    boolean inChecks = false;
    for (String line : cfg.lines().toList()) {
      int comment = line.indexOf("\\*");
      String code = (comment < 0 ? line : line.substring(0, comment)).strip();
      for (String word : code.isEmpty() ? new String[0] : code.split("\\s+", -1)) {
        if (CHECKS.contains(word) || OTHER_SECTIONS.contains(word)) {
          inChecks = CHECKS.contains(word);
        } else if (inChecks) {
          checks.add(word);
        }
      }
    }
    return checks;
  }
}
