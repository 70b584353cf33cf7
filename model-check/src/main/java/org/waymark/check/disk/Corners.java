package org.waymark.check.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A list of states without repetitions, made by turning some choices of two extreme states. */
final class Corners {

  private final int[] lost;
  private final int[] kept;
  private final Set<List<Integer>> seen = new HashSet<>();
  private final List<int[]> all = new ArrayList<>();

  Corners(int[] lost, int[] kept) {
    this.lost = lost;
    this.kept = kept;
    keep(lost.clone());
    keep(kept.clone());
  }

  /** Adds the states in which these choices alone are lost, and in which they alone are kept. */
  void add(int[] choices) {
    int[] without = kept.clone();
    int[] only = lost.clone();
    for (int choice : choices) {
      without[choice] = lost[choice];
      only[choice] = kept[choice];
    }
    keep(without);
    keep(only);
  }

  List<int[]> all() {
    return all;
  }

  private void keep(int[] values) {
    if (seen.add(Arrays.stream(values).boxed().toList())) {
      all.add(values);
    }
  }
}
