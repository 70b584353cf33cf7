package org.waymark.check.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waymark.check.OrderlyEnd;
import org.waymark.check.counterexample.CounterexampleFile;
import org.waymark.check.counterexample.CounterexampleTable;
import org.waymark.check.replay.Bundle.Outcome;
import org.waymark.check.replay.Bundle.Recheck;
import org.waymark.cli.ExitCode;
import org.waymark.cli.Subcommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code waymark replay}: shows a recorded failure again, and can check whether it still is one.
 */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows a recorded failure again, from its file alone. With --check it also asks whether the"
          + " failure can still happen: a counterexample is walked step by step through the"
          + " specification as it is now, a failure after a crash is run again by the code as it is"
          + " now, and so is the job of a campaign that ended with a finding.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  waymark replay WriteCoordinator_small.json",
      "  waymark replay WriteCoordinator_small.json --html story.html --check",
      "  waymark replay crash-P1.json --check",
      "",
      "Exit codes: 0 shown, and with --check no failure any more; 1 with --check, still a failure;",
      "2 wrong use, or no file that can be replayed; 3 the file could not be read or not be"
          + " checked."
    })
public final class ReplayCommand implements Subcommand {

  private static final long LARGEST = 64L << 20;

  private final List<BundleKind> kinds;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "what a failing check has written")
  private @Nullable Path file;

  @Option(
      names = "--check",
      description = "also check whether it can still happen, and is still a failure")
  private boolean check;

  @Option(
      names = "--html",
      paramLabel = "FILE.html",
      description = "also write it as a page that needs nothing beside itself")
  private @Nullable Path html;

  @Option(
      names = "--width",
      paramLabel = "N",
      defaultValue = "${env:COLUMNS:-120}",
      description = "characters on a line (default: the terminal's, or 120)")
  private int width = 120;

  @Option(names = "--json", description = "print it as JSON")
  private boolean json;

  /** Understands every kind that {@link ServiceLoader} finds. */
  public ReplayCommand() {
    this(ServiceLoader.load(BundleKind.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  /** Understands these kinds. */
  ReplayCommand(List<BundleKind> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  @Override
  public Integer call() throws IOException {
    return OrderlyEnd.of(this::act);
  }

  private int act() throws IOException, InterruptedException {
    Path path = Objects.requireNonNull(file);
    if (width < CounterexampleTable.LEAST_WIDTH) {
      throw wrongUse("--width: at least " + CounterexampleTable.LEAST_WIDTH);
    }
    if (html != null && !Files.isDirectory(html.toAbsolutePath().resolveSibling("."))) {
      throw wrongUse("No directory to write the page in: " + html);
    }
    Bundle bundle = open(path);
    Optional<Recheck> recheck = check ? Optional.of(recheck(path, bundle)) : Optional.empty();
    String command = CounterexampleFile.replay(path);
    if (html != null) {
      Files.writeString(html, bundle.html(command));
    }
    PrintWriter out = commandLine().getOut();
    if (json) {
      out.println(asJson(bundle, recheck));
    } else {
      recheck.ifPresent(found -> tell(out, found));
      out.print(bundle.text(width, command + (check ? " --check" : "")));
    }
    out.flush();
    boolean fails = recheck.map(found -> found.outcome() == Outcome.STILL_FAILS).orElse(false);
    return fails ? ExitCode.VIOLATED : ExitCode.HELD;
  }

  private Bundle open(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    if (!Files.isRegularFile(path)) {
      throw wrongUse(path + ": is not a regular file; name one that a failing check has written");
    }
    if (Files.size(path) > LARGEST) {
      throw wrongUse(path + ": is larger than " + (LARGEST >> 20) + " MiB, so nothing to replay");
    }
    try {
      JsonNode bundle = JsonMapper.builder().build().readTree(Files.readAllBytes(path));
      if (!bundle.path("format").asText().equals(CounterexampleFile.FORMAT)) {
        throw new IllegalArgumentException("it does not call itself one");
      }
      String name = bundle.required("kind").asText();
      for (BundleKind kind : kinds) {
        if (kind.name().equals(name)) {
          return kind.open(bundle);
        }
      }
      String known = kinds.stream().map(BundleKind::name).collect(Collectors.joining(", "));
      throw new IllegalArgumentException("unknown kind '" + name + "'; known: " + known);
    } catch (JsonProcessingException e) {
      throw wrongUse(path + ": is nothing to replay: " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw wrongUse(path + ": is nothing to replay: " + e.getMessage());
    }
  }

  private static Recheck recheck(Path path, Bundle bundle)
      throws IOException, InterruptedException {
    try {
      return bundle.check();
    } catch (IOException e) {
      throw new IOException(path + ": cannot be checked: " + e.getMessage(), e);
    }
  }

  private static void tell(PrintWriter out, Recheck recheck) {
    out.println(
        switch (recheck.outcome()) {
          case STILL_FAILS -> "Still a failure.";
          case HOLDS_NOW -> "No failure any more.";
          case STALE -> "Stale: this cannot happen any more.";
        });
    recheck.findings().forEach(out::println);
    out.println();
  }

  private static String asJson(Bundle bundle, Optional<Recheck> recheck) throws IOException {
    ObjectNode root = bundle.json();
    if (recheck.isPresent()) {
      ObjectNode node = root.putObject("check");
      node.put("outcome", recheck.get().outcome().name());
      ArrayNode findings = node.putArray("findings");
      recheck.get().findings().forEach(findings::add);
    }
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private ParameterException wrongUse(String message) {
    return new ParameterException(commandLine(), message);
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
