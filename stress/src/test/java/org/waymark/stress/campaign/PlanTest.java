package org.waymark.stress.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.waymark.stress.campaign.Fakes.Clock;

/** The plan is a function of its seed, fair to tools and targets, and falls apart into shards. */
class PlanTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private static List<Tool> tools() {
    Clock clock = new Clock();
    return List.of(
        Fakes.good("a", clock),
        Fakes.good("b", clock),
        Fakes.good("c", clock),
        Fakes.good("d", clock));
  }

  private static Plan plan(long seed, Shard shard) {
    return new Plan(Settings.of(seed, shard, List.of("a", "b", "c", "d"), HOUR), tools());
  }

  private static List<Job> jobs(Plan plan, long from, long to) {
    return LongStream.range(from, to).mapToObj(plan::job).toList();
  }

  @Test
  void theSameSeedGivesTheSameJobsAndAnotherSeedGivesOthers() {
    List<Job> jobs = jobs(plan(7, Shard.WHOLE), 0, 100);
    assertThat(jobs(plan(7, Shard.WHOLE), 0, 100)).isEqualTo(jobs);
    assertThat(jobs(plan(8, Shard.WHOLE), 0, 100)).doesNotContainAnyElementsOf(jobs);
    assertThat(plan(7, Shard.WHOLE).job(1_000_000_007L).number()).isEqualTo(1_000_000_007L);
  }

  @Test
  void eachTurnGivesEachToolTheSameTime() {
    Plan plan = plan(7, Shard.WHOLE);
    for (long turn = 0; turn < 50; turn++) {
      List<Job> jobs = jobs(plan, 4 * turn, 4 * turn + 4);
      assertThat(jobs).extracting(Job::tool).containsExactlyInAnyOrder("a", "b", "c", "d");
      assertThat(jobs).extracting(Job::time).containsOnly(HOUR.dividedBy(60));
    }
  }

  @Test
  void eachToolTakesItsTargetsRoundAndRound() {
    List<Job> jobs = jobs(plan(7, Shard.WHOLE), 0, 4 * 3 * 20);
    for (String tool : List.of("a", "b", "c", "d")) {
      List<Job> own = jobs.stream().filter(job -> job.tool().equals(tool)).toList();
      for (int round = 0; round < 20; round++) {
        assertThat(own.subList(3 * round, 3 * round + 3))
            .extracting(Job::target)
            .containsExactlyInAnyOrder("one", "two", "three");
      }
    }
  }

  @Test
  void noTwoJobsHaveOneSeed() {
    Set<Long> seeds = new HashSet<>();
    jobs(plan(7, Shard.WHOLE), 0, 1000).forEach(job -> seeds.add(job.seed()));
    LongStream.range(0, 100).forEach(k -> seeds.add(plan(7, Shard.WHOLE).calibration(k).seed()));
    assertThat(seeds).hasSize(1100);
  }

  @Test
  void shardsAreDisjointAndTogetherTheWhole() {
    List<Job> whole = jobs(plan(7, Shard.WHOLE), 0, 300);
    for (int of : new int[] {2, 3, 4, 7}) {
      List<Job> together = new ArrayList<>();
      for (int index = 1; index <= of; index++) {
        Shard shard = new Shard(index, of);
        Plan plan = plan(7, shard);
        for (long before = 0; shard.number(before) < 300; before++) {
          long number = shard.number(before);
          assertThat(shard.has(number)).isTrue();
          together.add(plan.job(number));
        }
      }
      assertThat(together).containsExactlyInAnyOrderElementsOf(whole);
    }
  }

  @Test
  void noShardMissesATool() {
    for (int of : new int[] {2, 4, 8}) {
      for (int index = 1; index <= of; index++) {
        Shard shard = new Shard(index, of);
        Plan plan = plan(7, shard);
        List<Job> some =
            LongStream.range(0, 100).mapToObj(before -> plan.job(shard.number(before))).toList();
        for (String tool : List.of("a", "b", "c", "d")) {
          long own = some.stream().filter(job -> job.tool().equals(tool)).count();
          assertThat(own).as(tool + " in shard " + shard).isBetween(10L, 40L);
        }
      }
    }
  }

  @Test
  void calibrationsAreEachShardsOwn() {
    Plan plan = plan(7, new Shard(1, 2));
    assertThat(plan.calibrations()).isEqualTo(4);
    Job first = plan.calibration(0);
    assertThat(first.isCalibration()).isTrue();
    assertThat(first.number()).isEqualTo(-1);
    assertThat(first.target()).isEqualTo("known");
    assertThat(LongStream.range(0, 8).mapToObj(plan::calibration))
        .extracting(Job::tool)
        .containsExactly("a", "b", "c", "d", "a", "b", "c", "d");
    assertThat(plan.calibration(4).seed()).isNotEqualTo(first.seed());
    assertThat(plan(7, new Shard(2, 2)).calibration(0).seed()).isNotEqualTo(first.seed());
  }
}
