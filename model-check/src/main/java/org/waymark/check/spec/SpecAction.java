package org.waymark.check.spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.waymark.check.OrderlyEnd;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the subcommands of {@code waymark spec} have in common. */
abstract class SpecAction implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public final Integer call() throws IOException {
    return OrderlyEnd.of(this::act);
  }

  /**
   * Does the work.
   *
   * @return an exit code
   * @throws InterruptedException if a signal ends the process; nothing is left behind
   */
  abstract int act() throws IOException, InterruptedException;

  /** Where the result is printed. */
  final PrintWriter out() {
    return commandSpec().commandLine().getOut();
  }

  /** Where progress is shown. */
  final PrintWriter err() {
    return commandSpec().commandLine().getErr();
  }

  final ParameterException wrongUse(String message) {
    return new ParameterException(commandSpec().commandLine(), message);
  }

  /** The one model of that name. */
  final SpecModel model(SpecManifest manifest, String name) {
    return manifest
        .model(name)
        .orElseThrow(
            () -> wrongUse("No model '" + name + "'; waymark spec list shows all there are"));
  }

  /** TLC's options from those of the command line. */
  final TlcOptions options(int workers, String memory, boolean coverage, long seed) {
    try {
      return new TlcOptions(workers, memory, coverage, seed);
    } catch (IllegalArgumentException wrong) {
      throw wrongUse("--" + wrong.getMessage());
    }
  }

  private CommandSpec commandSpec() {
    if (spec == null) {
      throw new IllegalStateException("called without a command line");
    }
    return spec;
  }
}
