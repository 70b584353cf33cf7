package org.waymark.check.crash.failure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a row of beats became durable, and when, as far as forces tell: a change does when a
 * force that began behind it returns and the disk did not ignore it.
 *
 * <p>What a failed force was for stays undurable up to the next power loss: its pages are clean,
 * and the next force passes them over. One thread.
 */
final class Durability {

  /**
   * A stretch of a lane in which nothing is only cached.
   *
   * @param from the beat that it begins with, the end of a force
   * @param to the beat that ends it, or how many there are
   */
  record Span(int from, int to) {}

  private static final int NONE = -1;

  private final Map<String, Lane> lanes = new HashMap<>();
  private final Set<Integer> durable = new HashSet<>();

  /** Of these beats. */
  Durability(List<Beat> beats) {
    for (int i = 0; i < beats.size(); i++) {
      pass(i, beats.get(i));
    }
    lanes.values().forEach(lane -> lane.end(beats.size()));
  }

  /** Returns whether the change with this number became durable in its life. */
  boolean isDurable(int beat) {
    return durable.contains(beat);
  }

  /** Returns when all of a lane was durable, in order. */
  List<Span> spans(String lane) {
    return lane(lane).spans;
  }

  private Lane lane(String name) {
    return lanes.computeIfAbsent(name, unseen -> new Lane());
  }

  private void pass(int number, Beat beat) {
    switch (beat.mark()) {
      case WRITTEN -> lane(beat.lane()).changed(number);
      case NAMED -> lane(Beat.NAMES).changed(number);
      case FORCE -> lane(beat.lane()).begins();
      case FORCED -> durable.addAll(lane(beat.lane()).forced(number));
      case FAILED -> lane(beat.lane()).failed();
      case POWER_LOSS -> {
        lanes.values().forEach(lane -> lane.end(number));
        lanes.values().forEach(Lane::boot);
      }
      case IGNORED, DEATH, OPENED, ASKED, TOLD, FAULT, KEPT -> {
        // The cache is what it was, and so is the medium.
      }
    }
  }

  /** A file, or the names of the directory. */
  private static final class Lane {
    private final List<Span> spans = new ArrayList<>();
    private final Set<Integer> cached = new HashSet<>();

    /** What the force under way was begun for. */
    private Set<Integer> covered = Set.of();

    private boolean lost;
    private int since = NONE;

    void changed(int number) {
      end(number);
      cached.add(number);
    }

    void begins() {
      covered = Set.copyOf(cached);
    }

    Set<Integer> forced(int number) {
      cached.removeAll(covered);
      if (cached.isEmpty() && !lost && since == NONE) {
        since = number;
      }
      return covered;
    }

    void failed() {
      lost |= cached.removeAll(covered);
    }

    void end(int number) {
      if (since != NONE) {
        spans.add(new Span(since, number));
        since = NONE;
      }
    }

    void boot() {
      cached.clear();
      covered = Set.of();
      lost = false;
    }
  }
}
