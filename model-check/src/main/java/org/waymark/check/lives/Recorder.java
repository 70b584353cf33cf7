package org.waymark.check.lives;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.check.history.HistoryChecker;
import org.waymark.check.history.HistoryEvent;
import org.waymark.check.history.Place;
import org.waymark.check.history.Violation;

/**
 * Hands what clients ask, are told and see to the oracle at once, and mixes it into the life's
 * trace. Used by one thread at a time, across all incarnations of a life.
 */
final class Recorder {
  private final HistoryChecker checker = new HistoryChecker();
  private final List<Violation> others = new ArrayList<>();
  private final String file;
  private long lines;
  private long hash;

  /** Whether the machine is down: what its threads still do while they unwind is not history. */
  private boolean down;

  Recorder(String file) {
    this.file = file;
  }

  /** The machine has power. */
  void up() {
    down = false;
  }

  /** The machine, or its only process, is gone: nobody tells or hears anything any more. */
  void down() {
    down = true;
  }

  boolean isDown() {
    return down;
  }

  /** Records an event of an incarnation, unless the machine is down. */
  void record(int incarnation, HistoryEvent event) {
    if (!down) {
      lines++;
      mix(event.hashCode());
      checker.read(new Place(incarnation, file, lines), event);
    }
  }

  /** Records what the oracle cannot see. */
  void violated(String property, String sentence, @Nullable Object evidence) {
    if (!down) {
      others.add(new Violation(property, sentence, List.of(String.valueOf(evidence))));
    }
  }

  /** Makes something part of the trace. */
  void mix(long value) {
    hash = Seeds.of(hash, value);
  }

  /** Returns a hash over everything that happened so far. */
  long hash() {
    return hash;
  }

  HistoryChecker checker() {
    return checker;
  }

  /** Returns what does not hold, the oracle's findings first. */
  List<Violation> violations() {
    List<Violation> all = new ArrayList<>(checker.violations());
    all.addAll(others);
    return all;
  }

  boolean isViolated() {
    return !others.isEmpty() || !checker.violations().isEmpty();
  }
}
