package org.waymark.stress.jcstress;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.check.Checkout;
import org.waymark.check.LiveProgress;
import org.waymark.check.OrderlyEnd;
import org.waymark.check.Trees;
import org.waymark.cli.ExitCode;
import org.waymark.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code waymark jcstress}: runs memory-ordering triples and shows what they saw. */
@Command(
    name = "jcstress",
    mixinStandardHelpOptions = true,
    description = "Runs memory-ordering tests, triple by triple, and shows every outcome seen.",
    footer = {
      "",
      "Examples:",
      "  waymark jcstress TipPublication",
      "  waymark jcstress --generate    # all of them; records this JDK's column of outcomes.md",
      "",
      "Exit codes: 0 nothing forbidden was seen and every twin was caught, 1 otherwise, 2 wrong",
      "use, 3 the machine stood in the way."
    })
public final class JcstressCommand implements Subcommand {
  /** No run of all tests at the long pace comes near it. */
  private static final Duration MOST = Duration.ofHours(1);

  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--quick", description = "as short as in the build")
  private boolean quick;

  @Option(
      names = "--generate",
      description = "run all tests, record what was seen, and write stress/outcomes.md anew")
  private boolean generate;

  @Option(names = "--json", description = "print a line of JSON for each test")
  private boolean json;

  @Parameters(
      paramLabel = "TRIPLE",
      arity = "0..*",
      description = "names of triples (default: all)")
  private List<String> names = List.of();

  /** The test of the last round that was heard of. */
  private @Nullable JcstressTest running;

  private int begun;

  /** Offers itself. */
  public JcstressCommand() {}

  @Override
  public Integer call() throws IOException {
    return OrderlyEnd.of(this::act);
  }

  private int act() throws IOException, InterruptedException {
    if (generate && !names.isEmpty()) {
      throw new ParameterException(commandSpec().commandLine(), "--generate runs all triples");
    }
    List<JcstressTest> tests = chosen();
    Path directory = Files.createTempDirectory("waymark-jcstress-");
    try {
      List<JcstressOutcome> outcomes = run(tests, directory);
      outcomes.forEach(json ? this::tellJson : this::tell);
      boolean caught = outcomes.stream().allMatch(o -> o.test().role() != Role.TWIN || o.bad() > 0);
      List<String> violations =
          outcomes.stream().flatMap(outcome -> outcome.violations().stream()).toList();
      if (!json) {
        String twins = caught ? "every twin caught" : "not every twin caught";
        tell(outcomes.size() + " tests; " + twins);
        violations.forEach(this::tell);
      }
      if (generate) {
        record(outcomes);
      }
      return caught && violations.isEmpty() ? ExitCode.HELD : ExitCode.VIOLATED;
    } finally {
      Trees.delete(directory);
    }
  }

  private List<JcstressOutcome> run(List<JcstressTest> tests, Path directory)
      throws IOException, InterruptedException {
    Pace pace = quick ? Pace.QUICK : Pace.LONG;
    long total = (long) tests.size() * pace.compilations().size();
    PrintWriter err = commandSpec().commandLine().getErr();
    try (LiveProgress progress = LiveProgress.of("jcstress", !json, err)) {
      return JcstressRuns.run(
          new JcstressJob(tests, pace),
          directory,
          MOST,
          round -> {
            begun += round.test().equals(running) ? 0 : 1;
            running = round.test();
            progress.at(begun - 1, total, running.triple() + ", " + running.role());
          });
    }
  }

  private List<JcstressTest> chosen() {
    List<JcstressTest> all = JcstressTest.all();
    List<JcstressTest> chosen = new ArrayList<>();
    for (JcstressTest test : all) {
      if (names.isEmpty() || names.contains(test.triple())) {
        chosen.add(test);
      }
    }
    for (String name : names) {
      if (all.stream().noneMatch(test -> test.triple().equals(name))) {
        throw new ParameterException(
            commandSpec().commandLine(), "No triple '" + name + "'; stress/outcomes.md lists them");
      }
    }
    return chosen;
  }

  private static void record(List<JcstressOutcome> outcomes) throws IOException {
    Path root =
        Checkout.find().orElseThrow(() -> new IOException("there is no checkout here")).root();
    OutcomeTable.ofThisMachine(outcomes).write(root);
    OutcomesPage.write(root);
  }

  private void tell(JcstressOutcome outcome) {
    tell(outcome.test().triple() + ", " + outcome.test().role() + ":");
    for (Seen seen : outcome.seen()) {
      if (seen.times() > 0) {
        tell("  %10d  %-10s %s".formatted(seen.times(), seen.outcome(), seen.meaning()));
      }
    }
  }

  private void tellJson(JcstressOutcome outcome) {
    ObjectNode line = JSON.createObjectNode();
    line.put("test", outcome.test().name()).put("role", outcome.test().role().toString());
    line.put("samples", outcome.samples());
    line.set("seen", JSON.valueToTree(outcome.seen()));
    line.set("violations", JSON.valueToTree(outcome.violations()));
    tell(line.toString());
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
