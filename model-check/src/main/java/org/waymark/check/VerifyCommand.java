package org.waymark.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.waymark.cli.ExitCode;
import org.waymark.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark verify}: runs every layer within the profile's budget and sums up. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Checks that the protocol and its implementation hold, layer by layer.",
    footer = {
      "",
      "A quick verification takes over what the build of the same sources has just found to hold.",
      "Exit codes: 0 all held, 1 something was violated or too little was seen, 2 wrong use,",
      "3 a layer could not run. The last line of a failure is the command that replays it.",
      "",
      "Example: waymark verify --profile quick --report verification.html"
    })
public final class VerifyCommand implements Subcommand {
  private final List<Layer> layers;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--profile",
      defaultValue = "quick",
      paramLabel = "PROFILE",
      description = "quick, full or nightly (default: ${DEFAULT-VALUE})")
  private Profile profile = Profile.QUICK;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "LAYER",
      description = "run these layers alone")
  private List<String> only = List.of();

  @Option(names = "--rerun", description = "run every layer again, whatever the build has recorded")
  private boolean rerun;

  @Option(names = "--seed", paramLabel = "N", description = "where all randomness comes from")
  private @Nullable Long seed;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "also write an HTML page that needs nothing beside itself")
  private @Nullable Path report;

  @Option(names = "--json", description = "print the result as JSON instead of a table")
  private boolean json;

  /** Offers every layer that {@link ServiceLoader} finds. */
  public VerifyCommand() {
    this(ServiceLoader.load(Layer.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  /** Offers these layers. */
  VerifyCommand(List<Layer> layers) {
    this.layers = List.copyOf(layers);
  }

  @Override
  public Integer call() throws IOException {
    return OrderlyEnd.of(this::verify);
  }

  private int verify() throws IOException, InterruptedException {
    CommandSpec command = commandSpec();
    PrintWriter err = command.commandLine().getErr();
    List<Layer> chosen = choose(command);
    refuseUnwritableReport(command);
    long used = seed != null ? seed : ThreadLocalRandom.current().nextLong(1L << 32);
    err.println("waymark verify: profile " + profile + ", seed " + used);
    err.flush();
    Optional<Checkout> checkout = Checkout.find();
    Path output = checkout.map(Checkout::output).orElse(Path.of("waymark-verify"));
    LayerRunner runner = new LayerRunner(output);
    List<LayerReport> reports = new ArrayList<>();
    for (Layer layer : chosen) {
      Optional<LayerReport> recorded = recorded(checkout, layer);
      reports.add(recorded.isPresent() ? recorded.get() : run(runner, layer, used, err));
    }
    print(command.commandLine().getOut(), reports, used, commit(checkout));
    return exitCode(reports);
  }

  private List<Layer> choose(CommandSpec command) {
    List<String> names = layers.stream().map(Layer::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw new ParameterException(
            command.commandLine(),
            "No layer '" + name + "'; there are: " + String.join(", ", names));
      }
    }
    return layers.stream().filter(l -> only.isEmpty() || only.contains(l.name())).toList();
  }

  /** Hours of checking must not end in a report that cannot be written. */
  private void refuseUnwritableReport(CommandSpec command) {
    if (report != null && !Files.isDirectory(report.toAbsolutePath().resolveSibling("."))) {
      throw new ParameterException(
          command.commandLine(), "No directory to write the report in: " + report);
    }
  }

  /** A chosen seed asks for a run of its own. */
  private Optional<LayerReport> recorded(Optional<Checkout> checkout, Layer layer)
      throws IOException {
    if (rerun || seed != null || checkout.isEmpty()) {
      return Optional.empty();
    }
    Checkout here = checkout.get();
    Fingerprint fingerprint = Fingerprint.of(here, layer.getClass());
    return new BuildRecords(here.output(), fingerprint).find(layer.name(), profile);
  }

  private LayerReport run(LayerRunner runner, Layer layer, long used, PrintWriter err)
      throws IOException, InterruptedException {
    try (LiveProgress progress = LiveProgress.of(layer.name(), !json, err)) {
      return runner.run(layer, profile, used, progress);
    }
  }

  private void print(PrintWriter out, List<LayerReport> reports, long used, String commit)
      throws IOException {
    if (report != null) {
      Files.writeString(report, HtmlReport.of(reports, commit, ZoneId.systemDefault()));
    }
    if (json) {
      out.println(asJson(reports, used, commit));
    } else {
      out.println();
      SummaryTable.lines(reports, ZoneId.systemDefault()).forEach(out::println);
      List<String> notes = reports.stream().flatMap(r -> r.notes().stream()).toList();
      notes.forEach(note -> out.println("NOTE: " + note));
      reports.stream().filter(r -> !r.held()).forEach(r -> explain(out, r));
      if (reports.stream().allMatch(LayerReport::held)) {
        out.println(notes.isEmpty() ? "all held" : "all held that was checked; see the notes");
      }
    }
    out.flush();
  }

  private static void explain(PrintWriter out, LayerReport failed) {
    out.println();
    out.println(failed.layer() + ": " + failed.result().verdict());
    failed.result().counts().forEach(count -> out.println("  " + count));
    failed.result().details().forEach(out::println);
    out.println(failed.replay());
  }

  private String asJson(List<LayerReport> reports, long used, String commit) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("profile", profile.toString());
    root.put("seed", used);
    root.put("commit", commit);
    root.put("held", reports.stream().allMatch(LayerReport::held));
    ArrayNode array = root.putArray("layers");
    reports.forEach(r -> array.add(ReportJson.write(r)));
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private static int exitCode(List<LayerReport> reports) {
    if (reports.stream().allMatch(LayerReport::held)) {
      return ExitCode.HELD;
    }
    boolean environmentOnly =
        reports.stream().allMatch(r -> r.held() || r.result().verdict() == Verdict.COULD_NOT_RUN);
    return environmentOnly ? ExitCode.ENVIRONMENT : ExitCode.VIOLATED;
  }

  private static String commit(Optional<Checkout> checkout) {
    return checkout.flatMap(Checkout::commit).orElse("unknown");
  }

  private CommandSpec commandSpec() {
    if (spec == null) {
      throw new IllegalStateException("called without a command line");
    }
    return spec;
  }
}
