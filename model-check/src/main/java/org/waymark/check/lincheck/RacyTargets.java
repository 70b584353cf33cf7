package org.waymark.check.lincheck;

import java.util.List;
import java.util.Set;
import org.waymark.check.lincheck.racy.CheckThenAct;
import org.waymark.check.lincheck.racy.HalfVisible;
import org.waymark.check.lincheck.racy.LeaseInTwoSteps;
import org.waymark.check.lincheck.racy.LockOrder;
import org.waymark.check.lincheck.racy.LostUpdate;
import org.waymark.check.lincheck.racy.LostWakeUp;
import org.waymark.check.lincheck.racy.TornPair;

/** The calibration: classes with a known race, which Lincheck must find in every mode named. */
final class RacyTargets {

  /** How often a scenario is run at most; the usual find takes hundreds. */
  private static final int INVOCATIONS = 50_000;

  /** How much more often than a log they are run in the same time. */
  private static final int SMALL = 10;

  private static final Set<String> HANGING = Set.of("racy-lost-wake-up", "racy-lock-order");

  private RacyTargets() {}

  static List<Target> all() {
    return List.of(
        racy("racy-lost-update", LostUpdate.class)
            .named(Scenario.of("two count", "increment, increment", "increment, increment"))
            .build(),
        racy("racy-check-then-act", CheckThenAct.class)
            .named(Scenario.of("two for the last place", "take, give, take", "take, give, take"))
            .build(),
        racy("racy-half-visible", HalfVisible.class)
            .named(Scenario.of("two come first", "content", "content"))
            .build(),
        Target.of("racy-lost-wake-up", LostWakeUp.class, LostWakeUp.Specification.class)
            .weight(SMALL)
            .named(Scenario.of("opened while one comes", "pass", "open"))
            .build(),
        racy("racy-torn-pair", TornPair.class)
            .named(Scenario.of("read while moving", "move, move", "sum, sum"))
            .build(),
        racy("racy-lease-in-two-steps", LeaseInTwoSteps.class)
            .named(Scenario.of("pruned while beginning", "begin 1", "publish, prune"))
            .build(),
        racy("racy-lock-order", LockOrder.class)
            .named(Scenario.of("forth and back", "forth, forth", "back, back"))
            .build());
  }

  /** Returns whether what is wrong with a target is that it waits for ever. */
  static boolean hangs(Target target) {
    return HANGING.contains(target.name());
  }

  /** Returns the job that must find it: it ends when it does. */
  static LincheckJob job(Target target, Mode mode) {
    return new LincheckJob(target.name(), mode, 0, 0, INVOCATIONS);
  }

  private static Target.Builder racy(String name, Class<?> itself) {
    return Target.of(name, itself, itself).weight(SMALL);
  }
}
