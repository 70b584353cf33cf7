package org.waymark.check.crash;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.waymark.check.Checkout;
import org.waymark.check.Count;
import org.waymark.check.OrderlyEnd;
import org.waymark.check.Table;
import org.waymark.check.Terminal;
import org.waymark.check.disk.CrashProfile;
import org.waymark.cli.ExitCode;
import org.waymark.cli.Subcommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark crash}: explores what a crash may leave, and what recovery makes of it. */
@Command(
    name = "crash",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Crashes the shipped log on a simulated disk, recovers what is left, and judges that.",
      "",
      "With --workload every crash of that workload; else crashes of workloads drawn by chance, for"
          + " as long as --minutes says.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  waymark crash --minutes 10",
      "  waymark crash --workload groups-2+1 --profile page4k --depth 1",
      "  waymark crash --workload groups-2+1 --rates",
      "  waymark crash --list",
      "",
      "Exit codes: 0 all held, 1 something was violated, 2 wrong use, 3 the machine stood in the",
      "way. The last line of a failure is the command that shows it again."
    })
public final class CrashCommand implements Subcommand {
  private static final int THREADS = 2;
  private static final long RATES_MILLIS = 500;
  private static final double MOST_MINUTES = 366 * 24 * 60;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--list", description = "name the workloads that can be explored, and end")
  private boolean list;

  @Option(names = "--workload", paramLabel = "NAME", description = "explore this one, exhaustively")
  private @Nullable String workload;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description =
          "what the disk may keep, such as drop, ordered, per-file, page4k, sector512, torn, "
              + "garbage, growing (default: sector512 for a workload; by chance, a mixture of all)")
  private @Nullable String profile;

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "of a workload, crashes within openings, one after another (default: 1)")
  private @Nullable Integer depth;

  @Option(
      names = "--rates",
      description = "of a workload, measure how many images one core recovers in a second")
  private boolean rates;

  @Option(names = "--seed", paramLabel = "S", description = "where all randomness comes from")
  private @Nullable Long seed;

  @Option(names = "--run", paramLabel = "N", description = "by chance, this run of the seed alone")
  private @Nullable Integer run;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "by chance, how long to go on (default: 1)")
  private @Nullable Double minutes;

  @Option(names = "--json", description = "print the result as JSON instead of lines")
  private boolean json;

  /** For {@link java.util.ServiceLoader}. */
  public CrashCommand() {}

  @Override
  public Integer call() throws IOException {
    return OrderlyEnd.of(this::act);
  }

  private int act() throws IOException, InterruptedException {
    if (list) {
      Jobs.workloads().forEach(one -> out().println(one.name()));
      out().flush();
      return ExitCode.HELD;
    }
    return workload == null ? sample() : explore(workload);
  }

  private int explore(String name) throws IOException, InterruptedException {
    if (seed != null || run != null || minutes != null) {
      throw wrongUse("--seed, --run and --minutes are for workloads by chance");
    }
    if (rates && (json || depth != null)) {
      throw wrongUse("--rates goes with neither --json nor --depth");
    }
    int nested = depth == null ? 1 : depth;
    if (nested < 0 || nested > 3) {
      throw wrongUse("--depth must be 0 to 3, not " + nested);
    }
    Workload chosen =
        Jobs.workloads().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(
                () -> wrongUse("No workload '" + name + "'; waymark crash --list names all"));
    CrashProfile keeps = profile == null ? CrashProfile.SECTOR512 : keeps(profile);
    if (rates) {
      Table table = Rates.measure(chosen, keeps, RATES_MILLIS);
      out().println(table.title());
      table.lines(2).forEach(out()::println);
      out().flush();
      return ExitCode.HELD;
    }
    Plan plan = new Plan(keeps, nested, Plan.Follow.ALL, Jobs.MOST_TORN);
    Campaign campaign = new Campaign(1);
    try (CrashDisplay display = display()) {
      campaign.explore(List.of(new Job(chosen, plan)), () -> false, () -> display.tell(campaign));
    }
    String again = "--workload " + name + " --profile " + keeps.name() + " --depth " + nested;
    return print(campaign, again);
  }

  private int sample() throws IOException, InterruptedException {
    if (depth != null || rates) {
      throw wrongUse("--depth and --rates are for a --workload");
    }
    if (minutes != null && !(minutes > 0 && minutes <= MOST_MINUTES)) {
      throw wrongUse("--minutes must be above 0, and a year at most, not " + minutes);
    }
    if (run != null && (seed == null || run < 0 || run == Integer.MAX_VALUE)) {
      throw wrongUse("--run must be 0 to 2147483646, and needs the --seed it belongs to");
    }
    long used = seed != null ? seed : ThreadLocalRandom.current().nextLong(1L << 32);
    Sampling.Mixture mixture = Sampling.Mixture.of(used);
    if (profile != null) {
      mixture = mixture.with(keeps(profile));
    }
    err().println("waymark crash: seed " + used);
    err().flush();
    Campaign campaign = new Campaign(run == null ? THREADS : 1);
    long end = System.nanoTime() + (long) ((minutes == null ? 1 : minutes) * nanosPerMinute());
    BooleanSupplier enough =
        run == null ? () -> System.nanoTime() >= end : () -> campaign.done() == 1;
    try (CrashDisplay display = display()) {
      campaign.sample(mixture, run == null ? 0 : run, enough, () -> display.tell(campaign));
    }
    String again = "--seed " + used + (profile == null ? "" : " --profile " + profile);
    return print(campaign, again);
  }

  private static double nanosPerMinute() {
    return TimeUnit.MINUTES.toNanos(1);
  }

  private CrashDisplay display() {
    return new CrashDisplay(err(), Terminal.present() && !json);
  }

  private CrashProfile keeps(String name) {
    try {
      return CrashProfile.named(name);
    } catch (IllegalArgumentException unknown) {
      throw wrongUse("--" + unknown.getMessage());
    }
  }

  private int print(Campaign campaign, String arguments) throws IOException {
    List<Failure> failures = campaign.failures();
    Coverage coverage = new Coverage(campaign.counts());
    List<String> commands = new ArrayList<>();
    for (Failure failure : failures) {
      String name = failure.crashCase().workload().name();
      int number = Sampling.Mixture.runOf(name);
      String only = number < 0 ? "" : " --run " + number;
      commands.add("waymark crash " + arguments + only);
    }
    if (json) {
      out().println(asJson(coverage, failures, commands));
    } else {
      out().println(coverage.summary());
      coverage.counts(campaign.done(), 0, 0).forEach(count -> out().println("  " + what(count)));
      Path directory = Checkout.find().map(Checkout::output).orElse(Path.of("")).resolve("crash");
      List<String> stories = FailureReporter.find().report(failures, directory);
      stories.forEach(story -> out().println("\n" + story.strip()));
      if (failures.isEmpty()) {
        out()
            .println(
                isEmpty(coverage)
                    ? "nothing was recovered: more --minutes are needed"
                    : "all held");
      }
    }
    out().flush();
    if (failures.isEmpty()) {
      return isEmpty(coverage) ? ExitCode.ENVIRONMENT : ExitCode.HELD;
    }
    return ExitCode.VIOLATED;
  }

  /** Tells whether a verdict would rest on nothing. */
  private static boolean isEmpty(Coverage coverage) {
    return coverage.tally().recoveries == 0;
  }

  private static String what(Count count) {
    return count.seen() + " " + count.what();
  }

  private static String asJson(Coverage coverage, List<Failure> failures, List<String> commands)
      throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("held", failures.isEmpty() && !isEmpty(coverage));
    root.put("images", coverage.tally().images);
    root.put("openings", coverage.tally().recoveries);
    root.put("rawStates", coverage.tally().raw);
    ObjectNode counts = root.putObject("counts");
    coverage.counts(0, 0, 0).forEach(count -> counts.put(count.what(), count.seen()));
    ArrayNode array = root.putArray("failures");
    for (int i = 0; i < failures.size(); i++) {
      ObjectNode failure = array.addObject();
      failure.set("violations", mapper.valueToTree(failures.get(i).violations()));
      failure.set("crashCase", mapper.valueToTree(failures.get(i).crashCase()));
      failure.put("replay", commands.get(i));
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private PrintWriter out() {
    return commandLine().getOut();
  }

  private PrintWriter err() {
    return commandLine().getErr();
  }

  private ParameterException wrongUse(String message) {
    return new ParameterException(commandLine(), message);
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("called without a command line");
    }
    return spec.commandLine();
  }
}
