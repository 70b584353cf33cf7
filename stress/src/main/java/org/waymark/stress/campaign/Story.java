package org.waymark.stress.campaign;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.waymark.check.Table;
import org.waymark.check.counterexample.CounterexampleFile;

/**
 * What is told of a campaign, whoever asks: the sentences and the tables of its report. Immutable.
 *
 * @param shards the shards that there are, by their index; at least one
 * @param totals what they came to
 */
record Story(List<Recorded> shards, Totals totals) {

  private static final char NO_BREAK = '\u00a0';

  /** Copies the list. */
  Story {
    shards = List.copyOf(shards);
  }

  private Settings settings() {
    return shards.get(0).settings();
  }

  /** Returns the verdict in a sentence. */
  String verdict() {
    return switch (totals.verdict()) {
      case HELD ->
          "nothing was found in "
              + Words.count(totals.jobs(), "jobs")
              + ", and each known mistake that was shown was caught";
      case VIOLATED -> "FOUND: " + Words.count(totals.found().size(), "findings");
      case UNDER_COVERED -> "UNDER-COVERED: nothing was found, but that means too little";
      case COULD_NOT_RUN -> "nothing was found, but not every job could run";
    };
  }

  /** Returns what was asked for and where it ran, line by line. */
  List<String> about() {
    List<String> lines = new ArrayList<>();
    String which =
        shards.stream()
            .map(shard -> shard.settings().shard().toString())
            .collect(Collectors.joining(", "));
    lines.add(
        "seed "
            + settings().seed()
            + (settings().shard().of() == 1 ? "" : ", shard " + which)
            + ", "
            + String.join(" + ", settings().tools())
            + ": "
            + Words.count(totals.jobs(), "jobs")
            + " in "
            + Words.time(totals.used()));
    totals.environments().forEach(where -> lines.add(where.toString()));
    return lines;
  }

  /** Returns what a reader must know to judge the silence, line by line. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.addAll(totals.uncaught());
    notes.addAll(totals.shortcomings());
    notes.addAll(totals.remainders());
    totals.troubles().forEach(trouble -> notes.add("could not run: " + trouble));
    missing().ifPresent(notes::add);
    for (Recorded shard : shards) {
      if (shard.torn()) {
        notes.add(shard.directory() + ": the last line was cut off and does not count");
      }
      if (!shard.left().isZero()) {
        String left = Words.time(shard.left()) + " of " + Words.time(shard.settings().budget());
        notes.add(left + " are left; go on with: " + resume(shard.directory()));
      }
    }
    return notes;
  }

  /** Returns the command that goes on with a campaign. */
  static String resume(Path directory) {
    return "waymark stress --resume " + CounterexampleFile.quoted(directory);
  }

  private Optional<String> missing() {
    int of = settings().shard().of();
    List<Integer> there = shards.stream().map(shard -> shard.settings().shard().index()).toList();
    String missing =
        IntStream.rangeClosed(1, of)
            .filter(index -> !there.contains(index))
            .mapToObj(index -> index + "/" + of)
            .collect(Collectors.joining(", "));
    return missing.isEmpty() ? Optional.empty() : Optional.of("missing: shard " + missing);
  }

  /** Returns one row for each tool. */
  Table tools() {
    Map<String, List<Totals.Part>> byTool = new LinkedHashMap<>();
    for (Totals.Part part : totals.parts()) {
      byTool.computeIfAbsent(part.tool, tool -> new ArrayList<>()).add(part);
    }
    List<List<String>> rows = new ArrayList<>();
    byTool.forEach(
        (tool, parts) -> {
          Duration time =
              parts.stream().map(part -> part.time).reduce(Duration.ZERO, Duration::plus);
          long reached = parts.stream().filter(part -> part.jobs > 0).count();
          rows.add(
              List.of(
                  tool,
                  reached + " of " + parts.size(),
                  String.valueOf(parts.stream().mapToLong(part -> part.jobs).sum()),
                  Words.time(time),
                  String.valueOf(parts.stream().mapToLong(part -> part.findings).sum())));
        });
    return new Table("Tools", List.of("tool", "targets", "jobs", "time", "findings"), rows);
  }

  /** Returns what each tool did in all, a line for each. */
  List<String> counts() {
    Map<String, TreeMap<String, Long>> byTool = new LinkedHashMap<>();
    for (Totals.Part part : totals.parts()) {
      TreeMap<String, Long> sum = byTool.computeIfAbsent(part.tool, tool -> new TreeMap<>());
      part.counts.forEach((what, count) -> sum.merge(what, count, Long::sum));
    }
    List<String> lines = new ArrayList<>();
    byTool.forEach(
        (tool, sum) -> {
          if (!sum.isEmpty()) {
            lines.add(tool + ": " + Words.counts(sum));
          }
        });
    return lines;
  }

  /** Returns one row for each target of each tool, for a page. */
  Table targets() {
    List<List<String>> rows = new ArrayList<>();
    for (Totals.Part part : totals.parts()) {
      rows.add(
          List.of(
              part.tool,
              part.target,
              String.valueOf(part.jobs),
              part.jobs == 0 ? "" : Words.time(part.time).replace(' ', NO_BREAK),
              part.jobs == 0 ? "" : String.valueOf(part.findings),
              Words.counts(part.counts)));
    }
    List<String> headings = List.of("tool", "target", "jobs", "time", "findings", "done");
    return new Table("Targets", headings, rows);
  }

  /** Returns one row for each target that is wrong on purpose and was tried. */
  Table calibration() {
    List<List<String>> rows = new ArrayList<>();
    for (Totals.Shown one : totals.shown()) {
      if (one.tried > 0) {
        String median = one.median().map(Words::time).orElse("");
        rows.add(List.of(one.toString(), one.caught() + " of " + one.tried, median));
      }
    }
    List<String> headings = List.of("wrong on purpose", "caught", "median time");
    return new Table("Targets that are wrong on purpose", headings, rows);
  }

  /** Returns a table for each target with outcomes: how often each was seen where. */
  List<Table> outcomes() {
    Map<List<String>, List<Totals.Row>> byTarget = new LinkedHashMap<>();
    for (Totals.Row row : totals.rows()) {
      List<String> key = List.of(row.tool(), row.seen().target());
      byTarget.computeIfAbsent(key, target -> new ArrayList<>()).add(row);
    }
    return byTarget.entrySet().stream()
        .map(each -> outcomes(String.join(" on ", each.getKey()), each.getValue()))
        .sorted(Comparator.comparing(Table::title))
        .toList();
  }

  private static Table outcomes(String title, List<Totals.Row> seen) {
    List<String> places = seen.stream().map(Story::place).distinct().sorted().toList();
    Map<List<String>, Map<String, Long>> times = new LinkedHashMap<>();
    for (Totals.Row row : seen) {
      List<String> key =
          List.of(row.seen().outcome(), row.seen().expectation(), row.seen().meaning());
      times.computeIfAbsent(key, each -> new TreeMap<>()).put(place(row), row.seen().times());
    }
    List<String> headings = new ArrayList<>(List.of("outcome", "expectation", "meaning"));
    headings.addAll(places);
    List<List<String>> rows = new ArrayList<>();
    times.forEach(
        (outcome, counted) -> {
          List<String> row = new ArrayList<>(outcome);
          places.forEach(place -> row.add(Words.number(counted.getOrDefault(place, 0L))));
          rows.add(row);
        });
    return new Table(title, headings, rows);
  }

  private static String place(Totals.Row row) {
    return "Java " + row.jdk() + ", " + row.arch();
  }
}
