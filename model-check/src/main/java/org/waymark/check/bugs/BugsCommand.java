package org.waymark.check.bugs;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waymark.check.OrderlyEnd;
import org.waymark.check.Table;
import org.waymark.check.Trees;
import org.waymark.check.lincheck.LincheckOutcome;
import org.waymark.cli.ExitCode;
import org.waymark.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waymark bugs}: the seeded bugs, what kills them, and killing them again. */
@Command(
    name = "bugs",
    mixinStandardHelpOptions = true,
    description = "Shows the seeded bugs and what kills them, or kills them again.",
    footer = {
      "",
      "Examples:",
      "  waymark bugs",
      "  waymark bugs --run skip_fsync2 no_checksum",
      "  waymark bugs --generate      # the table and its page anew, in this checkout",
      "",
      "Exit codes: 0 all that ran were killed, 1 one survived, 2 wrong use, 3 no compiler or no",
      "sources."
    })
public final class BugsCommand implements Subcommand {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--run", description = "kill these bugs again, or all, each with every seed")
  private boolean run;

  @Option(
      names = "--generate",
      description = "look for the weakest killing profiles, and write rows and page anew")
  private boolean generate;

  @Option(
      names = "--images",
      paramLabel = "N",
      description = "most images of one attack (default: ${DEFAULT-VALUE})")
  private long images = KillGeneration.MOST_IMAGES;

  @Option(names = "--json", description = "print the kill table as JSON")
  private boolean json;

  @Parameters(paramLabel = "BUG", arity = "0..*", description = "names of bugs (default: all)")
  private List<String> names = List.of();

  /** Offers itself. */
  public BugsCommand() {}

  @Override
  public Integer call() throws IOException {
    return OrderlyEnd.of(this::act);
  }

  private int act() throws IOException, InterruptedException {
    BugCatalogue bugs = BugCatalogue.ofImplementation();
    if (generate) {
      return new KillGeneration(images, names, this::tell).write();
    }
    return run ? runAgain(chosen(bugs)) : print(bugs, chosen(bugs));
  }

  private List<SeededBug> chosen(BugCatalogue bugs) {
    if (names.isEmpty()) {
      return bugs.bugs();
    }
    List<SeededBug> chosen = new ArrayList<>();
    for (String name : names) {
      Optional<SeededBug> bug = bugs.named(name);
      chosen.add(
          bug.orElseThrow(
              () ->
                  new ParameterException(
                      commandSpec().commandLine(),
                      "No bug '" + name + "'; waymark bugs shows all there are")));
    }
    return chosen;
  }

  private int print(BugCatalogue all, List<SeededBug> chosen) throws IOException {
    KillTable table = KillTable.read();
    PrintWriter out = commandSpec().commandLine().getOut();
    if (json) {
      out.print(table.json());
    } else {
      List<List<String>> rows = new ArrayList<>();
      for (SeededBug bug : chosen) {
        rows.add(row(bug, table.kill(bug.name())));
      }
      Table shown =
          new Table(
              "seeded bugs", List.of("bug", "property", "weakest profile", "median images"), rows);
      shown.lines(1).forEach(out::println);
      out.println();
      out.println(table.kills().size() + " killed of " + all.toKill().size() + "; the others: see");
      out.println("model-check/bugs.md");
    }
    out.flush();
    return ExitCode.HELD;
  }

  private static List<String> row(SeededBug bug, Optional<KillTable.Kill> kill) {
    if (bug.target() != null) {
      return List.of(bug.id(), "linearizable", bug.target(), "");
    }
    if (kill.isEmpty()) {
      String why = bug.equivalent() != null ? "nobody can tell" : "held elsewhere";
      return List.of(bug.id(), why, "", "");
    }
    KillTable.Kill row = kill.get();
    return List.of(bug.id(), row.property(), row.profile().toString(), "" + row.median());
  }

  private int runAgain(List<SeededBug> chosen) throws IOException, InterruptedException {
    KillTable table = KillTable.read();
    int survived = 0;
    try (KillRun attacks = new KillRun(CrashKiller.class)) {
      for (SeededBug bug : chosen) {
        Optional<KillTable.Kill> row = table.kill(bug.name());
        if (row.isPresent()) {
          survived += runAgain(attacks, bug, row.get());
        } else if (bug.target() != null) {
          survived += showToLincheck(bug);
        }
      }
    }
    return survived == 0 ? ExitCode.HELD : ExitCode.VIOLATED;
  }

  private int runAgain(KillRun attacks, SeededBug bug, KillTable.Kill row)
      throws IOException, InterruptedException {
    int survived = 0;
    String evidence = "";
    List<Object> came = new ArrayList<>();
    for (long seed = 1; seed <= KillRun.SEEDS; seed++) {
      Killer.Attack attack = attacks.again(bug, row, seed, images);
      survived += attack.killed() ? 0 : 1;
      came.add(attack.killed() ? attack.images() : "survived");
      evidence = attack.killed() ? attack.evidence() : evidence;
    }
    if (json) {
      ObjectMapper mapper = new ObjectMapper();
      var line = mapper.createObjectNode();
      line.put("bug", bug.name()).put("killed", survived == 0).put("property", row.property());
      line.put("profile", row.profile().toString()).set("images", mapper.valueToTree(came));
      tell(mapper.writeValueAsString(line));
    } else {
      tell(bug.id() + ": " + row.property() + " on " + row.profile() + ", images " + came);
      tell(evidence.indent(2).stripTrailing());
    }
    return survived == 0 ? 0 : 1;
  }

  private int showToLincheck(SeededBug bug) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("waymark-bugs");
    try (RaceRun race = new RaceRun()) {
      Optional<LincheckOutcome> seen = race.kill(bug, directory);
      String evidence = seen.map(LincheckOutcome::failure).orElse("");
      if (json) {
        ObjectMapper mapper = new ObjectMapper();
        var line = mapper.createObjectNode();
        line.put("bug", bug.name()).put("killed", seen.isPresent()).put("target", bug.target());
        seen.ifPresent(outcome -> line.put("mode", outcome.job().mode().name()));
        seen.ifPresent(outcome -> line.put("run", outcome.invocations()));
        tell(mapper.writeValueAsString(line));
      } else {
        String how =
            seen.map(outcome -> outcome.job() + ", run " + outcome.invocations())
                .orElse(bug.target() + ", survived");
        tell(bug.id() + ": " + how);
        tell(evidence.indent(2).stripTrailing());
      }
      return seen.isPresent() ? 0 : 1;
    } finally {
      Trees.delete(directory);
    }
  }

  private void tell(String line) {
    PrintWriter out = commandSpec().commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private CommandSpec commandSpec() {
    if (spec == null) {
      throw new IllegalStateException("called without a command line");
    }
    return spec;
  }
}
