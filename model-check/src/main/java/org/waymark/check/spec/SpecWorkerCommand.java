package org.waymark.check.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.check.Trees;
import org.waymark.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waymark spec worker}: lends this machine to a model that is served elsewhere. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Works for a model that another machine serves with waymark spec run MODEL --distributed, "
          + "until it is done. Waits for the server if it is not there yet.",
      "",
      "Server and workers trust each other and everybody who can reach them: use a network of your "
          + "own. Each accepts calls at its --hostname only."
    },
    footer = {
      "",
      "Examples:",
      "  waymark spec worker 127.0.0.1",
      "  waymark spec worker 192.0.2.1 --hostname 192.0.2.7 --threads 8 --memory 4g",
      "",
      "Exit codes: 0 the work is done, 2 wrong use, 3 it ended before that."
    })
final class SpecWorkerCommand extends SpecAction {

  private static final Duration FOREVER = Duration.ofDays(365);
  private static final String DONE = "work completed at";

  @Parameters(paramLabel = "HOST", description = "where the server is")
  private String host = "";

  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "10997",
      description = "the server's port (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--hostname",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "where the server reaches this machine (default: ${DEFAULT-VALUE})")
  private String hostname = "";

  @Option(names = "--threads", paramLabel = "N", description = "cores to lend (default: all)")
  private @Nullable Integer threads;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = "1g",
      description = "heap (default: ${DEFAULT-VALUE})")
  private String memory = "";

  @Override
  int act() throws IOException, InterruptedException {
    int cores = threads != null ? threads : Runtime.getRuntime().availableProcessors();
    TlcOptions options = options(cores, memory, /* coverage= */ false, /* seed= */ 0);
    Path scratch = Files.createTempDirectory("waymark-worker-");
    try {
      err().println("working for " + host + ":" + port + " with " + cores + " threads");
      err().flush();
      List<String> command =
          TlcCommand.worker(
              host,
              new TlcCommand.Place(hostname, port),
              options.workers(),
              options.memory(),
              scratch);
      TlcRun run = TlcRun.of(command, scratch, FOREVER, progress -> {});
      String text = run.output().text();
      boolean done = text.contains(DONE);
      if (done) {
        text.lines().filter(line -> line.contains(DONE)).forEach(out()::println);
      } else {
        err().println(text);
        err().println("waymark: ended before the work for " + host + ":" + port + " was done");
      }
      out().flush();
      return done ? ExitCode.HELD : ExitCode.ENVIRONMENT;
    } finally {
      Trees.delete(scratch);
    }
  }
}
