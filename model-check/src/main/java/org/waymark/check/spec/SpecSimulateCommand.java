package org.waymark.check.spec;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.waymark.check.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waymark spec simulate}: looks at random behaviours where all are too many. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Looks at random behaviours of a model, for a time or up to a number. With one worker: the "
          + "same seed gives the same behaviours in the same order."
    },
    footer = {
      "",
      "Examples:",
      "  waymark spec simulate WriteCoordinator_wide --seconds 60",
      "  waymark spec simulate CommitCore_bug_skip_fsync2 --traces 1000 --seed 7",
      "",
      "Exit codes: 0 nothing was violated, or the seeded bug was found; 1 something was; 2 wrong",
      "use; 3 TLC could not run to its end. The last line of a failure replays it."
    })
final class SpecSimulateCommand extends SpecAction {

  private static final long MANY = 1_000_000_000;

  @Parameters(paramLabel = "MODEL", description = "a model's name")
  private String name = "";

  @Option(names = "--seconds", paramLabel = "N", description = "how long (default: 60)")
  private @Nullable Long seconds;

  @Option(names = "--traces", paramLabel = "N", description = "how many behaviours, instead")
  private @Nullable Long traces;

  @Option(
      names = "--depth",
      paramLabel = "D",
      defaultValue = "100",
      description = "most steps of a behaviour (default: ${DEFAULT-VALUE})")
  private int depth;

  @Option(names = "--seed", paramLabel = "S", description = "where all randomness comes from")
  private @Nullable Long seed;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = "",
      description = "heap of TLC, like 2g (default: 1g)")
  private String memory = "";

  @Option(names = "--json", description = "print the result as JSON instead of a table")
  private boolean json;

  @Override
  int act() throws IOException, InterruptedException {
    if (seconds != null && traces != null) {
      throw wrongUse("--seconds and --traces exclude each other");
    }
    if (depth < 1 || (seconds != null && seconds < 1) || (traces != null && traces < 1)) {
      throw wrongUse("--seconds, --traces and --depth must be at least 1");
    }
    long used = seed != null ? seed : ThreadLocalRandom.current().nextLong(1L << 32);
    try (SpecFiles files = SpecFiles.extract()) {
      SpecModel model = model(SpecFiles.manifest(), name);
      err().println("waymark spec simulate: " + name + ", depth " + depth + ", seed " + used);
      err().flush();
      SpecRunner runner =
          new SpecRunner(
              files,
              options(/* workers= */ 1, memory, /* coverage= */ false, used),
              /* tellExpected= */ true);
      SpecResult result;
      try (SpecDisplay display = new SpecDisplay(err(), Terminal.present() && !json, 1)) {
        display.started(model, traces == null ? 0 : traces);
        result = runner.simulate(model, how(), progress -> display.progress(model, progress));
        display.ended(result);
      }
      return new SpecSummary(List.of(result), /* trace= */ true)
          .print(out(), json, failed -> replay(used));
    }
  }

  private TlcCommand.Simulating how() {
    return new TlcCommand.Simulating(
        new SpecModel.Simulation(traces == null ? MANY : traces, depth),
        traces != null ? 0 : seconds == null ? 60 : seconds);
  }

  /** The same behaviours come again; how many fit into the same time is up to the machine. */
  private String replay(long used) {
    String length = traces == null ? "--seconds " + how().seconds() : "--traces " + traces;
    return "waymark spec simulate " + name + " " + length + " --depth " + depth + " --seed " + used;
  }
}
