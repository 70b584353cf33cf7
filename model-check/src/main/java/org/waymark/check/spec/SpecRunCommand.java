package org.waymark.check.spec;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.check.Profile;
import org.waymark.check.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waymark spec run}: runs models in TLC and holds what comes against the manifest. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Runs models in TLC, each in a JVM of its own, and judges what comes of them.",
    footer = {
      "",
      "Examples:",
      "  waymark spec run WriteCoordinator_small --coverage",
      "  waymark spec run 'CommitCore_bug_*'",
      "  waymark spec run --profile full",
      "  waymark spec run --cfg mine.cfg --module WriteCoordinatorProperties --memory 8g",
      "  waymark spec run WriteCoordinator_wide --distributed --hostname 192.0.2.1",
      "",
      "Exit codes: 0 as the manifest expects, 1 not so, 2 wrong use, 3 TLC could not run to its"
          + " end.",
      "The last line of a failure is the command that replays it."
    })
final class SpecRunCommand extends SpecAction {

  @Parameters(paramLabel = "MODEL", arity = "0..*", description = "a model's name, or a pattern: *")
  private List<String> names = List.of();

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description = "every model that runs under quick, full or nightly")
  private @Nullable Profile profile;

  @Option(
      names = "--cfg",
      paramLabel = "FILE",
      description = "a configuration of your own; nothing is expected of it")
  private @Nullable Path cfg;

  @Option(
      names = "--module",
      paramLabel = "NAME",
      defaultValue = "WriteCoordinatorProperties",
      description = "the module for --cfg (default: ${DEFAULT-VALUE})")
  private String module = "";

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "cores to use (default: all); a model that soon ends takes one")
  private @Nullable Integer workers;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = "",
      description = "heap of each TLC, like 2g (default: 1g, nightly 3g)")
  private String memory = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "for models that are random (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--coverage", description = "show how often each action was taken")
  private boolean coverage;

  @Option(names = "--trace", description = "show the counterexample of an expected violation too")
  private boolean trace;

  @Option(names = "--json", description = "print the results as JSON instead of a table")
  private boolean json;

  @Option(
      names = "--distributed",
      description = "serve one model to workers: see waymark spec worker --help")
  private boolean distributed;

  @Option(
      names = "--hostname",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "where workers reach this machine (default: ${DEFAULT-VALUE})")
  private String hostname = "";

  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "10997",
      description = "the port at which workers find the server (default: ${DEFAULT-VALUE})")
  private int port;

  @Override
  int act() throws IOException, InterruptedException {
    int cores = workers != null ? workers : Runtime.getRuntime().availableProcessors();
    TlcOptions options = options(cores, memory, coverage, seed);
    try (SpecFiles files = SpecFiles.extract()) {
      List<SpecModel> models = choose(files);
      SpecRunner runner = new SpecRunner(files, options, trace);
      List<SpecResult> results;
      try (SpecDisplay display =
          new SpecDisplay(err(), Terminal.present() && !json, models.size())) {
        results =
            distributed
                ? List.of(serve(servable(models), runner, display))
                : new SpecBatch(runner::run, cores, display).run(models, () -> true);
      }
      return new SpecSummary(results, trace).print(out(), json, this::replay);
    }
  }

  private List<SpecModel> choose(SpecFiles files) throws IOException {
    int ways = (names.isEmpty() ? 0 : 1) + (profile == null ? 0 : 1) + (cfg == null ? 0 : 1);
    if (ways != 1) {
      throw wrongUse("Name models, or a --profile, or a --cfg");
    }
    if (profile != null) {
      return SpecRunner.models(profile);
    }
    SpecManifest manifest = SpecFiles.manifest();
    if (cfg == null) {
      return named(manifest);
    }
    if (!manifest.modules().contains(module)) {
      throw wrongUse("No module '" + module + "'; there are: " + manifest.modules());
    }
    if (!Files.isRegularFile(cfg)) {
      throw new NoSuchFileException(cfg.toString());
    }
    return List.of(files.add(cfg, module));
  }

  private List<SpecModel> named(SpecManifest manifest) {
    Set<SpecModel> chosen = new LinkedHashSet<>();
    for (String name : names) {
      List<SpecModel> matching = new ArrayList<>();
      if (name.matches("[\\w*?]+")) {
        PathMatcher pattern = FileSystems.getDefault().getPathMatcher("glob:" + name);
        manifest.models().stream()
            .filter(model -> pattern.matches(Path.of(model.cfg())))
            .forEach(matching::add);
      }
      chosen.addAll(matching.isEmpty() ? List.of(model(manifest, name)) : matching);
    }
    return List.copyOf(chosen);
  }

  /** The one model that can be served, or wrong use with the reason. */
  private SpecModel servable(List<SpecModel> models) {
    if (models.size() != 1) {
      throw wrongUse("--distributed takes one model, not " + models.size());
    }
    SpecModel model = models.get(0);
    if (model.liveness()) {
      throw wrongUse(
          model.cfg()
              + " checks liveness, which TLC cannot do distributed: it needs the whole state graph"
              + " in one place");
    }
    if (model.simulate() != null || model.samples()) {
      throw wrongUse(
          model.cfg() + " is random: start it on each machine with another seed instead");
    }
    return model;
  }

  private SpecResult serve(SpecModel model, SpecRunner runner, SpecDisplay display)
      throws IOException, InterruptedException {
    err().println("serving " + model.cfg() + "; start workers, here or elsewhere, with:");
    err().println("  waymark spec worker " + hostname + " --port " + port);
    err().flush();
    display.started(model);
    SpecResult result =
        runner.serve(
            model,
            new TlcCommand.Place(hostname, port),
            progress -> display.progress(model, progress));
    display.ended(result);
    return result;
  }

  private String replay(List<SpecResult> failed) {
    List<String> words = new ArrayList<>(List.of("waymark spec run"));
    if (cfg != null) {
      words.add("--cfg " + cfg + " --module " + module);
    } else {
      failed.forEach(result -> words.add(result.model().cfg()));
    }
    if (!memory.isEmpty()) {
      words.add("--memory " + memory);
    }
    if (failed.stream().anyMatch(result -> result.model().isRandom())) {
      words.add("--seed " + seed);
    }
    return String.join(" ", words);
  }
}
