package org.waymark.check.crash.failure;

import java.util.ArrayList;
import java.util.List;
import org.waymark.check.crash.Crash;
import org.waymark.check.crash.CrashCase;
import org.waymark.check.crash.Failure;
import org.waymark.check.crash.PlannedFault;
import org.waymark.check.crash.Search;
import org.waymark.check.crash.Step;
import org.waymark.check.crash.Step.Act;
import org.waymark.check.crash.Workload;
import org.waymark.check.crash.Workload.Transaction;
import org.waymark.check.disk.CrashProfile;

/** Failures to be told of: all of a disk that lies about one of its forces. */
final class Samples {

  private Samples() {}

  /** Two groups of two commits, larger than they need to be, and a force that does nothing. */
  static Workload twoGroups(int lie) {
    List<Step> steps = new ArrayList<>();
    for (int number = 1; number <= 4; number++) {
      steps.add(Step.of(Act.SUBMIT, number));
      if (number % 2 == 0) {
        steps.add(Step.of(Act.FSYNC1));
        steps.add(Step.of(Act.FSYNC2));
        steps.add(Step.of(Act.DRAIN));
      }
    }
    Transaction one = new Transaction(440, List.of());
    return new Workload(
        "two groups",
        8,
        8192,
        8,
        List.of(one, one, one, one),
        steps,
        List.of(Step.of(Act.COMMIT, 1)),
        List.of(new PlannedFault(0, lie, PlannedFault.Kind.IGNORED)));
  }

  /** The first failure of a property when the disk lies about a force. */
  static Failure found(int lie, String property) {
    return Search.of(twoGroups(lie), CrashProfile.SECTOR512, 0, property).orElseThrow();
  }

  /** One commit, told as committed before a power loss, on a disk that lied about its marker. */
  static CrashCase lostMarker() {
    Workload workload =
        new Workload(
            "one commit",
            8,
            8192,
            8,
            List.of(new Transaction(1, List.of())),
            List.of(Step.of(Act.COMMIT, 1)),
            List.of(),
            List.of(new PlannedFault(0, LIE_ABOUT_THE_MARKER, PlannedFault.Kind.IGNORED)));
    return new CrashCase(
        workload,
        List.of(new Crash(LAST_POINT, Crash.Kind.POWER_LOSS, CrashProfile.DROP.name(), List.of())));
  }

  /** Two groups whose barriers overlap, the force of the first one's markers fails, and a crash. */
  static CrashCase failedForce() {
    Transaction one = new Transaction(440, List.of());
    Workload workload =
        new Workload(
            "overlapping barriers",
            8,
            8192,
            8,
            List.of(one, one, one),
            List.of(
                Step.of(Act.SUBMIT, 1),
                Step.of(Act.SUBMIT, 2),
                Step.of(Act.FSYNC1).during(Step.of(Act.SUBMIT, 3)),
                Step.of(Act.FSYNC2).during(Step.of(Act.FSYNC1)),
                Step.of(Act.DRAIN)),
            List.of(Step.of(Act.COMMIT, 1)),
            List.of(new PlannedFault(0, FORCE_OF_THE_MARKERS, PlannedFault.Kind.FAILS)));
    Crash crash = new Crash(LAST, Crash.Kind.POWER_LOSS, CrashProfile.DROP.name(), List.of());
    return new CrashCase(workload, List.of(crash));
  }

  private static final int FORCE_OF_THE_MARKERS = 20;
  private static final int LAST = 12;

  /** Which change of the disk is the force of the only marker. */
  static final int LIE_ABOUT_THE_MARKER = 18;

  private static final int LAST_POINT = 10;
}
