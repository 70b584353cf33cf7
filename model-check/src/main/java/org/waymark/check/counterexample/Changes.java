package org.waymark.check.counterexample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.waymark.check.counterexample.TlaValue.Fun;
import org.waymark.check.counterexample.TlaValue.Rec;
import org.waymark.check.counterexample.TlaValue.Seq;
import org.waymark.check.counterexample.TlaValue.SetOf;

/**
 * The differences between two states, each at the smallest place that holds it.
 *
 * <p>A record or function is looked into by field or argument, a set shows what came and went, a
 * sequence what was put on or taken off its ends. Elements that left one variable's set for
 * another's are shown once, as moved. What is changed altogether is shown before and after.
 */
final class Changes {

  /**
   * One difference.
   *
   * @param where the variable and the way into its value, such as {@code client[t1].at}
   * @param what what became different there
   */
  record Change(String where, String what) {

    @Override
    public String toString() {
      return where + ": " + what;
    }
  }

  private final List<Change> found = new ArrayList<>();

  private final Compact words;

  private Changes(Compact words) {
    this.words = words;
  }

  /**
   * Returns the differences between two states with the same variables; moves come first.
   *
   * @param words how values are written
   */
  static List<Change> between(
      SortedMap<String, TlaValue> before, SortedMap<String, TlaValue> after, Compact words) {
    Changes changes = new Changes(words);
    SortedMap<String, TlaValue> old = new TreeMap<>(before);
    SortedMap<String, TlaValue> now = new TreeMap<>(after);
    for (String from : before.keySet()) {
      for (String to : before.keySet()) {
        changes.move(from, to, old, now);
      }
    }
    changes.compareParts("", "", old, now);
    return changes.found;
  }

  /** Shows what moved, and takes it out of both sets so that it is not shown again. */
  private void move(
      String from, String to, SortedMap<String, TlaValue> old, SortedMap<String, TlaValue> now) {
    if (old.get(from) instanceof SetOf source
        && now.get(from) instanceof SetOf rest
        && old.get(to) instanceof SetOf goal
        && now.get(to) instanceof SetOf filled) {
      List<TlaValue> moved = without(source.elements(), rest.elements());
      moved.retainAll(without(filled.elements(), goal.elements()));
      if (!moved.isEmpty()) {
        String emptied = rest.elements().isEmpty() ? ", " + from + " now {}" : "";
        add(from + " → " + to, "{" + words.list(moved) + "}" + emptied);
        old.put(from, new SetOf(without(source.elements(), moved)));
        now.put(to, new SetOf(without(filled.elements(), moved)));
      }
    }
  }

  private void compare(String where, TlaValue before, TlaValue after) {
    if (before.equals(after)) {
      return;
    }
    if (before instanceof Rec a
        && after instanceof Rec b
        && a.fields().keySet().equals(b.fields().keySet())) {
      compareParts(where + ".", "", a.fields(), b.fields());
    } else if (before instanceof Fun a && after instanceof Fun b) {
      compareFunctions(where, a, b);
    } else if (before instanceof SetOf a && after instanceof SetOf b) {
      compareSets(where, a, b);
    } else if (before instanceof Seq a && after instanceof Seq b) {
      compareSequences(where, a.elements(), b.elements());
    } else {
      replaced(where, before, after);
    }
  }

  private void compareParts(
      String open, String close, Map<String, TlaValue> before, Map<String, TlaValue> after) {
    before.forEach(
        (name, value) -> {
          TlaValue now = after.get(name);
          if (now != null) {
            compare(open + name + close, value, now);
          }
        });
  }

  private void compareFunctions(String where, Fun before, Fun after) {
    TreeSet<TlaValue> arguments = new TreeSet<>(before.entries().keySet());
    arguments.addAll(after.entries().keySet());
    for (TlaValue argument : arguments) {
      String place = where + "[" + words.value(argument) + "]";
      TlaValue old = before.entries().get(argument);
      TlaValue now = after.entries().get(argument);
      if (old == null && now != null) {
        add(place, "new: " + words.value(now));
      } else if (now == null && old != null) {
        add(place, "gone, was " + words.value(old));
      } else if (old != null && now != null) {
        compare(place, old, now);
      }
    }
  }

  private void compareSets(String where, SetOf before, SetOf after) {
    List<TlaValue> came = without(after.elements(), before.elements());
    List<TlaValue> went = without(before.elements(), after.elements());
    if (!came.isEmpty()) {
      add(where, "+{" + words.list(came) + "}");
    }
    if (!went.isEmpty()) {
      String left = after.elements().isEmpty() ? ", now {}" : "";
      add(where, "−{" + words.list(went) + "}" + left);
    }
  }

  private static List<TlaValue> without(List<TlaValue> some, List<TlaValue> others) {
    Set<TlaValue> known = new TreeSet<>(others);
    List<TlaValue> rest = new ArrayList<>(some);
    rest.removeIf(known::contains);
    return rest;
  }

  private void compareSequences(String where, List<TlaValue> before, List<TlaValue> after) {
    if (before.size() == after.size()) {
      for (int i = 0; i < before.size(); i++) {
        compare(where + "[" + (i + 1) + "]", before.get(i), after.get(i));
      }
      return;
    }
    if (!after.isEmpty() && after.size() < before.size() && startsWith(before, after)) {
      String gone = words.list(before.subList(after.size(), before.size()));
      add(where, "removed from the end: " + gone);
      return;
    }
    int kept = Math.min(before.size(), after.size());
    while (!before.subList(before.size() - kept, before.size()).equals(after.subList(0, kept))) {
      kept--;
    }
    if (kept == 0 && !before.isEmpty() && !after.isEmpty()) {
      replaced(where, new Seq(before), new Seq(after));
      return;
    }
    if (after.isEmpty()) {
      add(where, "emptied, held " + words.list(before));
      return;
    }
    List<TlaValue> gone = before.subList(0, before.size() - kept);
    List<TlaValue> come = after.subList(kept, after.size());
    String removed = gone.isEmpty() ? "" : "removed from the front: " + words.list(gone);
    String appended = come.isEmpty() ? "" : "appended " + words.list(come);
    add(where, removed + (removed.isEmpty() || appended.isEmpty() ? "" : "; ") + appended);
  }

  private static boolean startsWith(List<TlaValue> whole, List<TlaValue> beginning) {
    return whole.subList(0, beginning.size()).equals(beginning);
  }

  private void replaced(String where, TlaValue before, TlaValue after) {
    add(where, words.value(before) + " → " + words.value(after));
  }

  private void add(String where, String what) {
    found.add(new Change(where, what));
  }
}
