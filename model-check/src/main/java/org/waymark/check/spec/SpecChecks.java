package org.waymark.check.spec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.waymark.check.Check;
import org.waymark.check.Table;
import org.waymark.check.spec.Verdict.Kind;

/** What came of models, taken apart into named checks and put together in tables. */
final class SpecChecks {

  private SpecChecks() {}

  /**
   * Names what a model has checked: each property of a model that should hold, and that its state
   * graph is the recorded one; of a seeded bug or probe, that it violates what it must.
   */
  static List<Check> of(SpecResult result) {
    SpecModel model = result.model();
    Verdict verdict = result.verdict();
    String group = model.cfg() + " › ";
    if (model.kind() == SpecModel.Kind.VIOLATED) {
      return List.of(
          new Check(group + "violates " + model.violates(), verdict.good(), verdict.explanation()));
    }
    List<Check> checks = new ArrayList<>();
    boolean searched = verdict.good() || graphAlone(verdict.kind());
    for (String property : result.checks()) {
      checks.add(new Check(group + property, searched, verdict.explanation()));
    }
    if (model.kind() == SpecModel.Kind.EXHAUSTIVE) {
      checks.add(new Check(group + "as recorded", verdict.good(), verdict.explanation()));
    }
    return checks;
  }

  /** Whether every property held, and only the state graph is not what it should be. */
  private static boolean graphAlone(Kind kind) {
    return kind == Kind.DRIFTED || kind == Kind.ACTION_NEVER_TAKEN;
  }

  /** The table of models: what was expected of each, and what came. */
  static Table table(List<SpecResult> results) {
    List<List<String>> rows = new ArrayList<>();
    for (SpecResult result : results) {
      SpecModel model = result.model();
      boolean counted = model.kind() == SpecModel.Kind.EXHAUSTIVE;
      rows.add(
          List.of(
              model.cfg(),
              result.verdict().explanation(),
              counted ? Long.toString(model.states()) : "",
              Long.toString(result.states()),
              Long.toString(result.depth()),
              seconds(result.took())));
    }
    return new Table(
        "Models", List.of("model", "outcome", "expected", "states", "depth", "time"), rows);
  }

  /** A table for each model whose actions were counted: how often each was taken. */
  static List<Table> coverage(List<SpecResult> results) {
    List<Table> tables = new ArrayList<>();
    for (SpecResult result : results) {
      if (result.actions().isEmpty()) {
        continue;
      }
      List<List<String>> rows = new ArrayList<>();
      result
          .actions()
          .forEach(
              (action, taken) ->
                  rows.add(
                      List.of(
                          action, Long.toString(taken.distinct()), Long.toString(taken.times()))));
      tables.add(
          new Table(
              "Actions of " + result.model().cfg(),
              List.of("action", "new states", "times taken"),
              rows));
    }
    return tables;
  }

  static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
  }
}
