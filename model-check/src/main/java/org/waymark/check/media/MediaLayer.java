package org.waymark.check.media;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.waymark.check.Check;
import org.waymark.check.Count;
import org.waymark.check.Layer;
import org.waymark.check.LayerContext;
import org.waymark.check.LayerResult;
import org.waymark.check.Profile;
import org.waymark.check.Progress;

/**
 * The layer {@code media}: every fault of the medium over a small log, in each state in which its
 * last life may have ended; the shipped code opens what is left, reads all of it and goes on.
 */
public final class MediaLayer implements Layer {

  /** So many faults there are at least, of all kinds. */
  private static final long LEAST_QUICK = 110_000;

  private static final long LEAST_FULL = 1_400_000;

  @Override
  public String name() {
    return "media";
  }

  @Override
  public String checks() {
    return "every fault of the medium is refused, found, or harmless";
  }

  @Override
  public Duration budget(Profile profile) {
    return profile == Profile.QUICK ? Duration.ofSeconds(45) : Duration.ofMinutes(5);
  }

  @Override
  public LayerResult run(LayerContext context, Progress progress) throws InterruptedException {
    Sweep sweep = new Sweep(Shipped::new, context.profile() != Profile.QUICK);
    Tally tally = new Tally();
    List<Check> checks = new ArrayList<>();
    List<Specimen> specimens = Specimens.all();
    for (int i = 0; i < specimens.size(); i++) {
      Specimen specimen = specimens.get(i);
      FormatMap map = new FormatMap(specimen);
      List<Damage> damages = Selection.of(map, context.profile(), context.seed());
      int state = i;
      String doing = "logs; " + specimen.name() + ": ";
      int all = damages.size();
      Tally part =
          sweep.run(
              map,
              damages,
              done -> progress.at(state, specimens.size(), doing + done + " of " + all));
      checks.addAll(checks(specimen.name(), part));
      tally.add(part);
    }
    return result(context.profile(), tally, checks);
  }

  private static LayerResult result(Profile profile, Tally tally, List<Check> checks) {
    boolean quick = profile == Profile.QUICK;
    List<Count> counts = new ArrayList<>();
    counts.add(new Count("faults", tally.sum(), quick ? LEAST_QUICK : LEAST_FULL));
    for (Kind kind : Kind.values()) {
      counts.add(new Count(kind.words(), tally.sum(kind), kind.floor()));
    }
    for (Outcome outcome : Outcome.values()) {
      long floor = outcome == Outcome.VIOLATED ? 0 : 100;
      counts.add(new Count(outcome.words(), tally.sum(outcome), floor));
    }
    String checked = tally.sum() + " faults, " + tally.sum(Outcome.EXEMPT) + " exempt losses";
    return LayerResult.judge(checked, counts, tally.violations())
        .with(checks, List.of(tally.table(), tally.exemption()));
  }

  private static List<Check> checks(String state, Tally tally) {
    List<Check> checks = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      long wrong = tally.sum(state, kind, Outcome.VIOLATED);
      StringBuilder words = new StringBuilder();
      for (Outcome outcome : Outcome.values()) {
        words.append(words.length() == 0 ? "" : ", ");
        words.append(tally.sum(state, kind, outcome)).append(' ').append(outcome.words());
      }
      checks.add(new Check(state + " › " + kind.words(), wrong == 0, words.toString()));
    }
    return checks;
  }
}
