package org.waymark.stress.campaign;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.waymark.check.bugs.Killer;
import org.waymark.check.bugs.SeededHunt;

/** A calibration whose target is a seeded bug of the shipped classes. */
final class SeededMistake {

  private SeededMistake() {}

  /**
   * Hunts the bug that the job's target names.
   *
   * @param counted what an attack counts, in the plural
   */
  static Outcome hunt(Job job, String counted) throws IOException, InterruptedException {
    Killer.Attack attack = SeededHunt.run(job.target(), job.seed());
    List<Finding> findings =
        attack.killed()
            ? List.of(new Finding(job.target(), attack.evidence().lines().toList()))
            : List.of();
    return new Outcome(new TreeMap<>(Map.of(counted, attack.images())), List.of(), findings);
  }
}
