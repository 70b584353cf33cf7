package org.waymark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.waymark.CommitLog;
import org.waymark.IsolationLevel;
import org.waymark.Limits;
import org.waymark.LogOptions;
import org.waymark.OperatingMode;
import org.waymark.Threads;
import org.waymark.TimeSource;
import org.waymark.observe.CountingObserver;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark run}: real commits, of transactions from an input or of a synthetic load. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Commits transactions to the log in a directory, which is created or recovered.",
      "",
      "With --input, each line is a transaction:",
      "  {\"txn\":\"7/1\",\"begin\":3,\"reads\":[4],\"writes\":{\"12\":\"<base64>\"}}",
      "and gets one line of answer on standard output, in input order:",
      "  {\"txn\":\"7/1\",\"result\":\"committed\",\"seq\":4,\"time\":...}",
      "The answers are those of running one line after the other; lines that do not depend on each "
          + "other share their forces. Without \"begin\" a transaction begins after the lines "
          + "before it; without \"writes\" it only reads. \"txn\" names it: a name that committed "
          + "before, in this run or an earlier one, is a retry and gets the same answer again, or "
          + "an error if its writes differ. So after a crash run the same input again. Names are "
          + "known for the last 1048576 commits: a line run again later than that is refused if "
          + "it has a \"begin\", and commits again if it has none. The "
          + "capsule is the JSON object of the writes, pages ascending, without white space.",
      "Who overlaps others is told fcw_conflict with \"pages\", or ssi_conflict with \"structure\", "
          + "\"with\" (the sequence of the other, or where it began if \"with_only_read\") and "
          + "\"out\" (that of who ended first); who only reads, serializable_at. These are not remembered: "
          + "run again, such a line is a new transaction. One without \"reads\" is taken to have "
          + "read nothing.",
      "A line that writes may have \"evidence\":[\"<32 hexadecimal digits>\",...], at most 256 of "
          + "them: they are recorded with its commit, decide nothing, and inspect and export show "
          + "them.",
      "A line that makes no sense is answered {\"line\":N,\"result\":\"error\",\"message\":...}, and "
          + "the next ones are run; the exit code is then 2.",
      "",
      "Without --input, writers commit synthetic transactions, each waiting for its answer, until "
          + "the time or the number of commits is reached; a closing table tells how it went.",
      "",
      "SIGINT and SIGTERM end either in order: what was submitted is answered, the log is closed, "
          + "and the exit code is 130 or 143. What is answered committed is durable.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  waymark run --dir demo.log --writers 16 --seconds 5",
      "  echo '{\"txn\":\"a\",\"writes\":{\"1\":\"aGk=\"}}' | waymark run --dir demo.log --input -",
      "",
      "Exit codes: 0 done, 1 damaged history, 2 wrong use or bad lines, 3 the disk or system failed,",
      "130/143 ended by SIGINT/SIGTERM, 141 nobody reads the output."
    })
final class RunCommand implements Subcommand {

  private final DiskSource disks;
  private final TimeSource time = TimeSource.system();
  private final Threads threads = Threads.system(time);

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--dir", required = true, paramLabel = "D", description = "The log's directory.")
  private @Nullable Path directory;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "Transactions, one JSON object a line; - is standard input.")
  private @Nullable String input;

  @Option(
      names = "--group-max",
      paramLabel = "G",
      description = "Most commits that share their forces, 1 to 16384 (default 1024).")
  private int groupMax = Limits.DEFAULT_GROUP_COMMIT_MAX;

  @Mixin private final LoadOptions loadOptions = new LoadOptions();

  @Option(names = "--mode", paramLabel = "MODE", description = "native (compat is not built yet).")
  private String mode = "native";

  @Option(
      names = "--isolation",
      paramLabel = "LEVEL",
      description = {
        "serializable or snapshot: of a new log (default serializable); an existing log has its "
            + "own, and is refused if another is named."
      })
  private @Nullable String isolation;

  @Option(names = "--json", description = "The closing table as one JSON object.")
  private boolean json;

  RunCommand(DiskSource disks) {
    this.disks = disks;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CountingObserver counting = new CountingObserver();
    LogOptions options = options(counting);
    CommandLine line = commandLine();
    if (input == null) {
      Workload.Shape shape = loadOptions.shape(line, time);
      try (CommitLog log = open(options)) {
        return runLoad(log, counting, shape);
      }
    }
    LoadOptions.refuseAny(line);
    try (InputStream in = openInput();
        CommitLog log = open(options)) {
      return runInput(log, in, counting);
    }
  }

  private CommitLog open(LogOptions options) throws IOException {
    Path path = Objects.requireNonNull(directory);
    CommitLog log = CommitLog.open(disks.openOrCreate(path), options);
    commandLine().getErr().println("recovered " + path + ": " + log.recoverySummary());
    return log;
  }

  private InputStream openInput() throws IOException {
    String name = Objects.requireNonNull(input);
    return name.equals("-") ? System.in : Files.newInputStream(Path.of(name));
  }

  private LogOptions options(CountingObserver counting) {
    try {
      if (groupMax > Limits.DEFAULT_MARKERS_PER_SEGMENT) {
        throw new IllegalArgumentException(
            "groupCommitMax must be 1 to " + Limits.DEFAULT_MARKERS_PER_SEGMENT);
      }
      OperatingMode parsed = OperatingMode.parse(mode);
      if (parsed == OperatingMode.COMPATIBILITY) {
        throw new IllegalArgumentException(
            "compatibility mode is not built yet: run in native mode");
      }
      LogOptions options =
          LogOptions.defaults()
              .withMode(parsed)
              .withGroupCommitMax(groupMax)
              .withObserver(counting);
      return isolation == null ? options : options.withIsolation(IsolationLevel.parse(isolation));
    } catch (IllegalArgumentException e) {
      throw wrongUse(String.valueOf(e.getMessage()));
    }
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }

  private ParameterException wrongUse(String message) {
    return new ParameterException(commandLine(), message);
  }

  // ------------------------------------------------------------------------------------ the input

  private int runInput(CommitLog log, InputStream in, CountingObserver counting)
      throws IOException {
    PrintWriter err = commandLine().getErr();
    InputRun run = new InputRun(log, in, new Output(commandLine().getOut()));
    Interruption signals = Interruption.install(run::stop);
    try {
      InputRun.Outcome outcome = run.run(threads);
      log.close();
      CountingObserver.Counts counts = counting.counts();
      err.println(
          "answered "
              + outcome.answers()
              + "; the tip is "
              + log.tip()
              + "; "
              + counts.committed()
              + " commits in "
              + counts.groups()
              + " groups");
      err.flush();
      if (outcome.failure() != null || log.haltCause().isPresent()) {
        return fail(log, outcome.failure());
      }
      return outcome.hasErrors() ? ExitCode.WRONG_USE : ExitCode.HELD;
    } finally {
      signals.close();
    }
  }

  // ------------------------------------------------------------------------------------- the load

  private int runLoad(CommitLog log, CountingObserver counting, Workload.Shape shape)
      throws IOException, InterruptedException {
    PrintWriter err = commandLine().getErr();
    Workload load = new Workload(log, shape, time);
    Progress progress = new Progress(counting, err, time, CommandLine.Help.Ansi.AUTO.enabled());
    Interruption signals = Interruption.install(load::stop);
    try {
      err.println("seed " + shape.seed());
      err.flush();
      long began = time.monotonicNanos();
      Histogram latencies = load.run(threads, progress);
      long took = time.monotonicNanos() - began;
      progress.end();
      log.close();
      print(new Summary(shape, counting.counts(), latencies, took, log.tip()));
      Throwable failure = load.failure();
      return failure == null ? ExitCode.HELD : fail(log, failure);
    } finally {
      signals.close();
    }
  }

  private void print(Summary summary) throws IOException {
    Output out = new Output(commandLine().getOut());
    if (json) {
      out.line(summary.json());
    } else {
      for (String row : summary.table()) {
        out.line(row);
      }
    }
    out.flush();
  }

  /** Says on one line what ended the run early, and what helps. */
  private int fail(CommitLog log, @Nullable Throwable failure) {
    Throwable cause = log.haltCause().orElse(failure);
    String mend =
        log.haltCause().isPresent()
            ? "the log halted; mend that and open it again: what was answered committed "
                + "is durable"
            : "what was answered committed is durable; mend it, and run again";
    PrintWriter err = commandLine().getErr();
    err.println(
        "waymark: "
            + directory
            + ": "
            + Answers.describe(Objects.requireNonNull(cause))
            + "; "
            + mend);
    err.flush();
    return ExitCode.ENVIRONMENT;
  }
}
