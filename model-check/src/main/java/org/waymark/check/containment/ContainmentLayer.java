package org.waymark.check.containment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.waymark.check.Check;
import org.waymark.check.Count;
import org.waymark.check.Layer;
import org.waymark.check.LayerContext;
import org.waymark.check.LayerResult;
import org.waymark.check.Profile;
import org.waymark.check.Progress;
import org.waymark.check.Table;
import org.waymark.check.Trees;

/**
 * The layer {@code containment}: what power losses leave of a real file system must be among the
 * states of the simulated disk.
 *
 * <p>It has three parts. The first needs nothing and always runs: the states that the system calls
 * of a right disk may leave. The second traces the calls of the real disk, and needs strace. The
 * third crashes ext4, and needs root and a loop device.
 *
 * <p>A quick run on a machine that lacks the means leaves the part out and says so in a note; it is
 * what every build runs, and builds must pass on a laptop. The other profiles take no excuse, nor
 * does a quick run where the environment variable {@value #REQUIRE} is {@code require}, as it is
 * where changes are judged: the layer <em>could not run</em> then. With {@code require} a user who
 * is not root becomes it by {@code sudo -n}.
 */
public final class ContainmentLayer implements Layer {
  static final String REQUIRE = "WAYMARK_CONTAINMENT";

  private static final int STEPS = 40;
  private static final int STATES_PER_SEQUENCE = 40;
  private static final int EXPECTED_SEQUENCES = 10;
  private static final int TRACED_SEQUENCES = 4;

  private final Tracing tracing = new Tracing();
  private final ContainmentCounts counts = new ContainmentCounts();
  private final List<Check> checks = new ArrayList<>();
  private final List<Count> counted = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();

  @Override
  public String name() {
    return "containment";
  }

  @Override
  public String checks() {
    return "power losses of a real ext4 lie within the simulated disk";
  }

  @Override
  public Duration budget(Profile profile) {
    return switch (profile) {
      case QUICK -> Duration.ofSeconds(30);
      case FULL -> Duration.ofMinutes(10);
      case NIGHTLY -> Duration.ofMinutes(90);
    };
  }

  @Override
  public LayerResult run(LayerContext context, Progress progress)
      throws IOException, InterruptedException {
    boolean required = "require".equals(System.getenv(REQUIRE));
    SplittableRandom seeds = new SplittableRandom(context.seed());
    for (int i = 0; i < EXPECTED_SEQUENCES; i++) {
      violations.addAll(tracing.checkExpected(seeds.nextLong(), seeds.split()));
    }
    trace(context, seeds.split());
    try (Workshop workshop = open(required)) {
      if (workshop != null) {
        crash(workshop, context, progress, seeds.split());
      }
    }
    boolean excused = !required && context.profile() == Profile.QUICK;
    if (!missing.isEmpty() && !excused && violations.isEmpty()) {
      return LayerResult.couldNotRun(String.join("\n", missing));
    }
    return result();
  }

  private LayerResult result() {
    String checked =
        counts.states == 0
            ? "NO crash state of ext4, " + tracing.images() + " of system calls"
            : counts.states + " crash states of ext4, " + tracing.images() + " of system calls";
    counted.add(Count.of("states of system calls", tracing.images()));
    LayerResult judged = LayerResult.judge(checked, counted, violations);
    List<String> details = new ArrayList<>(judged.details());
    details.addAll(missing);
    return new LayerResult(judged.verdict(), checked, counted, details).with(checks, tables);
  }

  /** Checks the system calls of a few sequences, if they can be traced. */
  private void trace(LayerContext context, SplittableRandom seeds)
      throws IOException, InterruptedException {
    List<Long> traced = seeds.longs(TRACED_SEQUENCES).boxed().toList();
    Path directory = Files.createDirectories(context.directory().resolve("traced"));
    List<String> trace;
    try {
      trace = Tracing.trace(directory, traced);
    } catch (IOException e) {
      missing.add("NOT CHECKED: the system calls of the real disk. " + e.getMessage());
      Trees.delete(directory);
      return;
    }
    List<String> wrong =
        tracing.check(trace, directory, traced, Twin.Kindness.NONE, seeds.nextLong());
    violations.addAll(wrong);
    counted.add(new Count("traced sequences", tracing.sequences(), TRACED_SEQUENCES));
    counted.add(new Count("system calls", tracing.calls(), 20 * TRACED_SEQUENCES));
    if (wrong.isEmpty()) {
      Trees.delete(directory);
    }
  }

  /** Returns a workshop; null, and a note, if this machine has none. */
  private @Nullable Workshop open(boolean required) {
    try {
      return Workshop.open(required);
    } catch (IOException e) {
      missing.add("NOT CHECKED: power losses of a real file system. " + e.getMessage());
      return null;
    }
  }

  private void crash(
      Workshop workshop, LayerContext context, Progress progress, SplittableRandom seeds)
      throws IOException, InterruptedException {
    CrashMount machine = new CrashMount(workshop.shell(), workshop.directory());
    checks.addAll(Canary.checks(workshop, machine, seeds.nextLong()));
    for (Check check : checks) {
      if (!check.held()) {
        violations.add("not so: " + check.name() + "; " + check.explanation());
      }
    }
    Judge judge = new Judge(machine, counts);
    int first = seeds.nextInt(Ext4.ALL.size());
    for (int i = first; violations.isEmpty() && goOn(context); i++) {
      Ext4 kind = Ext4.ALL.get(i % Ext4.ALL.size());
      long seed = seeds.nextLong();
      Lockstep run = workshop.run(kind, RandomSteps.of(seed, STEPS), seed, Twin.Kindness.NONE);
      long most = machine.mounts() + STATES_PER_SEQUENCE;
      violations.addAll(judge.judge(run, seed, () -> machine.mounts() < most && goOn(context)));
      tell(context, progress);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    counted.addAll(counts.withFloors(context.profile()));
    tables.add(counts.table());
  }

  /**
   * Tells whether to take another crash state: until two fifths of the budget are spent, and where
   * others use the machine too and the floors are not reached by then, well beyond it.
   */
  private boolean goOn(LayerContext context) {
    Duration budget = context.budget();
    Duration spent = budget.minus(context.left());
    return spent.compareTo(budget.multipliedBy(2).dividedBy(5)) < 0
        || (spent.compareTo(budget.multipliedBy(8).dividedBy(5)) < 0
            && !counts.covered(context.profile()));
  }

  private void tell(LayerContext context, Progress progress) {
    long total = context.budget().toSeconds();
    progress.at(
        Math.min(total, total - context.left().toSeconds()),
        total,
        "seconds; " + counts.states + " crash states");
  }
}
