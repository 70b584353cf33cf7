package org.waymark.check.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.waymark.check.crash.Step.Act;

/** The workloads that are explored exhaustively. */
final class Workloads {

  private Workloads() {}

  /**
   * Returns every way to commit {@code least} to {@code most} transactions in up to {@code groups}
   * groups, one after the other; every capsule fills one sector.
   */
  static List<Workload> groupShapes(int least, int most, int groups) {
    List<Workload> all = new ArrayList<>();
    for (int commits = least; commits <= most; commits++) {
      for (int[] shape : compositions(commits, groups)) {
        all.add(inGroups(shape));
      }
    }
    return all;
  }

  /** Returns one group after the other, of these sizes. */
  static Workload inGroups(int... sizes) {
    Workload.Builder workload = new Workload.Builder().geometry(8, 12 << 10, 8);
    Layout layout = new Layout();
    for (int size : sizes) {
      for (int i = 0; i < size; i++) {
        workload.then(Act.SUBMIT, workload.transaction(layout.fillSector()));
      }
      layout.proofs(size);
      workload.then(Act.FSYNC1).then(Act.FSYNC2).then(Act.DRAIN);
    }
    return workload.named("groups-" + joined(sizes));
  }

  /** Returns every two overlapping groups of up to so many commits together. */
  static List<Workload> overlapping(int commits) {
    List<Workload> all = new ArrayList<>();
    for (int first = 1; first < commits; first++) {
      for (int second = 1; first + second <= commits; second++) {
        all.addAll(overlapping(first, second));
      }
    }
    return all;
  }

  /**
   * Returns two groups of these sizes, and behind them a third of one commit, with the barriers of
   * neighbours overlapping: the second group's capsules and FSYNC_1 between the two events of the
   * first one's FSYNC_2, or the first one's FSYNC_2 and answers between those of the second one's
   * FSYNC_1.
   */
  static List<Workload> overlapping(int first, int second) {
    List<Workload> both = new ArrayList<>();
    for (boolean oneInTwo : new boolean[] {true, false}) {
      Workload.Builder workload = new Workload.Builder().geometry(8, 12 << 10, 8);
      Layout layout = new Layout();
      List<Step> submits = new ArrayList<>();
      for (int i = 0; i < first; i++) {
        workload.then(Act.SUBMIT, workload.transaction(layout.fillSector()));
      }
      layout.proofs(first);
      for (int i = 0; i < second; i++) {
        submits.add(Step.of(Act.SUBMIT, workload.transaction(layout.fillSector())));
      }
      layout.proofs(second);
      workload.then(Act.FSYNC1);
      if (oneInTwo) {
        List<Step> inner = new ArrayList<>(submits);
        inner.add(Step.of(Act.FSYNC1));
        workload.then(Step.of(Act.FSYNC2).during(inner.toArray(Step[]::new)));
        workload.then(Act.DRAIN);
      } else {
        workload.then(submits.toArray(Step[]::new));
        workload.then(Step.of(Act.FSYNC1).during(Step.of(Act.FSYNC2), Step.of(Act.DRAIN)));
      }
      workload.then(Act.FSYNC2).then(Act.DRAIN);
      workload.then(Act.COMMIT, workload.transaction(layout.fillSector()));
      both.add(
          workload.named("overlap-" + joined(first, second) + (oneInTwo ? "-1-in-2" : "-2-in-1")));
    }
    return both;
  }

  static String joined(int... sizes) {
    return java.util.Arrays.stream(sizes)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("+"));
  }

  /** Returns every sequence of up to {@code parts} positive numbers with this sum. */
  static List<int[]> compositions(int sum, int parts) {
    List<int[]> all = new ArrayList<>();
    compose(sum, parts, new int[0], all);
    return all;
  }

  private static void compose(int left, int parts, int[] soFar, List<int[]> into) {
    if (left == 0) {
      into.add(soFar);
      return;
    }
    if (parts == 0) {
      return;
    }
    for (int next = 1; next <= left; next++) {
      int[] longer = java.util.Arrays.copyOf(soFar, soFar.length + 1);
      longer[soFar.length] = next;
      compose(left - next, parts - 1, longer, into);
    }
  }
}
