package org.waymark.check.history;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.waymark.cli.ExitCode;
import org.waymark.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waymark check-history}: judges recorded histories, of this log or of any other. */
@Command(
    name = "check-history",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Judges what clients of a commit log recorded over its lives: that nothing acknowledged was "
          + "lost, nothing invented, nothing decided twice, and twelve properties more. The log "
          + "need not be this one; spec/history.md describes the events.",
      ""
    },
    footer = {
      "",
      "Files named life-NNNN-RECORDER.ndjson are read life by life, whatever order they are given",
      "in; a directory stands for all of those in it. Other files are read in the order given, as",
      "one history.",
      "",
      "Examples:",
      "  waymark check-history recorded.ndjson",
      "  waymark check-history --json campaign/life-*.ndjson",
      "",
      "Exit codes: 0 held; 1 a property was violated; 2 wrong use; 3 a file could not be read, or",
      "holds something else than events."
    })
public final class CheckHistoryCommand implements Subcommand {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "recorded events, one a line")
  private List<Path> files = List.of();

  @Option(names = "--json", description = "print the verdict as JSON")
  private boolean json;

  /** Creates the command, for the launcher. */
  public CheckHistoryCommand() {}

  @Override
  public Integer call() throws IOException {
    Judgement judgement = Judgement.of(files);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) {
      out.println(asJson(judgement));
    } else {
      tell(out, judgement);
    }
    out.flush();
    return judgement.checker().violations().isEmpty() ? ExitCode.HELD : ExitCode.VIOLATED;
  }

  private static void tell(PrintWriter out, Judgement judgement) {
    HistoryChecker checker = judgement.checker();
    out.println(judgement.events() + " events in " + judgement.files() + " files");
    for (Sight sight : Sight.values()) {
      out.println("  " + checker.seen(sight) + " " + sight);
    }
    judgement.notes().forEach(out::println);
    out.println();
    checker.violations().forEach(violation -> out.println(violation + System.lineSeparator()));
    int violations = checker.violations().size();
    out.println(violations == 0 ? "Held." : "Violated: " + violations + " times.");
  }

  private static String asJson(Judgement judgement) throws IOException {
    HistoryChecker checker = judgement.checker();
    ObjectNode root = JsonMapper.builder().build().createObjectNode();
    root.put("held", checker.violations().isEmpty());
    root.put("files", judgement.files());
    root.put("events", judgement.events());
    ObjectNode seen = root.putObject("seen");
    for (Sight sight : Sight.values()) {
      seen.put(sight.name().toLowerCase(Locale.ROOT), checker.seen(sight));
    }
    ArrayNode notes = root.putArray("notes");
    judgement.notes().forEach(notes::add);
    ArrayNode violations = root.putArray("violations");
    for (Violation violation : checker.violations()) {
      violations.addPOJO(violation);
    }
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }
}
