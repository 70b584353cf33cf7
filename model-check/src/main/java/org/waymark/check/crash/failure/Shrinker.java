package org.waymark.check.crash.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waymark.check.crash.Crash;
import org.waymark.check.crash.CrashCase;
import org.waymark.check.crash.Failure;
import org.waymark.check.crash.PlannedFault;
import org.waymark.check.crash.Search;
import org.waymark.check.crash.Step;
import org.waymark.check.crash.Workload;
import org.waymark.check.crash.Workload.Transaction;
import org.waymark.check.disk.CrashProfile;
import org.waymark.check.history.Violation;

/**
 * Makes a failure smaller as long as the same property is violated, in this order: later crashes
 * away; fewer steps, faults and bytes; nothing during a force; a kinder disk, and with it the
 * earliest crash point; last, of each crash as much kept as can be, one choice after the other.
 *
 * <p>A change of the workload may shift its crash points. So a smaller one is first tried with the
 * crashes as they were, and then explored for a failure of its own. Deterministic; it ends because
 * each change that is kept makes something smaller, and after {@value #MOST_TRIALS} trials at the
 * latest. One thread.
 */
final class Shrinker {
  static final int MOST_TRIALS = 2_000;

  private static final int SMALL = 1;

  /** The most changes of the disk that a step makes, as far as it is worth trying. */
  private static final int CHANGES_OF_A_STEP = 8;

  /** From the kindest disk to the one that leaves the most. */
  private static final List<CrashProfile> PROFILES =
      List.of(
          CrashProfile.DROP,
          CrashProfile.KEEP_ALL,
          CrashProfile.ORDERED,
          CrashProfile.PER_FILE,
          CrashProfile.PAGE4K,
          CrashProfile.SECTOR512);

  private final String property;
  private Failure smallest;
  private int trials;

  private Shrinker(Failure failure) {
    this.smallest = failure;
    this.property = failure.violations().get(0).property();
  }

  /** Returns the smallest failure found of the same property. */
  static Failure shrink(Failure failure) {
    return new Shrinker(failure).shrink();
  }

  private Failure shrink() {
    boolean smaller = true;
    while (smaller && trials < MOST_TRIALS) {
      smaller = withoutCrash() || withoutStep() || withoutFault() || plainSteps() || fewerBytes();
    }
    kinderDisk();
    keepMore();
    return smallest;
  }

  // ---------------------------------------------------------------------------------- crashes

  private boolean withoutCrash() {
    List<Crash> crashes = smallest.crashCase().crashes();
    for (int i = crashes.size() - 1; i >= 0; i--) {
      List<Crash> fewer = new ArrayList<>(crashes);
      fewer.remove(i);
      if (keeps(new CrashCase(smallest.crashCase().workload(), fewer))) {
        return true;
      }
    }
    return false;
  }

  private void kinderDisk() {
    for (CrashProfile profile : PROFILES) {
      if (explored(smallest.crashCase().workload(), profile)) {
        return;
      }
    }
  }

  /** Of each choice, tries whether the failure needs it to be old. */
  private void keepMore() {
    for (int i = 0; i < smallest.crashCase().crashes().size(); i++) {
      for (int choice = 0; choice < choices(i).size(); choice++) {
        keepMore(i, choice);
      }
    }
  }

  private List<Integer> choices(int crash) {
    return smallest.crashCase().crashes().get(crash).choices();
  }

  /** Raises one choice to the newest version that still fails. */
  private void keepMore(int index, int choice) {
    boolean valid = true;
    for (int value = choices(index).get(choice) + 1; valid && trials < MOST_TRIALS; value++) {
      Crash crash = smallest.crashCase().crashes().get(index);
      List<Integer> values = new ArrayList<>(crash.choices());
      values.set(choice, value);
      List<Crash> crashes = new ArrayList<>(smallest.crashCase().crashes());
      crashes.set(index, new Crash(crash.point(), crash.kind(), crash.profile(), values));
      CrashCase candidate = new CrashCase(smallest.crashCase().workload(), crashes);
      List<Violation> violations = run(candidate);
      valid = violations != null;
      if (violations != null && isSame(violations)) {
        smallest = new Failure(candidate, violations);
      }
    }
  }

  // --------------------------------------------------------------------------------- workload

  private boolean withoutStep() {
    Workload workload = smallest.crashCase().workload();
    List<Step> steps = workload.steps();
    for (int i = steps.size() - 1; i >= 0; i--) {
      List<Step> fewer = new ArrayList<>(steps);
      fewer.remove(i);
      if (keepsOrFails(workload.with(workload.transactions(), fewer, workload.faults()))) {
        return true;
      }
    }
    return false;
  }

  private boolean withoutFault() {
    Workload workload = smallest.crashCase().workload();
    for (int i = 0; i < workload.faults().size(); i++) {
      List<PlannedFault> fewer = new ArrayList<>(workload.faults());
      fewer.remove(i);
      if (keepsOrFails(workload.with(workload.transactions(), workload.steps(), fewer))) {
        return true;
      }
    }
    return false;
  }

  /** Takes what others do during a force behind it, one step after the other. */
  private boolean plainSteps() {
    Workload workload = smallest.crashCase().workload();
    List<Step> plain = new ArrayList<>();
    for (Step step : workload.steps()) {
      plain.add(new Step(step.act(), step.transaction(), List.of()));
      plain.addAll(step.during());
    }
    return plain.size() > workload.steps().size()
        && keepsOrFails(workload.with(workload.transactions(), plain, workload.faults()));
  }

  private boolean fewerBytes() {
    Workload workload = smallest.crashCase().workload();
    for (int i = 0; i < workload.transactions().size(); i++) {
      Transaction transaction = workload.transactions().get(i);
      if (transaction.bytes() > SMALL) {
        List<Transaction> smaller = new ArrayList<>(workload.transactions());
        smaller.set(i, new Transaction(SMALL, transaction.pages()));
        if (keepsOrFails(workload.with(smaller, workload.steps(), workload.faults()))) {
          return true;
        }
      }
    }
    return false;
  }

  // ----------------------------------------------------------------------------------- trials

  private boolean keepsOrFails(Workload smaller) {
    List<Crash> crashes = smallest.crashCase().crashes();
    if (keeps(new CrashCase(smaller, crashes)) || explored(smaller, profile(crashes))) {
      return true;
    }
    for (int sooner = 1; sooner <= CHANGES_OF_A_STEP && !smaller.faults().isEmpty(); sooner++) {
      if (explored(withFaultsSooner(smaller, sooner), profile(crashes))) {
        return true;
      }
    }
    return false;
  }

  /** With a step less, the change of the disk that a fault concerns comes sooner. */
  private static Workload withFaultsSooner(Workload workload, int changes) {
    List<PlannedFault> sooner = new ArrayList<>();
    for (PlannedFault fault : workload.faults()) {
      sooner.add(
          new PlannedFault(fault.run(), Math.max(1, fault.change() - changes), fault.kind()));
    }
    return workload.with(workload.transactions(), workload.steps(), sooner);
  }

  private static CrashProfile profile(List<Crash> crashes) {
    for (Crash crash : crashes) {
      if (crash.kind() == Crash.Kind.POWER_LOSS) {
        return CrashProfile.named(crash.profile());
      }
    }
    return CrashProfile.DROP;
  }

  private boolean explored(Workload workload, CrashProfile profile) {
    if (trials >= MOST_TRIALS) {
      return false;
    }
    trials++;
    int nested = Math.max(0, smallest.crashCase().crashes().size() - 1);
    Optional<Failure> found;
    try {
      found = Search.of(workload, profile, Math.min(nested, 1), property);
    } catch (RuntimeException noWorkload) {
      return false; // With a step less it may make no sense.
    }
    boolean fewer =
        found.isPresent()
            && found.get().crashCase().crashes().size() <= smallest.crashCase().crashes().size();
    if (fewer) {
      smallest = found.get();
    }
    return fewer;
  }

  private boolean keeps(CrashCase candidate) {
    List<Violation> violations = run(candidate);
    if (violations == null || !isSame(violations)) {
      return false;
    }
    smallest = new Failure(candidate, violations);
    return true;
  }

  private boolean isSame(List<Violation> violations) {
    return !violations.isEmpty() && violations.get(0).property().equals(property);
  }

  /** Returns what a candidate violates, or null if it cannot be run. */
  private @Nullable List<Violation> run(CrashCase candidate) {
    if (trials >= MOST_TRIALS) {
      return null;
    }
    trials++;
    try {
      return candidate.run().violations();
    } catch (RuntimeException noSuchCase) {
      return null; // With a step less, or with such a choice, it may make no sense.
    }
  }
}
