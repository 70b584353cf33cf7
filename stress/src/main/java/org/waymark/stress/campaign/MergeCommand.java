package org.waymark.stress.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waymark stress merge}: one report of several shards. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sums up the shards of a campaign, or tells of one campaign again. The directories are only"
          + " read; they must belong to the same seed, the same N and the same time.",
      ""
    },
    footer = {
      "",
      "Example: waymark stress merge friday-1 friday-2 --report friday.html",
      "",
      "Exit codes: 0 nothing found, 1 a finding, or a known mistake was not caught, 2 wrong use,",
      "3 a directory could not be read, or a job not be run."
    })
final class MergeCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "the directory of a shard")
  private List<Path> directories = List.of();

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "also write an HTML page that needs nothing beside itself")
  private @Nullable Path report;

  @Option(names = "--json", description = "print the result as JSON instead of lines")
  private boolean json;

  private final List<Tool> tools;

  /** For picocli. */
  MergeCommand() {
    this(Tools.all());
  }

  /** Knows these tools. */
  MergeCommand(List<Tool> tools) {
    this.tools = List.copyOf(tools);
  }

  @Override
  public Integer call() throws IOException {
    Ending ending = new Ending(commandLine(), report, json);
    List<Recorded> shards = shards();
    List<String> names = shards.get(0).settings().tools();
    return ending.tell(shards, tools.stream().filter(t -> names.contains(t.name())).toList());
  }

  private List<Recorded> shards() throws IOException {
    try {
      List<Recorded> shards = new ArrayList<>();
      for (Path directory : directories) {
        shards.add(Recorded.read(directory));
      }
      shards.sort(Comparator.comparingInt(shard -> shard.settings().shard().index()));
      requireOneCampaign(shards);
      return shards;
    } catch (IllegalArgumentException refused) {
      throw new ParameterException(commandLine(), String.valueOf(refused.getMessage()));
    }
  }

  private static void requireOneCampaign(List<Recorded> shards) {
    for (int i = 1; i < shards.size(); i++) {
      Recorded one = shards.get(i - 1);
      Recorded other = shards.get(i);
      String both = one.directory() + " and " + other.directory();
      if (!one.settings().isSamePlan(other.settings())) {
        throw new IllegalArgumentException(
            both
                + ": are not of one campaign: "
                + one.settings().plan()
                + ", but "
                + other.settings().plan());
      }
      if (one.settings().shard().equals(other.settings().shard())) {
        throw new IllegalArgumentException(
            both + ": overlap: both are shard " + one.settings().shard());
      }
    }
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
