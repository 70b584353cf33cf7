package org.waymark.check.spec;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
 * The layer {@code spec}: TLC over every model of the profile, among them the seeded bugs and
 * reachability probes, which must be violated.
 *
 * <p>Models that soon end, all violated ones among them, run two at a time. It is exhaustive and
 * cannot do with less: on a machine that is busy with other things it may take up to twice its
 * budget, less what the last model may need. Models are skipped after that, and the layer is then
 * under-covered.
 */
public final class SpecLayer implements Layer {

  @Override
  public String name() {
    return "spec";
  }

  @Override
  public String checks() {
    return "TLC on the protocol's models, seeded bugs and probes";
  }

  @Override
  public Duration budget(Profile profile) {
    return switch (profile) {
      case QUICK -> Duration.ofSeconds(100);
      case FULL -> Duration.ofMinutes(20);
      case NIGHTLY -> Duration.ofHours(4);
    };
  }

  @Override
  public LayerResult run(LayerContext context, Progress progress)
      throws IOException, InterruptedException {
    List<SpecModel> models = SpecRunner.models(context.profile());
    TlcOptions options = TlcOptions.USUAL.withSeed(context.seed());
    try (SpecFiles files = SpecFiles.extract()) {
      SpecBatch batch =
          new SpecBatch(
              new SpecRunner(files, options, /* tellExpected= */ false)::run,
              options.workers(),
              new Tally(progress, models.size()));
      return judge(models, batch.run(models, () -> inTime(context)));
    }
  }

  private static boolean inTime(LayerContext context) {
    Duration grace = context.budget().multipliedBy(8).dividedBy(10);
    return !context.left().plus(grace).isNegative();
  }

  /** Sums up what came of those models that were run. */
  static LayerResult judge(List<SpecModel> models, List<SpecResult> results) {
    List<String> violations = new ArrayList<>();
    List<Check> checks = new ArrayList<>();
    long states = 0;
    long caught = 0;
    for (SpecResult result : results) {
      checks.addAll(SpecChecks.of(result));
      switch (result.verdict().kind()) {
        case HELD -> states += result.states();
        case VIOLATED_AS_EXPECTED -> caught++;
        default -> violations.add(told(result));
      }
    }
    List<Table> tables = new ArrayList<>(List.of(SpecChecks.table(results)));
    tables.addAll(SpecChecks.coverage(results));
    long expected = models.stream().filter(model -> model.violates() != null).count();
    return LayerResult.judge(
            results.size() + " models, " + states + " states",
            List.of(
                new Count("models judged", results.size(), models.size()),
                new Count("seeded bugs and probes caught", caught, expected),
                Count.of("states of models that hold", states)),
            violations)
        .with(checks, tables);
  }

  private static String told(SpecResult result) {
    return result.model().cfg()
        + ": "
        + result.verdict().explanation()
        + "\n"
        + result.evidence()
        + "\nwaymark spec run "
        + result.model().cfg()
        + "\nwith plain TLC, in spec/: "
        + result.replay();
  }

  /** Counts the models that have ended, and tells how far the others are. */
  private static final class Tally implements SpecBatch.Listener {
    private final Progress progress;
    private final int models;
    private final Map<SpecModel, TlcPace> paces = new HashMap<>();
    private int ended;

    Tally(Progress progress, int models) {
      this.progress = progress;
      this.models = models;
    }

    @Override
    public void started(SpecModel model) {
      paces.put(model, new TlcPace(TlcPace.total(model), System.nanoTime()));
      progress.at(ended, models, model.cfg());
    }

    @Override
    public void progress(SpecModel model, TlcProgress reached) {
      TlcPace pace = paces.get(model);
      if (pace != null) {
        pace.at(reached, System.nanoTime());
        progress.at(ended, models, model.cfg() + ": " + pace.tell());
      }
    }

    @Override
    public void ended(SpecResult result) {
      ended++;
      paces.remove(result.model());
      progress.at(ended, models, result.model().cfg());
    }
  }
}
