package org.waymark.stress.campaign;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.cli.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The end of a command that tells of campaigns: its output, its report, its exit code. */
final class Ending {
  private final CommandLine command;
  private final @Nullable Path report;
  private final boolean json;

  /**
   * Prepares an end; nights of work must not end in a report that cannot be written.
   *
   * @param report where the page goes, if it is wanted
   * @param json whether JSON is printed instead of lines
   * @throws ParameterException if there is no directory to write the report in
   */
  Ending(CommandLine command, @Nullable Path report, boolean json) {
    if (report != null && !Files.isDirectory(report.toAbsolutePath().resolveSibling("."))) {
      throw new ParameterException(command, "No directory to write the report in: " + report);
    }
    this.command = command;
    this.report = report;
    this.json = json;
  }

  /** Tells what the shards came to; returns an exit code. */
  int tell(List<Recorded> shards, List<Tool> tools) throws IOException {
    Totals totals = new Totals(tools, shards);
    CampaignReport told = new CampaignReport(new Story(shards, totals));
    PrintWriter out = command.getOut();
    if (json) {
      out.println(told.json());
    } else {
      told.lines().forEach(out::println);
    }
    out.flush();
    if (report != null) {
      Writing.whole(report, told.html());
    }
    return switch (totals.verdict()) {
      case HELD -> ExitCode.HELD;
      case VIOLATED, UNDER_COVERED -> ExitCode.VIOLATED;
      case COULD_NOT_RUN -> ExitCode.ENVIRONMENT;
    };
  }
}
