package org.waymark.stress.storm;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.waymark.check.Count;
import org.waymark.check.Layer;
import org.waymark.check.LayerContext;
import org.waymark.check.LayerResult;
import org.waymark.check.Profile;
import org.waymark.check.Progress;
import org.waymark.check.Table;

/**
 * The layer {@code storm}: every storm in turn, round after round, for as long as the budget lasts.
 *
 * <p>The first round has to fit a build, so each storm's share of the budget is small there; what a
 * share is too short for shows as a count below its floor.
 */
public final class StormLayer implements Layer {
  /** The longest that one storm goes on before the next has its turn. */
  private static final Duration LONGEST_SHARE = Duration.ofSeconds(20);

  /** What of its share a storm gets; the rest is for its last crowd and its last reopening. */
  private static final double USED = 0.6;

  /** For a build on a machine that others share; ten times as much where there are minutes. */
  private static final Map<Figure, Long> FLOORS =
      Map.ofEntries(
          Map.entry(Figure.COMMITS, 100L),
          Map.entry(Figure.CONFLICTS, 10L),
          Map.entry(Figure.SERIALIZATION_CONFLICTS, 2L),
          Map.entry(Figure.READ_ONLY, 10L),
          Map.entry(Figure.RETRIES, 10L),
          Map.entry(Figure.REFUSALS, 50L),
          Map.entry(Figure.SHUT_OUT, 1L),
          Map.entry(Figure.STRUCK_QUEUE, 10L),
          Map.entry(Figure.STRUCK_ANSWER, 5L),
          Map.entry(Figure.STRUCK_TIP, 2L),
          Map.entry(Figure.STRUCK_TURN, 1L),
          Map.entry(Figure.STRUCK_RUNNING, 2L),
          Map.entry(Figure.STRUCK_ENGINE, 1L),
          Map.entry(Figure.ENDED, 10L),
          Map.entry(Figure.KEPT, 10L),
          Map.entry(Figure.CANCELLED, 10L),
          Map.entry(Figure.TIMED_OUT, 10L),
          Map.entry(Figure.SPENT, 10L),
          Map.entry(Figure.GIVEN_BACK, 10L),
          Map.entry(Figure.IN_ORDER, 10L),
          Map.entry(Figure.THREW, 1L),
          Map.entry(Figure.BLOCKED, 1L),
          Map.entry(Figure.TIP_REACHED, 5L),
          Map.entry(Figure.TIP_TIMED_OUT, 5L),
          Map.entry(Figure.REREAD, 50L),
          Map.entry(Figure.CLOSED_CALM, 2L),
          Map.entry(Figure.CLOSED_FULL, 1L),
          Map.entry(Figure.WAITING_AT_CLOSE, 10L),
          Map.entry(Figure.HEAP_PER_WAITER, 1L));

  private final Map<Figure, Long> seen = new EnumMap<>(Figure.class);
  private final List<String> violations = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Creates the layer, for one run. */
  public StormLayer() {}

  @Override
  public String name() {
    return "storm";
  }

  @Override
  public String checks() {
    return "interrupts, cancelling, overload and closing on real threads; history judged";
  }

  @Override
  public Duration budget(Profile profile) {
    return switch (profile) {
      case QUICK -> Duration.ofSeconds(12);
      case FULL -> Duration.ofMinutes(5);
      case NIGHTLY -> Duration.ofHours(1);
    };
  }

  @Override
  public LayerResult run(LayerContext context, Progress progress)
      throws IOException, InterruptedException {
    SplittableRandom seeds = new SplittableRandom(context.seed());
    List<String> names = Storms.names();
    do {
      for (int i = 0; i < names.size() && violations.isEmpty(); i++) {
        tell(context, progress, names.get(i));
        Duration share = shorter(context.left().dividedBy(names.size() - i), LONGEST_SHARE);
        long millis = Math.max(1, (long) (share.toMillis() * USED));
        add(
            Storms.runWarm(
                names.get(i), seeds.nextLong(), Duration.ofMillis(millis), context.directory()));
      }
    } while (violations.isEmpty() && context.left().compareTo(LONGEST_SHARE) > 0);
    LayerResult result =
        LayerResult.judge(
            seen.get(Figure.LIVES) + " lives, " + seen.get(Figure.COMMITS) + " commits",
            counts(context.profile()),
            violations);
    List<String> details = new ArrayList<>(result.details());
    details.addAll(notes);
    return new LayerResult(result.verdict(), result.checked(), result.counts(), details)
        .with(List.of(), List.of(table()));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static void tell(LayerContext context, Progress progress, String storm) {
    long total = context.budget().toSeconds();
    progress.at(Math.max(0, total - context.left().toSeconds()), total, "seconds; " + storm);
  }

  private void add(StormOutcome outcome) {
    outcome
        .counts()
        .forEach(
            (figure, count) ->
                seen.merge(figure, count, figure.isMaximum() ? Math::max : Long::sum));
    for (String violation : outcome.violations()) {
      violations.add(outcome.storm() + ", seed " + outcome.seed() + ": " + violation);
    }
    for (String note : outcome.notes()) {
      if (!notes.contains(note)) {
        notes.add(note);
      }
    }
    Latency latency = outcome.latency();
    rows.add(
        List.of(
            outcome.storm(),
            number(outcome.count(Figure.LIVES)),
            number(outcome.count(Figure.COMMITS)),
            number(outcome.count(Figure.REFUSALS)),
            number(outcome.count(Figure.ENDED) + outcome.count(Figure.KEPT)),
            number(outcome.count(Figure.CANCELLED)),
            number(latency.p50()),
            number(latency.p99()),
            number(latency.most())));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private List<Count> counts(Profile profile) {
    List<Count> counts = new ArrayList<>();
    for (Figure figure : Figure.values()) {
      boolean sum = profile != Profile.QUICK && !figure.isMaximum();
      long floor = FLOORS.getOrDefault(figure, 0L) * (sum ? 10 : 1);
      if (figure == Figure.WRITERS_AT_ONCE) {
        floor = VirtualThreads.available() ? 2_500 : 1_000;
      } else if (figure == Figure.VIRTUAL) {
        floor = VirtualThreads.available() ? 1 : 0;
      }
      counts.add(new Count(figure.toString(), seen.getOrDefault(figure, 0L), floor));
    }
    return counts;
  }

  private Table table() {
    return new Table(
        "Storms",
        List.of(
            "storm",
            "lives",
            "commits",
            "refusals",
            "interrupts",
            "cancelled",
            "median us",
            "99 % us",
            "longest us"),
        rows);
  }
}
