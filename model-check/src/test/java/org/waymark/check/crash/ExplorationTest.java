package org.waymark.check.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.check.disk.CrashProfile;
import org.waymark.log.RecoveryCase;

/** What the shipped log holds in small explorations, and that they see what they are to see. */
class ExplorationTest {
  private final Tally counts = new Tally();
  private final List<Failure> failures = new ArrayList<>();

  private void explore(List<Workload> workloads, Plan plan) {
    Explorer.Seen seen = new Explorer.Seen();
    for (Workload workload : workloads) {
      new Exploration(workload, plan, seen, counts, failures::add).run();
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void groupsOfUpToThreeCommitsHoldWhateverFollows() {
    explore(
        Workloads.groupShapes(1, 3, 3), new Plan(CrashProfile.SECTOR512, 1, Plan.Follow.CORNERS));
    assertThat(counts.images).isGreaterThan(1000);
    assertThat(counts.nested).isPositive();
    assertThat(counts.again).isPositive();
    assertThat(counts.deaths).isPositive();
    assertThat(counts.seen(RecoveryCase.IN_DOUBT)).isPositive();
    assertThat(counts.seen(RecoveryCase.FRESH)).isPositive();
  }

  @Test
  void aGroupWhoseMarkersStraddleASectorIsTorn() {
    explore(
        List.of(Workloads.inGroups(6), Workloads.inGroups(3, 3)),
        new Plan(CrashProfile.SECTOR512, 0, Plan.Follow.COMMIT));
    assertThat(counts.seen(RecoveryCase.TORN)).isPositive();
    assertThat(counts.seen(RecoveryCase.TORN_IN_DOUBT)).isPositive();
    assertThat(counts.setAside).isPositive();
  }

  @Test
  void retriesHold() {
    explore(
        SpecialWorkloads.retries(), new Plan(CrashProfile.SECTOR512, 0, Plan.Follow.POWER_LOSS));
    assertThat(counts.reusesRefused).isPositive();
  }
}
