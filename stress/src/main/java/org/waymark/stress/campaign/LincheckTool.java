package org.waymark.stress.campaign;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.waymark.check.Progress;
import org.waymark.check.lincheck.LincheckJob;
import org.waymark.check.lincheck.LincheckOutcome;
import org.waymark.check.lincheck.LincheckRuns;
import org.waymark.check.lincheck.Mode;
import org.waymark.check.lincheck.Target;
import org.waymark.check.lincheck.Targets;

/**
 * Linearizability under Lincheck. A target is a class in one of its modes, such as {@code
 * coordinator/stress}; scenarios are drawn from the seed until the time is up.
 *
 * <p>A target that draws none has the same scenarios in every job, and Lincheck explores the same
 * interleavings of them in the same order: a longer job goes further, and a second one of the same
 * length repeats the first. In stress mode chance makes them differ.
 */
public final class LincheckTool implements Tool {
  /** More scenarios than a second is enough for. */
  private static final int SCENARIOS_A_SECOND = 10;

  /** How many interleavings of a heavy target are explored in a second, on a slow machine. */
  private static final int INTERLEAVINGS_A_SECOND = 10;

  /** How many interleavings of a scenario are explored at least, however short the time. */
  private static final int FEW = 50;

  /** And at most, where others can be drawn instead. */
  private static final int MANY = 500;

  /** So many drawn scenarios a job should reach behind those with names. */
  private static final int DRAWN = 10;

  /** Longer than it takes Lincheck to be sure that a run has hung. */
  private static final Duration STANDING = Duration.ofSeconds(20);

  /** How often a scenario is run by real threads. */
  private static final int RUNS = 2_000;

  /** For {@link java.util.ServiceLoader}. */
  public LincheckTool() {}

  @Override
  public String name() {
    return "lincheck";
  }

  @Override
  public List<String> targets() {
    return inEachMode(Targets.all());
  }

  @Override
  public List<String> calibration() {
    return inEachMode(Targets.calibration());
  }

  private static List<String> inEachMode(List<Target> targets) {
    List<String> names = new ArrayList<>();
    for (Target target : targets) {
      for (Mode mode : Mode.values()) {
        if (target.modes().contains(mode)) {
          names.add(target.name() + "/" + name(mode));
        }
      }
    }
    return names;
  }

  private static String name(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Outcome run(Job job, JobContext context) throws IOException, InterruptedException {
    LincheckJob work = work(job);
    // A run that stands still when the time is up has some more, to show whether it has hung.
    Duration all = job.time().multipliedBy(2).plus(STANDING);
    LincheckRuns.Limits limits = new LincheckRuns.Limits(job.time(), all);
    context.progress().accept(work.mode().words());
    SortedMap<String, Long> counts = new TreeMap<>();
    List<Finding> findings = new ArrayList<>();
    for (LincheckOutcome outcome :
        LincheckRuns.run(List.of(work), context.directory(), limits, Progress.NONE)) {
      counts.merge("scenarios", outcome.scenarios(), Long::sum);
      counts.merge("invocations", outcome.invocations(), Long::sum);
      counts.merge("different results", outcome.results(), Long::sum);
      String failure = outcome.failure();
      if (failure != null) {
        findings.add(new Finding("linearizable", failure.lines().toList()));
      }
    }
    return new Outcome(counts, List.of(), findings);
  }

  private static LincheckJob work(Job job) {
    int slash = job.target().lastIndexOf('/');
    String mode = job.target().substring(slash + 1).replace('-', '_').toUpperCase(Locale.ROOT);
    Mode how = Mode.valueOf(mode);
    Target target = Targets.named(job.target().substring(0, slash));
    long seconds = Math.max(1, job.time().toSeconds());
    int scenarios = (int) (seconds * SCENARIOS_A_SECOND);
    int invocations = how == Mode.MODEL_CHECKING ? interleavings(target, seconds) : RUNS;
    return new LincheckJob(target.name(), how, job.seed(), scenarios, invocations);
  }

  /** Shares the time out among the scenarios with names, and some behind them if any are drawn. */
  private static int interleavings(Target target, long seconds) {
    boolean draws = !target.phrases().isEmpty();
    int scenarios = target.named().size() + (draws ? DRAWN : 0);
    long each = seconds * INTERLEAVINGS_A_SECOND * target.weight() / scenarios;
    return (int) Math.max(FEW, Math.min(each, draws ? MANY : Integer.MAX_VALUE));
  }
}
