package org.waymark.check.containment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.waymark.check.Check;
import org.waymark.check.containment.Step.Kind;
import org.waymark.check.containment.Twin.Kindness;

/**
 * A simulated disk that is kinder than a real one: it believes a step durable at once. A power loss
 * of a real file system must show it up, or this layer is blind.
 *
 * @param what kind of step it believes durable
 * @param step the one of {@link #STEPS} it is wrong about
 */
record Canary(String what, Step step) {

  /** Data and sizes, and each change of a name. */
  static final List<Canary> ALL =
      List.of(
          new Canary("write", Step.writing("a", 700, 5000, 3)),
          new Canary("truncation", Step.sized(Kind.TRUNCATE, "a", 100)),
          new Canary("creation", Step.of(Kind.CREATE, "b")),
          new Canary("renaming", Step.renaming("a", "c")),
          new Canary("deletion", Step.of(Kind.DELETE, "c")));

  /** In turn the step of each, with nothing unforced before it. */
  static final List<Step> STEPS =
      List.of(
          Step.of(Kind.CREATE, "a"),
          Step.writing("a", 0, 3000, 1),
          Step.of(Kind.FORCE, "a"),
          Step.of(Kind.FORCE_DIRECTORY),
          ALL.get(0).step(),
          Step.of(Kind.FORCE, "a"),
          ALL.get(1).step(),
          Step.of(Kind.FORCE, "a"),
          ALL.get(2).step(),
          Step.of(Kind.FORCE_DIRECTORY),
          ALL.get(3).step(),
          Step.of(Kind.FORCE_DIRECTORY),
          ALL.get(4).step());

  /** Returns what makes the simulator as kind as that. */
  Kindness kindness() {
    return (done, hands) -> {
      if (done.equals(step)) {
        boolean data = done.kind() == Kind.WRITE || done.kind() == Kind.TRUNCATE;
        hands.force(data ? done.name() : "");
      }
    };
  }

  /** Returns the name of the check that a real file system shows it up. */
  String title() {
    return "a simulator to which a " + what + " is durable at once is shown up by ext4";
  }

  /** Lets one run of a real file system show all of them up. */
  static List<Check> checks(Workshop workshop, CrashMount machine, long seed) throws IOException {
    Lockstep run = workshop.run(Ext4.DEFAULT, STEPS, seed, Kindness.NONE);
    List<Check> checks = new ArrayList<>();
    for (Canary canary : ALL) {
      Twin kinder = new Twin(canary.kindness());
      for (Step step : STEPS) {
        kinder.apply(step);
      }
      checks.add(canary.check(run.with(kinder), machine));
    }
    return checks;
  }

  private Check check(Lockstep run, CrashMount machine) throws IOException {
    Judge judge = new Judge(machine, new ContainmentCounts());
    List<String> outside = judge.judge(run, run.snapshots(), () -> true);
    String last = (STEPS.indexOf(step) + 1) + ". " + step + "\n  found:";
    boolean caught = outside.stream().anyMatch(found -> found.contains(last));
    String instead = outside.isEmpty() ? "it allows every crash state" : outside.get(0);
    return new Check(title(), caught, instead);
  }
}
