package org.waymark.stress.campaign;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.waymark.check.Verdict;

/** What a campaign, or several shards of one, came to in all. Not changed once it is made. */
final class Totals {
  private final Map<List<String>, Part> parts = new LinkedHashMap<>();
  private final Map<List<String>, Shown> shown = new LinkedHashMap<>();
  private final Map<List<String>, Row> rows = new LinkedHashMap<>();
  private final List<Found> found = new ArrayList<>();
  private final Set<Environment> environments = new LinkedHashSet<>();
  private final Set<String> troubles = new LinkedHashSet<>();
  private Duration used = Duration.ZERO;
  private long jobs;

  /** What was done with one target of a tool. */
  static final class Part {
    final String tool;
    final String target;
    final SortedMap<String, Long> counts = new TreeMap<>();
    Duration time = Duration.ZERO;
    long jobs;
    long idle;
    long troubled;
    long findings;

    private boolean isIdle() {
      return jobs == idle + troubled;
    }

    private Part(List<String> key) {
      this.tool = key.get(0);
      this.target = key.get(1);
    }
  }

  /** How a tool did with a target that is wrong on purpose. */
  static final class Shown {
    final String tool;
    final String target;
    private final List<Duration> catches = new ArrayList<>();
    int tried;
    int troubled;

    private Shown(List<String> key) {
      this.tool = key.get(0);
      this.target = key.get(1);
    }

    int caught() {
      return catches.size();
    }

    @Override
    public String toString() {
      return tool + " on " + target;
    }

    /** Returns how long it took to catch it, in the middle; empty if it never was. */
    Optional<Duration> median() {
      return catches.stream().sorted().skip(catches.size() / 2).findFirst();
    }
  }

  /** A row of the outcome tables, and where it was seen. */
  record Row(String tool, String jdk, String arch, Seen seen) {
    private Row plus(Row other) {
      Seen sum =
          new Seen(
              seen.target(),
              seen.outcome(),
              seen.expectation(),
              seen.meaning(),
              seen.times() + other.seen.times());
      return new Row(tool, jdk, arch, sum);
    }

    private List<String> key() {
      return List.of(
          tool, jdk, arch, seen.target(), seen.outcome(), seen.expectation(), seen.meaning());
    }
  }

  /** A finding and its file. */
  record Found(FindingBundle bundle, Path file) {}

  /**
   * Sums up.
   *
   * @param tools those of the campaign that there are: their targets are named also where no job
   *     has come to them
   */
  Totals(List<Tool> tools, List<Recorded> shards) {
    for (Tool tool : tools) {
      tool.targets().forEach(target -> part(tool.name(), target));
      tool.calibration().forEach(target -> shown(tool.name(), target));
    }
    for (Recorded shard : shards) {
      used = used.plus(shard.used());
      shard.results().forEach(result -> add(result, shard.directory()));
    }
  }

  private Part part(String tool, String target) {
    return parts.computeIfAbsent(List.of(tool, target), Part::new);
  }

  private Shown shown(String tool, String target) {
    return shown.computeIfAbsent(List.of(tool, target), Shown::new);
  }

  private void add(Result result, Path directory) {
    Job job = result.job();
    environments.add(result.environment());
    result
        .trouble()
        .ifPresent(words -> troubles.add(job.tool() + " on " + job.target() + ": " + words));
    for (Seen seen : result.outcome().seen()) {
      Environment where = result.environment();
      Row row = new Row(job.tool(), where.jdk(), where.arch(), seen);
      rows.merge(row.key(), row, Row::plus);
    }
    if (job.isCalibration()) {
      Shown one = shown(job.tool(), job.target());
      one.tried++;
      one.troubled += result.trouble().isPresent() ? 1 : 0;
      if (result.hasFound()) {
        one.catches.add(result.took());
      }
      return;
    }
    Part part = part(job.tool(), job.target());
    List<Finding> findings = result.outcome().findings();
    part.jobs++;
    if (result.trouble().isPresent()) {
      part.troubled++;
    } else if (result.isIdle()) {
      part.idle++;
    } else {
      jobs++;
    }
    part.time = part.time.plus(result.took());
    part.findings += findings.size();
    result.outcome().counts().forEach((what, count) -> part.counts.merge(what, count, Long::sum));
    for (int i = 0; i < findings.size(); i++) {
      FindingBundle bundle = new FindingBundle(job, findings.get(i), result.environment());
      found.add(new Found(bundle, FindingBundle.file(directory, job, i)));
    }
  }

  Collection<Part> parts() {
    return parts.values();
  }

  Collection<Shown> shown() {
    return shown.values();
  }

  Collection<Row> rows() {
    return rows.values();
  }

  List<Found> found() {
    return found;
  }

  Set<Environment> environments() {
    return environments;
  }

  /** Returns how much time was used, calibrations included. */
  Duration used() {
    return used;
  }

  /** Returns how many jobs were done, calibrations not counted. */
  long jobs() {
    return jobs;
  }

  /** Returns what stood in the way of jobs, each once. */
  Set<String> troubles() {
    return troubles;
  }

  /** Returns which calibrations failed, in sentences. */
  List<String> uncaught() {
    List<String> why = new ArrayList<>();
    for (Shown one : shown.values()) {
      if (one.caught() == 0 && one.troubled < one.tried) {
        String tries = one.tried == 1 ? "" : " in " + one.tried + " tries";
        why.add(one + " is wrong on purpose and was NOT CAUGHT" + tries);
      }
    }
    return why;
  }

  /** Returns what each tool lacks for its silence to mean something, in sentences. */
  List<String> shortcomings() {
    List<String> why = new ArrayList<>();
    for (String tool : tools()) {
      List<Shown> known = shown.values().stream().filter(one -> one.tool.equals(tool)).toList();
      if (!known.isEmpty() && known.stream().allMatch(one -> one.tried == 0)) {
        why.add(tool + " was shown no known mistake: there was no time");
      }
      if (parts.values().stream().filter(part -> part.tool.equals(tool)).allMatch(Part::isIdle)) {
        why.add(tool + " did no job: there was no time");
      }
    }
    return why;
  }

  /** Returns what remains to be done if there is more time, in sentences. */
  List<String> remainders() {
    List<String> rest = new ArrayList<>();
    for (String tool : tools()) {
      List<Shown> known = shown.values().stream().filter(one -> one.tool.equals(tool)).toList();
      long untried = known.stream().filter(one -> one.tried == 0).count();
      if (untried > 0 && untried < known.size()) {
        rest.add(untried + " of " + known.size() + " known mistakes were not shown to " + tool);
      }
      List<Part> own = parts.values().stream().filter(part -> part.tool.equals(tool)).toList();
      long idle = own.stream().mapToLong(part -> part.idle).sum();
      if (idle > 0) {
        String jobs = Words.count(idle, "jobs");
        rest.add(jobs + " of " + tool + " did nothing within their time: a slow or busy machine");
      }
    }
    return rest;
  }

  private List<String> tools() {
    return parts.values().stream().map(part -> part.tool).distinct().toList();
  }

  /** Returns what to make of it. */
  Verdict verdict() {
    if (!found.isEmpty()) {
      return Verdict.VIOLATED;
    }
    if (!uncaught().isEmpty()) {
      return Verdict.UNDER_COVERED;
    }
    if (!troubles.isEmpty()) {
      return Verdict.COULD_NOT_RUN;
    }
    return shortcomings().isEmpty() ? Verdict.HELD : Verdict.UNDER_COVERED;
  }
}
