package org.waymark.check.lives;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.waymark.check.Count;
import org.waymark.cli.ExitCode;
import org.waymark.cli.Subcommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark simulate}: long lives of a log on a simulated machine. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Simulates lives of a log: writers, readers and the log's own threads on one machine whose "
          + "power fails, whose process dies and whose disk fails, again and again, also within "
          + "openings; then a quiet phase in which progress must happen. A checker of histories "
          + "judges everything. The same seed gives the same lives.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  waymark simulate --minutes 10",
      "  waymark simulate --seed 7 --lives 100 --json",
      "  waymark simulate --seed 7 --life 12 --incarnations 3,5",
      "",
      "Exit codes: 0 held, 1 something was violated, 2 wrong use. The last line of a failure is"
          + " the",
      "command that replays it."
    })
public final class SimulateCommand implements Subcommand {
  private static final long LINE_EVERY_NANOS = Duration.ofSeconds(5).toNanos();
  private static final Duration USUALLY = Duration.ofMinutes(1);
  private static final long MOST_HOURS = 366 * 24;

  private final Sabotage sabotage;
  private final long started = System.nanoTime();
  private long lastLine = started;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--seed", paramLabel = "S", description = "where all randomness comes from")
  private @Nullable Long seed;

  @Option(names = "--hours", paramLabel = "H", description = "how long")
  private @Nullable Long hours;

  @Option(names = "--minutes", paramLabel = "M", description = "how long (default: 1)")
  private @Nullable Long minutes;

  @Option(names = "--lives", paramLabel = "N", description = "how many lives, instead")
  private @Nullable Long lives;

  @Option(names = "--life", paramLabel = "K", description = "this life alone, needs --seed")
  private @Nullable Long life;

  @Option(
      names = "--incarnations",
      split = ",",
      paramLabel = "I",
      description = "of that life, these incarnations and the quiet ones alone")
  private @Nullable List<Integer> incarnations;

  @Option(names = "--json", description = "print the result as JSON instead of a table")
  private boolean json;

  /** For {@link java.util.ServiceLoader}. */
  public SimulateCommand() {
    this(Sabotage.NONE);
  }

  SimulateCommand(Sabotage sabotage) {
    this.sabotage = sabotage;
  }

  @Override
  public Integer call() throws IOException {
    requireSense();
    long used = seed != null ? seed : ThreadLocalRandom.current().nextLong(1L << 32);
    PrintWriter err = commandLine().getErr();
    err.println("waymark simulate: seed " + used);
    err.flush();
    Simulation simulation = new Simulation(used, sabotage);
    Simulation.Failure failure = simulate(simulation, err);
    if (json) {
      commandLine().getOut().println(asJson(simulation, used, failure));
    } else {
      print(simulation, used, failure);
    }
    commandLine().getOut().flush();
    return failure == null ? ExitCode.HELD : ExitCode.VIOLATED;
  }

  private Simulation.@Nullable Failure simulate(Simulation simulation, PrintWriter err) {
    if (life != null) {
      List<Integer> chosen = incarnations;
      return simulation.live(life, number -> chosen == null || chosen.contains(number));
    }
    BooleanSupplier enough = enough(simulation);
    return simulation.run(
        () -> {
          tell(simulation, err);
          return enough.getAsBoolean();
        });
  }

  private BooleanSupplier enough(Simulation simulation) {
    Long most = lives;
    if (most != null) {
      return () -> simulation.tally().lives() >= most;
    }
    Duration length =
        hours != null
            ? Duration.ofHours(hours)
            : minutes != null ? Duration.ofMinutes(minutes) : USUALLY;
    return () -> System.nanoTime() - started >= length.toNanos();
  }

  private void requireSense() {
    long lengths = Stream.of(hours, minutes, lives, life).filter(Objects::nonNull).count();
    if (lengths > 1) {
      throw wrongUse("--hours, --minutes, --lives and --life exclude each other");
    }
    if (life != null && seed == null) {
      throw wrongUse("--life: needs the --seed that it belongs to");
    }
    if (incarnations != null && life == null) {
      throw wrongUse("--incarnations: needs the --life that they belong to");
    }
    for (Long number : Arrays.asList(hours, minutes, lives, life)) {
      if (number != null && number < 1) {
        throw wrongUse("--hours, --minutes, --lives and --life must be at least 1");
      }
    }
    if ((hours != null && hours > MOST_HOURS) || (minutes != null && minutes > 60 * MOST_HOURS)) {
      throw wrongUse("--hours and --minutes must not be more than a year");
    }
  }

  private void tell(Simulation simulation, PrintWriter err) {
    long now = System.nanoTime();
    if (now - lastLine >= LINE_EVERY_NANOS) {
      lastLine = now;
      double seconds = (now - started) / 1e9;
      Tally tally = simulation.tally();
      err.printf(
          "%.0f s: %s (%s); %.1f lives/s%n",
          seconds, tally.words(), tally.faultWords(), tally.lives() / seconds);
      err.flush();
    }
  }

  private void print(Simulation simulation, long used, Simulation.@Nullable Failure failure) {
    PrintWriter out = commandLine().getOut();
    for (Count count : simulation.tally().counts(0)) {
      if (count.seen() > 0) {
        out.printf("%,12d  %s%n", count.seen(), count.what());
      }
    }
    if (failure == null) {
      out.println(simulation.tally().words() + ": held");
    } else {
      out.println(failure.text(used));
    }
  }

  private static String asJson(
      Simulation simulation, long used, Simulation.@Nullable Failure failure) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("seed", used);
    root.put("held", failure == null);
    root.put("traceHash", HexFormat.of().toHexDigits(simulation.traceHash()));
    ObjectNode counts = root.putObject("counts");
    simulation.tally().counts(0).forEach(count -> counts.put(count.what(), count.seen()));
    if (failure != null) {
      root.put("life", failure.life());
      ArrayNode left = root.putArray("incarnations");
      failure.incarnations().forEach(left::add);
      ArrayNode violations = root.putArray("violations");
      failure.violations().forEach(violation -> violations.add(violation.toString()));
      ArrayNode story = root.putArray("story");
      failure.story().forEach(story::add);
      root.put("replay", failure.replay(used));
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private ParameterException wrongUse(String message) {
    return new ParameterException(commandLine(), message);
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
