package org.waymark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.waymark.LogDirectory;
import org.waymark.LogOptions;
import org.waymark.TimeSource;
import org.waymark.disk.Disk;
import org.waymark.log.OpenLog;
import org.waymark.log.RecoveryReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waymark recover}: recovers a log, or tells what that would do. */
@Command(
    name = "recover",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Recovers the log in a directory and closes it in order, and tells which lettered case it was, "
          + "what was found, re-written and set aside. Opening a log for writing does the same; "
          + "damaged history is refused and not changed. An empty directory becomes a log with the "
          + "isolation level serializable.",
      "With --dry-run it tells what recovery would do, without a lock and changing nothing; beside "
          + "a writer the answer is about a moment.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  waymark recover demo.log --dry-run",
      "",
      "Exit codes: 0 recovered, or would be; 1 damaged; 2 wrong use; 3 the disk or system failed, or "
          + "no log."
    })
final class RecoverCommand implements Subcommand {

  private final DiskSource disks;
  private final TimeSource time = TimeSource.system();

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "D", description = "The log's directory.")
  private @Nullable Path directory;

  @Option(names = "--dry-run", description = "Change nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  RecoverCommand(DiskSource disks) {
    this.disks = disks;
  }

  @Override
  public Integer call() throws IOException {
    Disk disk = disks.open(Objects.requireNonNull(directory));
    RecoveryReport report = dryRun ? OpenLog.examine(disk, time::monotonicNanos) : recover(disk);
    Output out = new Output(Objects.requireNonNull(spec).commandLine().getOut());
    if (json) {
      out.line(asJson(report).toString());
    } else {
      print(report, out);
    }
    out.flush();
    return ExitCode.HELD;
  }

  private static RecoveryReport recover(Disk disk) throws IOException {
    try (LogDirectory log = LogDirectory.recover(disk, LogOptions.defaults())) {
      log.closeCleanly();
      return log.recoveryReport();
    }
  }

  private void print(RecoveryReport report, Output out) throws IOException {
    out.format("case %s        %s", report.letter(), report.recoveryCase());
    out.line("isolation     " + report.isolation().words());
    out.format(
        "tip           %d, of which %d were proven durable", report.tip(), report.durableUpTo());
    if (report.tip() > 0) {
      out.line("last commit   " + Moments.format(report.tipTime()));
    }
    out.format(
        "%-12s  %d commits, %,d bytes",
        dryRun ? "to re-write" : "re-written", report.rewrittenCommits(), report.rewrittenBytes());
    out.format(
        "%-12s  %d slots of 128 bytes behind the tip, %d of them not kept",
        dryRun ? "to set aside" : "set aside", report.slotsSetAside(), report.slotsNotKept());
    print(out, dryRun ? "to keep in" : "kept in", report.quarantined());
    print(out, dryRun ? "to remove" : "removed", report.removed());
    print(out, dryRun ? "to cut" : "cut", report.cut());
    print(out, "not ours", report.ignored());
  }

  private static void print(Output out, String what, List<String> files) throws IOException {
    for (String file : files) {
      out.format("%-12s  %s", what, file);
    }
  }

  private ObjectNode asJson(RecoveryReport report) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("case", String.valueOf(report.letter()));
    object.put("name", report.recoveryCase().name()).put("dryRun", dryRun);
    object.put("isolation", report.isolation().words());
    object.put("tip", report.tip()).put("tipTime", report.tipTime());
    object.put("tipId", report.tipId().toString()).put("provenBefore", report.durableUpTo());
    object.put("rewrittenCommits", report.rewrittenCommits());
    object.put("rewrittenBytes", report.rewrittenBytes());
    object.put("slotsSetAside", report.slotsSetAside());
    object.put("slotsNotKept", report.slotsNotKept());
    add(object.putArray("quarantined"), report.quarantined());
    add(object.putArray("removed"), report.removed());
    add(object.putArray("cut"), report.cut());
    add(object.putArray("ignored"), report.ignored());
    return object.put("elapsedNanos", report.elapsedNanos());
  }

  private static void add(ArrayNode array, List<String> names) {
    names.forEach(array::add);
  }
}
