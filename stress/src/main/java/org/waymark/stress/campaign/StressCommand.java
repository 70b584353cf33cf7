package org.waymark.stress.campaign;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.waymark.check.Checkout;
import org.waymark.check.LiveProgress;
import org.waymark.check.OrderlyEnd;
import org.waymark.cli.Subcommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark stress}: a campaign of every statistical tool, for minutes or for a weekend. */
@Command(
    name = "stress",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = MergeCommand.class,
    description = {
      "Runs every statistical tool in turn until the time is up: Lincheck, jcstress, a soak of real"
          + " threads that are killed, crashes on a simulated disk, histories that the validator"
          + " admits. First each tool is shown mistakes that it must find. What has ended is on disk: a campaign that is stopped, or"
          + " killed, goes on with --resume and loses the running job at most.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  waymark stress --minutes 10",
      "  waymark stress --hours 60 --seed 7 --shard 2/4 --dir friday --report friday.html",
      "  waymark stress --resume friday",
      "  waymark stress merge friday-1 friday-2 --report friday.html",
      "",
      "Exit codes: 0 nothing found, 1 a finding, or a known mistake was not caught, 2 wrong use,",
      "3 a job could not run, 130/143 ended by SIGINT/SIGTERM. The last line of a finding is the",
      "command that runs its job again."
    })
public final class StressCommand implements Subcommand {
  private static final Duration USUALLY = Duration.ofMinutes(10);
  private static final double MOST_HOURS = 366 * 24;
  private static final double HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private final List<Tool> tools;
  private final LongSupplier nanos;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--hours", paramLabel = "H", description = "how long")
  private @Nullable Double hours;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "how long (default: 10); with --resume, how much longer")
  private @Nullable Double minutes;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "TOOL",
      description = "these tools alone: lincheck, jcstress, soak, crash, histories")
  private List<String> only = List.of();

  @Option(names = "--seed", paramLabel = "S", description = "where all randomness comes from")
  private @Nullable Long seed;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "every N-th job alone; N machines with the same seed and time share the work")
  private @Nullable String shard;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "where results go; new or empty (default: named after the seed)")
  private @Nullable Path dir;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "go on with the campaign in this directory")
  private @Nullable Path resume;

  @Option(names = "--fail-fast", description = "end with the first finding")
  private boolean failFast;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "also write an HTML page that needs nothing beside itself")
  private @Nullable Path report;

  @Option(names = "--json", description = "print the result as JSON instead of lines")
  private boolean json;

  /** Offers every tool that {@link java.util.ServiceLoader} finds. */
  public StressCommand() {
    this(Tools.all(), System::nanoTime);
  }

  /** Offers these tools, by this clock. */
  StressCommand(List<Tool> tools, LongSupplier nanos) {
    this.tools = List.copyOf(tools);
    this.nanos = nanos;
  }

  @Override
  public Integer call() throws IOException {
    return OrderlyEnd.of(this::act);
  }

  private int act() throws IOException, InterruptedException {
    Ending ending = new Ending(commandLine(), report, json);
    try (CampaignDirectory directory = open()) {
      List<Tool> chosen = chosen(directory.settings());
      tell("seed " + directory.settings().seed() + ", in " + directory.root());
      if (directory.before().torn()) {
        tell("the last line of the results was cut off and is dropped; its job runs again");
      }
      try {
        run(directory, chosen);
      } catch (InterruptedException | IOException stopped) {
        ending.tell(List.of(Recorded.read(directory.root())), chosen);
        throw stopped;
      }
      return ending.tell(List.of(Recorded.read(directory.root())), chosen);
    }
  }

  private void run(CampaignDirectory directory, List<Tool> chosen)
      throws IOException, InterruptedException {
    Settings settings = directory.settings();
    try (LiveProgress live = LiveProgress.of("stress", !json, err())) {
      CampaignProgress progress = new CampaignProgress(settings.budget(), live);
      Plan plan = new Plan(settings, chosen);
      new Campaign(plan, directory, Environment.here(), nanos, progress, this::tell, failFast)
          .run();
    }
  }

  private CampaignDirectory open() throws IOException {
    try {
      return resume == null ? create() : goOn(resume);
    } catch (IllegalArgumentException refused) {
      throw wrongUse(String.valueOf(refused.getMessage()));
    }
  }

  private CampaignDirectory create() throws IOException {
    Shard part = shard == null ? Shard.WHOLE : shard(shard);
    if (part.of() > 1 && seed == null) {
      throw wrongUse("--shard: needs the --seed that all shards have in common");
    }
    long used = seed != null ? seed : ThreadLocalRandom.current().nextLong(1L << 32);
    List<String> names = Tools.named(only, tools).stream().map(Tool::name).toList();
    Duration time = time();
    Settings settings = Settings.of(used, part, names, time == null ? USUALLY : time);
    return CampaignDirectory.create(dir == null ? fresh(used, part) : dir, settings);
  }

  private CampaignDirectory goOn(Path directory) throws IOException {
    if (dir != null) {
      throw wrongUse("--dir is for a new campaign, --resume for one that there is");
    }
    Duration time = time();
    CampaignDirectory opened = CampaignDirectory.resume(directory);
    try {
      requireSame(opened.settings());
      if (time != null) {
        opened.extend(time);
      } else if (opened.before().left().isZero()) {
        throw wrongUse(directory + ": its time is used up; give it more with --minutes or --hours");
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void requireSame(Settings settings) {
    if (seed != null && seed != settings.seed()) {
      throw wrongUse("--seed " + seed + ": the campaign to resume has seed " + settings.seed());
    }
    if (shard != null && !shard(shard).equals(settings.shard())) {
      throw wrongUse("--shard " + shard + ": the campaign to resume is shard " + settings.shard());
    }
    if (!only.isEmpty() && !Set.copyOf(only).equals(Set.copyOf(settings.tools()))) {
      String names = String.join(",", settings.tools());
      throw wrongUse("--only: the campaign to resume has the tools " + names);
    }
  }

  private List<Tool> chosen(Settings settings) {
    try {
      return Tools.named(settings.tools(), tools);
    } catch (IllegalArgumentException gone) {
      throw wrongUse(String.valueOf(gone.getMessage()));
    }
  }

  private Shard shard(String text) {
    try {
      return Shard.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrongUse("--shard: " + e.getMessage());
    }
  }

  /** Returns a directory that there is not yet. */
  private static Path fresh(long seed, Shard part) {
    Path home =
        Checkout.find()
            .map(here -> here.root().resolve(Path.of("stress", "target", "waymark-stress")))
            .orElse(Path.of("waymark-stress"));
    String name =
        "seed-" + seed + (part.of() == 1 ? "" : "-shard-" + part.index() + "-of-" + part.of());
    Path fresh = home.resolve(name);
    for (int next = 2; Files.exists(fresh); next++) {
      fresh = home.resolve(name + "-" + next);
    }
    return fresh;
  }

  private @Nullable Duration time() {
    if (hours != null && minutes != null) {
      throw wrongUse("--hours and --minutes exclude each other");
    }
    Double given = minutes == null ? hours : Double.valueOf(minutes / 60);
    if (given == null) {
      return null;
    }
    if (!(given > 0 && given <= MOST_HOURS)) {
      throw wrongUse("--hours and --minutes must be above 0, and a year at most");
    }
    return Duration.ofMillis(Math.max(1, Math.round(given * HOUR_MILLIS)));
  }

  private void tell(String line) {
    err().println("waymark stress: " + line);
    err().flush();
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
