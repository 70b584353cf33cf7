package org.waymark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.waymark.log.LogSurvey;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waymark inspect}: what a log holds, and whether it is whole; changes nothing. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows what a log holds and verifies the chain of all its markers; with --deep every proof and "
          + "every byte of every capsule too. Takes no lock and changes nothing: the log may be in "
          + "use, or damaged.",
      "",
      "A commit is proven when something durable says so. Readable and not proven are the last ones "
          + "of a log that is in use or was not closed: recovery keeps them.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  waymark inspect demo.log --deep",
      "  waymark inspect demo.log --at 2026-11-22T15:04:05Z --json",
      "",
      "Exit codes: 0 whole, 1 damaged, 2 wrong use, 3 the disk or system failed, or no log."
    })
final class InspectCommand implements Subcommand {

  private final DiskSource disks;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "D", description = "The log's directory.")
  private @Nullable Path directory;

  @Option(names = "--json", description = "One JSON object; of commits, one object a line.")
  private boolean json;

  @Option(names = "--seq", paramLabel = "N", description = "Show this commit only.")
  private @Nullable Long sequence;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "Show the last commit at or before this: Unix nanoseconds or ISO-8601.")
  private @Nullable String at;

  @Option(names = "--from", paramLabel = "N", description = "Show the commits from here ...")
  private @Nullable Long from;

  @Option(names = "--to", paramLabel = "M", description = "... to here.")
  private @Nullable Long to;

  @Option(names = "--deep", description = "Verify proofs and capsules too.")
  private boolean deep;

  InspectCommand(DiskSource disks) {
    this.disks = disks;
  }

  @Override
  public Integer call() throws IOException {
    boolean range = from != null || to != null;
    int choices = (sequence == null ? 0 : 1) + (at == null ? 0 : 1) + (range ? 1 : 0);
    if (choices > 1) {
      throw wrongUse("--seq, --at and --from/--to exclude each other");
    }
    Path path = Objects.requireNonNull(directory);
    long time = at == null ? 0 : time(at);
    try (LogSurvey survey = LogSurvey.of(disks.open(path))) {
      long tip = survey.readable();
      SurveyReport report =
          new SurveyReport(path.toString(), survey, new Output(commandLine().getOut()), json);
      if (sequence != null) {
        require(sequence, sequence, tip);
        report.commits(sequence, sequence, deep);
      } else if (at != null) {
        long found = survey.reader().lastAtOrBefore(time, tip);
        if (found == 0) {
          throw wrongUse("no commit is at or before " + at);
        }
        report.commits(found, found, deep);
      } else if (range) {
        long first = from == null ? 1 : from;
        long last = to == null ? tip : to;
        require(first, last, tip);
        report.commits(first, last, deep);
      } else {
        report.whole(deep);
      }
      return survey.damage().isEmpty() ? ExitCode.HELD : ExitCode.VIOLATED;
    }
  }

  private long time(String text) {
    try {
      return Moments.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrongUse("--at: " + e.getMessage());
    }
  }

  private void require(long first, long last, long tip) {
    if (first < 1 || last > tip || first > last) {
      String range = first == last ? "sequence " + first : first + " to " + last;
      throw wrongUse(range + ": this log can be read from 1 to " + tip);
    }
  }

  private ParameterException wrongUse(String message) {
    return new ParameterException(commandLine(), message);
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
