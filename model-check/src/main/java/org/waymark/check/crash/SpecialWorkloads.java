package org.waymark.check.crash;

import java.util.ArrayList;
import java.util.List;
import org.waymark.check.crash.Step.Act;

/** Workloads that go where group shapes do not: rotation, retries, conflicts, odd geometries. */
final class SpecialWorkloads {
  private static final int SMALL = 8 << 10;

  private SpecialWorkloads() {}

  /** Groups that fill marker segments of one to three slots, end in them, and go on behind them. */
  static List<Workload> rotations() {
    List<Workload> all = new ArrayList<>();
    for (int markers = 1; markers <= 3; markers++) {
      for (int[] shape : Workloads.compositions(4, 3)) {
        Workload.Builder workload = new Workload.Builder().geometry(markers, SMALL, markers);
        for (int size : shape) {
          for (int i = 0; i < size; i++) {
            workload.then(Act.SUBMIT, workload.transaction(200));
          }
          // A group ends where its segment does, so that it may take several to commit them all.
          for (int done = 0; done < size; done++) {
            workload.then(Act.FSYNC1).then(Act.FSYNC2);
          }
          workload.then(Act.DRAIN);
        }
        all.add(workload.named("rotate-" + markers + "-" + Workloads.joined(shape)));
      }
    }
    all.add(capsuleRotation());
    return all;
  }

  /** Capsules that fill their segment, one that needs the next, and proofs that need a third. */
  private static Workload capsuleRotation() {
    Workload.Builder workload = new Workload.Builder().geometry(4, SMALL, 4);
    workload.then(Act.SUBMIT, workload.transaction(1900));
    workload.then(Act.SUBMIT, workload.transaction(1900));
    workload.then(Act.FSYNC1).then(Act.FSYNC2).then(Act.DRAIN);
    workload.then(Act.SUBMIT, workload.transaction(4032));
    workload.then(Act.FSYNC1).then(Act.FSYNC2).then(Act.DRAIN);
    return workload.named("rotate-capsules");
  }

  /** Clients that ask again: at once, after the answer, and after a crash. */
  static List<Workload> retries() {
    Step[] after = {
      Step.of(Act.RETRY_UNANSWERED), Step.of(Act.FLUSH), Step.of(Act.COMMIT, 1),
    };
    Workload.Builder pending = new Workload.Builder().geometry(8, 12 << 10, 8).after(after);
    pending.transaction(448);
    pending.transaction(448);
    pending
        .then(Act.SUBMIT, 1)
        .then(Act.SUBMIT, 2)
        .then(Act.SUBMIT, 1)
        .then(Act.REUSE, 2)
        .then(Act.FSYNC1)
        .then(Act.SUBMIT, 2)
        .then(Act.FSYNC2)
        .then(Act.SUBMIT, 1)
        .then(Act.DRAIN)
        .then(Act.SUBMIT, 2);
    Workload.Builder across = new Workload.Builder().geometry(8, 12 << 10, 8).after(after);
    across.transaction(448);
    across.transaction(448);
    across
        .then(Act.SUBMIT, 1)
        .then(Act.FSYNC1)
        .then(Act.FSYNC2)
        .then(Act.SUBMIT, 2)
        .then(Act.FSYNC1)
        .then(Act.DIE)
        .then(Act.SUBMIT, 1)
        .then(Act.SUBMIT, 2)
        .then(Act.FLUSH)
        .then(Act.REOPEN)
        .then(Act.SUBMIT, 1)
        .then(Act.SUBMIT, 2)
        .then(Act.FLUSH);
    return List.of(pending.named("retry-pending"), across.named("retry-across-lives"));
  }

  /** Transactions that meet on a page, admitted ones and committed ones. */
  static List<Workload> conflicts() {
    Workload.Builder workload = new Workload.Builder().geometry(8, 12 << 10, 8);
    workload.transaction(448, 1L, 2L);
    workload.transaction(448, 2L, 3L);
    workload.transaction(448, 3L, 4L);
    workload
        .then(Act.BEGIN, 1)
        .then(Act.BEGIN, 2)
        .then(Act.SUBMIT, 1)
        .then(Act.SUBMIT, 2)
        .then(Act.FSYNC1)
        .then(Act.BEGIN, 3)
        .then(Act.FSYNC2)
        .then(Act.DRAIN)
        .then(Act.PRUNE)
        .then(Act.SUBMIT, 3)
        .then(Act.FSYNC1)
        .then(Act.CLOCK_BACK)
        .then(Act.SUBMIT, 2)
        .then(Act.FLUSH)
        .then(Act.END, 3);
    return List.of(workload.named("conflict"));
  }

  /** Closing, dying, intruding, cancelling, a clock that goes back: a process's other habits. */
  static List<Workload> habits() {
    Workload.Builder workload = new Workload.Builder().geometry(4, 12 << 10, 4);
    workload.transaction(448);
    workload.transaction(300);
    workload.transaction(20);
    workload
        .then(Act.COMMIT, 1)
        .then(Act.INTRUDE)
        .then(Act.REOPEN)
        .then(Act.CAPSULE, 2)
        .then(Act.CLOCK_BACK)
        .then(Act.COMMIT, 3)
        .then(Act.DIE)
        .then(Act.COMMIT, 2)
        .then(Act.REOPEN);
    Workload.Builder empty = new Workload.Builder().geometry(4, SMALL, 4);
    empty.then(Act.REOPEN).then(Act.DIE).then(Act.REOPEN);
    return List.of(workload.named("habits"), empty.named("empty-lives"));
  }

  /**
   * Geometries in which things meet edges: up to 20 commits, small and many in a sector, large and
   * across pages, proofs of many pages, segments that hold one group.
   */
  static List<Workload> awkward() {
    List<Workload> all = new ArrayList<>();
    all.add(many("tiny-in-one-sector", 32, 12 << 10, 4, 20, 4, 1));
    all.add(many("straddling-sectors", 32, 24 << 10, 4, 20, 3, 449));
    all.add(many("one-marker-segments", 1, 12 << 10, 1, 10, 1, 100));
    all.add(many("three-marker-segments", 3, 12 << 10, 3, 20, 4, 60));
    all.add(many("groups-of-five", 5, 16 << 10, 5, 20, 5, 120));
    all.add(many("sector-of-markers", 4, 12 << 10, 4, 20, 4, 130));
    all.add(many("across-pages", 16, 32 << 10, 2, 5, 1, 4200));
    all.add(many("full-capsule-segments", 8, SMALL, 2, 8, 1, 3900));
    all.add(many("two-in-a-capsule-segment", 8, SMALL, 2, 8, 2, 1850));
    all.add(widePages());
    all.add(manySymbols());
    return all;
  }

  private static Workload many(
      String name, int markers, int capsuleBytes, int groupMax, int commits, int group, int bytes) {
    Workload.Builder workload = new Workload.Builder().geometry(markers, capsuleBytes, groupMax);
    int transaction = workload.transaction(bytes);
    for (int i = 1; i <= commits; i++) {
      if (i > 1) {
        transaction = workload.transaction(bytes);
      }
      workload.then(Act.SUBMIT, transaction);
      if (i % group == 0 || i == commits) {
        // The end of a segment splits a group, and what is left goes with the next one.
        workload.then(Act.FSYNC1).then(Act.FSYNC2).then(Act.DRAIN);
      }
    }
    return workload.then(Act.FLUSH).then(Act.FLUSH).named(name);
  }

  private static Workload widePages() {
    Workload.Builder workload = new Workload.Builder().geometry(4, 16 << 10, 2);
    for (int i = 0; i < 3; i++) {
      Long[] pages = new Long[300];
      for (int page = 0; page < pages.length; page++) {
        pages[page] = 1L + page + 1000L * i;
      }
      workload.then(Act.SUBMIT, workload.transaction(70, pages));
      workload.then(Act.FSYNC1).then(Act.FSYNC2).then(Act.DRAIN);
    }
    return workload.named("proofs-of-300-pages");
  }

  private static Workload manySymbols() {
    Workload.Builder workload = new Workload.Builder().geometry(4, 160 << 10, 2);
    workload.then(Act.COMMIT, workload.transaction(70_000));
    workload.then(Act.COMMIT, workload.transaction(10));
    return workload.named("two-symbols");
  }
}
