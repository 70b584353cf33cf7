package org.waymark.check.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.check.disk.CrashProfile;
import org.waymark.check.history.Outcomes.Outcome;
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

  /** One commit at a time shows what one commit can come to, and what it cannot is listed. */
  @Test
  void outcomesAreComparedWithTheModels() {
    explore(
        Workloads.groupShapes(1, 1, 1), new Plan(CrashProfile.SECTOR512, 0, Plan.Follow.COMMIT));
    String powerLoss = Tally.CRASHES.get(0);
    assertThat(counts.outcomes.seen(powerLoss))
        .containsExactly(
            new Outcome(0, 0, 0), new Outcome(0, 1, 0), new Outcome(0, 1, 1), new Outcome(1, 1, 1));
    assertThat(new Coverage(counts).unseen().rows())
        .contains(List.of(powerLoss, "0 acknowledged, 2 appended, 1 recovered"))
        .hasSize(70 - 4);
  }
}
