package org.waymark.check.lives.durable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.waymark.check.Count;
import org.waymark.check.Layer;
import org.waymark.check.LayerContext;
import org.waymark.check.LayerResult;
import org.waymark.check.Profile;
import org.waymark.check.Progress;
import org.waymark.check.Table;

/**
 * The layer {@code durable}: durable linearizability of the coordinator's steps, over all schedules
 * of small programs with few preemptions, and then over drawn programs and schedules for as long as
 * the budget lasts.
 */
public final class DurableLayer implements Layer {
  private static final int SCHEDULES_OF_A_DRAWN_PROGRAM = 20;

  private final List<List<String>> rows = new ArrayList<>();
  private final ScheduleExploration.Counts sum = new ScheduleExploration.Counts();
  private long exhausted;
  private long drawn;

  /** For {@link java.util.ServiceLoader}. */
  public DurableLayer() {}

  @Override
  public String name() {
    return "durable";
  }

  @Override
  public String checks() {
    return "schedules × crash states; durable linearizability judged";
  }

  @Override
  public Duration budget(Profile profile) {
    return switch (profile) {
      case QUICK -> Duration.ofSeconds(15);
      case FULL -> Duration.ofMinutes(5);
      case NIGHTLY -> Duration.ofHours(1);
    };
  }

  /** How many preemptions the schedules have at most of which all are run, if there is time. */
  private static int bound(Profile profile) {
    return switch (profile) {
      case QUICK -> 1;
      case FULL -> 2;
      case NIGHTLY -> 3;
    };
  }

  @Override
  public LayerResult run(LayerContext context, Progress progress) {
    SplittableRandom random = new SplittableRandom(context.seed());
    // Half of the time at most is for programs of which everything is run.
    Duration half = context.budget().dividedBy(2);
    String violation = null;
    for (int bound = 0; bound <= bound(context.profile()) && violation == null; bound++) {
      for (Program program : Program.all()) {
        boolean must = bound == 0;
        BooleanSupplier late = () -> !must && context.left().compareTo(half) < 0;
        if (violation == null && !late.getAsBoolean()) {
          violation = exhaust(program, bound, random.nextLong(), late);
          tell(context, progress);
        }
      }
    }
    while (violation == null && !(context.left().isNegative() && drawn > 0)) {
      violation = draw(random, context);
      tell(context, progress);
    }
    return LayerResult.judge(
            sum.schedules + " schedules, " + sum.judged + " cut histories recovered",
            counts(),
            violation == null ? List.of() : List.of(violation))
        .with(List.of(), List.of(table()));
  }

  private @Nullable String exhaust(Program program, int bound, long seed, BooleanSupplier late) {
    try (ScheduleExploration exploration = new ScheduleExploration(program, Subject::new, seed)) {
      boolean complete = exploration.all(bound, late);
      exhausted += complete ? 1 : 0;
      add(program.name(), (complete ? "all with " : "some with ") + bound, exploration.counts());
      return exploration.violation();
    }
  }

  private @Nullable String draw(SplittableRandom random, LayerContext context) {
    try (ScheduleExploration exploration =
        new ScheduleExploration(Program.draw(random), Subject::new, random.nextLong())) {
      boolean holds = true;
      for (int i = 0; i < SCHEDULES_OF_A_DRAWN_PROGRAM && holds; i++) {
        holds = exploration.one();
        if (context.left().isNegative()) {
          break;
        }
      }
      drawn++;
      sum.add(exploration.counts());
      return exploration.violation();
    }
  }

  private void add(String program, String schedules, ScheduleExploration.Counts counts) {
    sum.add(counts);
    rows.add(
        List.of(
            program,
            schedules,
            String.valueOf(counts.schedules),
            String.valueOf(counts.crashPoints),
            String.format(Locale.ROOT, "%.0f", counts.rawStates),
            String.valueOf(counts.images),
            String.valueOf(counts.histories),
            String.valueOf(counts.judged)));
  }

  private Table table() {
    return new Table(
        "Programs of which all schedules within a bound on preemptions were run",
        List.of(
            "program",
            "preemptions",
            "schedules",
            "crash points",
            "raw states",
            "images",
            "histories",
            "judged"),
        rows);
  }

  private List<Count> counts() {
    return List.of(
        new Count("programs with all their schedules within a bound", exhausted, 11),
        new Count("programs drawn", drawn, 1),
        new Count("schedules", sum.schedules, 300),
        new Count("different runs", sum.traces, 300),
        new Count("crash points", sum.crashPoints, 1000),
        new Count("crash points of which every state was looked at", sum.exhausted, 1000),
        Count.of("raw states", (long) sum.rawStates),
        new Count("states looked at", sum.states, 2000),
        new Count("different images", sum.images, 200),
        new Count("different histories cut by a crash", sum.histories, 300),
        new Count("pairs of them recovered and judged", sum.judged, 1000),
        new Count("recoveries that could have found something else", sum.partial, 200));
  }

  private void tell(LayerContext context, Progress progress) {
    long total = context.budget().toSeconds();
    long done = Math.max(0, Math.min(total, total - context.left().toSeconds()));
    progress.at(done, total, "seconds; " + sum.schedules + " schedules, " + sum.judged + " judged");
  }
}
