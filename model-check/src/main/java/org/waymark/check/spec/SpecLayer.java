package org.waymark.check.spec;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.waymark.check.Count;
import org.waymark.check.Layer;
import org.waymark.check.LayerContext;
import org.waymark.check.LayerResult;
import org.waymark.check.Profile;
import org.waymark.check.Progress;

/**
 * The layer {@code spec}: TLC over every model of the profile, among them the seeded bugs and
 * reachability probes, which must be violated.
 *
 * <p>It is exhaustive and cannot do with less: on a machine that is busy with other things it may
 * take up to twice its budget, less what the last model may need. Models are skipped after that,
 * and the layer is then under-covered.
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
    List<String> violations = new ArrayList<>();
    long judged = 0;
    long states = 0;
    long caught = 0;
    for (SpecModel model : models) {
      if (context.left().plus(context.budget().multipliedBy(8).dividedBy(10)).isNegative()) {
        break;
      }
      progress.at(judged, models.size(), model.cfg());
      SpecResult result = SpecRunner.run(model);
      judged++;
      switch (result.verdict().kind()) {
        case HELD -> states += model.states();
        case VIOLATED_AS_EXPECTED -> caught++;
        default -> violations.add(told(result));
      }
    }
    long expected = models.stream().filter(model -> model.violates() != null).count();
    return LayerResult.judge(
        judged + " models, " + states + " states",
        List.of(
            new Count("models judged", judged, models.size()),
            new Count("seeded bugs and probes caught", caught, expected),
            Count.of("distinct states of models that hold", states)),
        violations);
  }

  private static String told(SpecResult result) {
    return result.model().cfg()
        + ": "
        + result.verdict().explanation()
        + "\n"
        + result.output()
        + "\nwith plain TLC, in spec/: "
        + result.replay();
  }
}
