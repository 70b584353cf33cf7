package org.waymark.stress.jcstress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.waymark.check.Check;
import org.waymark.check.Count;
import org.waymark.check.Layer;
import org.waymark.check.LayerContext;
import org.waymark.check.LayerResult;
import org.waymark.check.Profile;
import org.waymark.check.Progress;
import org.waymark.check.Table;

/**
 * The layer {@code jcstress}: every triple, once in a quick profile, and again and again as long as
 * a longer one's budget lasts.
 */
public final class JcstressLayer implements Layer {

  /** For {@link java.util.ServiceLoader}. */
  public JcstressLayer() {}

  @Override
  public String name() {
    return "jcstress";
  }

  @Override
  public String checks() {
    return "what two threads may see of each other, in triples";
  }

  @Override
  public Duration budget(Profile profile) {
    return switch (profile) {
      case QUICK -> Duration.ofSeconds(30);
      case FULL -> Duration.ofMinutes(15);
      case NIGHTLY -> Duration.ofHours(3);
    };
  }

  @Override
  public LayerResult run(LayerContext context, Progress progress) throws Exception {
    List<JcstressTest> tests = JcstressTest.all();
    Pace pace = context.profile() == Profile.QUICK ? Pace.QUICK : Pace.LONG;
    JcstressJob job = new JcstressJob(tests, pace);
    long total = context.budget().toSeconds();
    Map<JcstressTest, JcstressOutcome> sums = new LinkedHashMap<>();
    do {
      for (JcstressOutcome outcome :
          JcstressRuns.run(
              job,
              context.directory(),
              patience(context),
              told ->
                  progress.at(
                      total - Math.max(0, context.left().toSeconds()),
                      total,
                      told.test().name()))) {
        sums.merge(outcome.test(), outcome, JcstressOutcome::plus);
      }
    } while (context.profile() != Profile.QUICK && !context.left().isNegative());
    return judge(tests, List.copyOf(sums.values()), context.profile());
  }

  /**
   * The build's run may take longer on a busy machine; it is cut short before it counts as hung.
   */
  private static Duration patience(LayerContext context) {
    return context.profile() == Profile.QUICK
        ? context.left().plus(context.budget().multipliedBy(7).dividedBy(10))
        : context.left();
  }

  /** Judges the outcomes of some of the tests that there are. */
  static LayerResult judge(
      List<JcstressTest> tests, List<JcstressOutcome> outcomes, Profile profile) {
    List<String> violations = new ArrayList<>();
    List<Check> checks = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    long caught = 0;
    long varied = 0;
    for (JcstressOutcome outcome : outcomes) {
      List<String> wrong = outcome.violations();
      violations.addAll(wrong);
      boolean twin = outcome.test().role() == Role.TWIN;
      boolean enough = !twin || outcome.bad() > 0;
      caught += twin && enough ? 1 : 0;
      varied += outcome.variety() > 1 ? 1 : 0;
      checks.add(
          new Check(
              outcome.test().triple() + " › " + outcome.test().role(),
              wrong.isEmpty() && enough,
              wrong.isEmpty() ? words(outcome) : String.join("; ", wrong)));
      rows.add(row(outcome));
    }
    long twins = tests.stream().filter(test -> test.role() == Role.TWIN).count();
    long variable = tests.stream().filter(test -> JcstressOutcome.allowed(test) > 1).count();
    long samples = outcomes.stream().mapToLong(JcstressOutcome::samples).sum();
    List<Count> counts =
        List.of(
            new Count("tests", outcomes.size(), tests.size()),
            new Count("samples", samples, 500L * tests.size() * times(profile)),
            new Count("twins caught", caught, twins),
            new Count("tests that saw two outcomes or more", varied, variable));
    return LayerResult.judge(
            outcomes.size() + " tests, " + caught + " of " + twins + " twins caught",
            counts,
            violations)
        .with(checks, List.of(new Table("Outcomes seen", HEADINGS, rows)));
  }

  private static final List<String> HEADINGS =
      List.of("test", "role", "samples", "outcomes seen", "bad outcomes");

  private static List<String> row(JcstressOutcome outcome) {
    return List.of(
        outcome.test().triple(),
        outcome.test().role().toString(),
        Long.toString(outcome.samples()),
        Long.toString(outcome.variety()),
        outcome.test().role() == Role.TWIN ? Long.toString(outcome.bad()) : "");
  }

  private static String words(JcstressOutcome outcome) {
    String samples = outcome.samples() + " samples, " + outcome.variety() + " outcomes";
    return outcome.test().role() == Role.TWIN
        ? samples + ", the bad one " + outcome.bad() + " times"
        : samples;
  }

  /** How many times the samples of a quick profile a profile must take. */
  private static long times(Profile profile) {
    return switch (profile) {
      case QUICK -> 1;
      case FULL -> 100;
      case NIGHTLY -> 1000;
    };
  }
}
