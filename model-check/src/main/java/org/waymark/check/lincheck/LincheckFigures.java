package org.waymark.check.lincheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.waymark.check.Check;
import org.waymark.check.Count;
import org.waymark.check.LayerResult;
import org.waymark.check.Table;

/**
 * What the layer saw, added up, and judged: a target that fails is a violation; a known race that
 * is not found, or a job that was not done or was cut short, makes the layer under-covered. For one
 * thread.
 */
final class LincheckFigures {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Set<String> racy;
  private final Map<String, Line> lines = new TreeMap<>();
  private final List<LincheckOutcome> known = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final Set<String> awaited = new TreeSet<>();
  private final int share;
  private int knownPlanned;
  private int planned;
  private int done;
  private int cutShort;
  private long scenariosPlanned;

  /** What a target did in a mode. */
  private static final class Line {
    private long scenarios;
    private long invocations;
    private long results;
    private long nanos;
    private boolean held = true;
    private boolean cutShort;
  }

  /** At least one in {@code share} jobs must be done, and every race of the calibration found. */
  LincheckFigures(List<Target> calibration, int share) {
    this.share = share;
    this.racy = calibration.stream().map(Target::name).collect(Collectors.toUnmodifiableSet());
  }

  /** These jobs are about to be done. */
  void planned(List<LincheckJob> jobs) {
    for (LincheckJob job : jobs) {
      if (racy.contains(job.target())) {
        knownPlanned++;
      } else {
        planned++;
        if (!lines.containsKey(name(job))) {
          awaited.add(name(job));
        }
        scenariosPlanned += Targets.named(job.target()).scenarios(0, job.scenarios()).size();
      }
    }
  }

  void add(LincheckOutcome outcome) {
    if (racy.contains(outcome.job().target())) {
      known.add(outcome);
      return;
    }
    if (outcome.cutShort()) {
      cutShort++;
    } else {
      done++;
    }
    String name = name(outcome.job());
    awaited.remove(name);
    Line line = lines.computeIfAbsent(name, any -> new Line());
    line.scenarios += outcome.scenarios();
    line.invocations += outcome.invocations();
    line.results += outcome.results();
    line.nanos += outcome.took().toNanos();
    line.cutShort |= outcome.cutShort();
    if (outcome.failure() != null) {
      line.held = false;
      violations.add("not linearizable: " + outcome.job() + "\n" + outcome.failure());
    }
  }

  private static String name(LincheckJob job) {
    return job.target() + ", " + job.mode().words();
  }

  /** Whether no target failed, and no known race was missed. */
  boolean asExpected() {
    return violations.isEmpty() && known.stream().noneMatch(LincheckOutcome::held);
  }

  LayerResult result() {
    long scenarios = lines.values().stream().mapToLong(line -> line.scenarios).sum();
    long interleavings = invocations(Mode.MODEL_CHECKING);
    long stressed = invocations(Mode.STRESS);
    long caught = known.stream().filter(outcome -> !outcome.held()).count();
    List<Count> counts =
        List.of(
            new Count("jobs", done, planned / share),
            new Count("scenarios", scenarios, scenariosPlanned / (2L * share)),
            new Count("interleavings", interleavings, scenariosPlanned / (2L * share)),
            new Count("stressed runs", stressed, scenariosPlanned / (2L * share)),
            new Count("known races found", caught, knownPlanned));
    String checked = scenarios + " scenarios, " + interleavings + " interleavings";
    if (cutShort > 0) {
      checked += ", " + cutShort + " jobs cut short";
    }
    if (!awaited.isEmpty()) {
      checked += ", not run: " + String.join("; ", awaited);
    }
    return LayerResult.judge(checked, counts, violations).with(checks(), List.of(table(), races()));
  }

  private long invocations(Mode mode) {
    return lines.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(", " + mode.words()))
        .mapToLong(entry -> entry.getValue().invocations)
        .sum();
  }

  private List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    lines.forEach(
        (name, line) ->
            checks.add(
                new Check(
                    "linearizable › " + name,
                    line.held,
                    line.scenarios
                        + " scenarios, "
                        + line.invocations
                        + " runs"
                        + (line.cutShort ? ", cut short" : ""))));
    for (LincheckOutcome outcome : known) {
      checks.add(
          new Check(
              "found › " + name(outcome.job()),
              !outcome.held(),
              outcome.held() ? "not found" : "found in run " + outcome.invocations()));
    }
    return checks;
  }

  private Table table() {
    List<List<String>> rows = new ArrayList<>();
    lines.forEach(
        (name, line) ->
            rows.add(
                List.of(
                    name,
                    Long.toString(line.scenarios),
                    Long.toString(line.invocations),
                    Long.toString(line.results),
                    seconds(line.nanos))));
    return new Table("Lincheck", List.of("target", "scenarios", "runs", "results", "s"), rows);
  }

  private Table races() {
    List<List<String>> rows = new ArrayList<>();
    for (LincheckOutcome outcome : known) {
      rows.add(
          List.of(
              name(outcome.job()),
              outcome.held() ? "NOT FOUND" : Long.toString(outcome.invocations()),
              seconds(outcome.took().toNanos())));
    }
    return new Table("Known races", List.of("race", "found in run", "s"), rows);
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos / NANOS_PER_SECOND);
  }
}
