package org.waymark.check.media;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.waymark.check.Table;

/**
 * How often which fault, where, in which state of a log, came to what. Adding tallies in any order
 * gives the same. One thread at a time.
 */
final class Tally {

  private final Map<Cell, Long> counts = new HashMap<>();
  private final Map<String, Loss> losses = new TreeMap<>();
  private final Map<String, Wrong> wrongs = new TreeMap<>();

  /** What is counted together. */
  private record Cell(String state, Kind kind, Region region, Outcome outcome) {}

  /**
   * What the exemption took, of one kind of fault and in one state.
   *
   * @param faults how many faults took something
   * @param onlyLastGroup how many of those took markers of the last group only
   * @param most the most commits that one of them took
   * @param example the first of those that took so many, in words
   */
  record Loss(long faults, long onlyLastGroup, long most, String example) {

    private Loss and(Loss other) {
      boolean mine =
          most > other.most || (most == other.most && example.compareTo(other.example) <= 0);
      return new Loss(
          faults + other.faults,
          onlyLastGroup + other.onlyLastGroup,
          Math.max(most, other.most),
          mine ? example : other.example);
    }
  }

  /** Violations that look alike: how many, and the first of them in words. */
  private record Wrong(long faults, String example) {

    private Wrong and(Wrong other) {
      boolean mine = example.compareTo(other.example) <= 0;
      return new Wrong(faults + other.faults, mine ? example : other.example);
    }
  }

  /** Counts what became of one fault. */
  void add(FormatMap map, Damage damage, Judgement judgement) {
    Specimen specimen = map.specimen();
    Region region = damage.region(map);
    Cell cell = new Cell(specimen.name(), damage.kind(), region, judgement.outcome());
    counts.merge(cell, 1L, Long::sum);
    if (judgement.outcome() == Outcome.EXEMPT) {
      long lost = specimen.tip() - judgement.tip();
      boolean last = judgement.tip() + 1 >= specimen.lastGroupFirst();
      Loss loss = new Loss(1, last ? 1 : 0, lost, damage.toString());
      losses.merge(key(specimen.name(), damage.kind()), loss, Loss::and);
    } else if (judgement.outcome() == Outcome.VIOLATED) {
      String example = specimen.name() + ": " + damage + ": " + judgement.why();
      String alike = specimen.name() + "/" + damage.kind() + "/" + region;
      wrongs.merge(alike, new Wrong(1, example), Wrong::and);
    }
  }

  /** Counts what another has counted. */
  void add(Tally other) {
    other.counts.forEach((cell, count) -> counts.merge(cell, count, Long::sum));
    other.losses.forEach((key, loss) -> losses.merge(key, loss, Loss::and));
    other.wrongs.forEach((key, wrong) -> wrongs.merge(key, wrong, Wrong::and));
  }

  /** Returns how many faults there were. */
  long sum() {
    return sum(cell -> true);
  }

  /** Returns how many faults came to this. */
  long sum(Outcome outcome) {
    return sum(cell -> cell.outcome() == outcome);
  }

  /** Returns how many faults of this kind there were. */
  long sum(Kind kind) {
    return sum(cell -> cell.kind() == kind);
  }

  /** Returns how many faults of a kind in a state came to this. */
  long sum(String state, Kind kind, Outcome outcome) {
    return sum(
        cell -> cell.state().equals(state) && cell.kind() == kind && cell.outcome() == outcome);
  }

  private long sum(Kind kind, Region region, Outcome outcome) {
    return sum(cell -> cell.kind() == kind && cell.region() == region && cell.outcome() == outcome);
  }

  private long sum(Predicate<Cell> wanted) {
    long sum = 0;
    for (Map.Entry<Cell, Long> entry : counts.entrySet()) {
      sum += wanted.test(entry.getKey()) ? entry.getValue() : 0;
    }
    return sum;
  }

  /** Returns what is wrong, a line for all violations that look alike. */
  List<String> violations() {
    List<String> lines = new ArrayList<>();
    for (Wrong wrong : wrongs.values()) {
      String others = wrong.faults() == 1 ? "" : " (and " + (wrong.faults() - 1) + " like it)";
      lines.add("P9: " + wrong.example() + others);
    }
    return lines;
  }

  /** Returns what the exemption took by this kind of fault in this state. */
  Loss loss(String state, Kind kind) {
    return losses.getOrDefault(key(state, kind), new Loss(0, 0, 0, ""));
  }

  /** Returns the figures: kinds of faults and regions against outcomes. */
  Table table() {
    List<String> headings = new ArrayList<>(List.of("fault", "where", "faults"));
    for (Outcome outcome : Outcome.values()) {
      headings.add(outcome.words());
    }
    List<List<String>> rows = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Region region : Region.values()) {
        addRow(rows, kind, region);
      }
    }
    return new Table("Faults of the medium, and what became of the log", headings, rows);
  }

  private void addRow(List<List<String>> rows, Kind kind, Region region) {
    long all = 0;
    List<String> cells = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      long n = sum(kind, region, outcome);
      all += n;
      cells.add(Long.toString(n));
    }
    if (all > 0) {
      cells.addAll(0, List.of(kind.words(), region.words(), Long.toString(all)));
      rows.add(cells);
    }
  }

  /** Returns how large the exemption is. */
  Table exemption() {
    List<List<String>> rows = new ArrayList<>();
    for (String state : states()) {
      for (Kind kind : Kind.values()) {
        Loss loss = loss(state, kind);
        if (loss.faults() > 0) {
          rows.add(
              List.of(
                  state,
                  kind.words(),
                  loss.example(),
                  Long.toString(loss.faults()),
                  Long.toString(loss.onlyLastGroup()),
                  Long.toString(loss.most())));
        }
      }
    }
    return new Table(
        "The exemption: histories that end earlier, with nothing left that proves more",
        List.of("log", "fault", "such as", "faults", "last group only", "most commits lost"),
        rows);
  }

  private Set<String> states() {
    Set<String> states = new TreeSet<>();
    counts.keySet().forEach(cell -> states.add(cell.state()));
    return states;
  }

  private static String key(String state, Kind kind) {
    return state + "/" + kind;
  }
}
