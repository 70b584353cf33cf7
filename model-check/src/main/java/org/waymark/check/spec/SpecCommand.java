package org.waymark.check.spec;

import org.jspecify.annotations.Nullable;
import org.waymark.cli.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark spec}: model checking of the protocol with TLC. */
@Command(
    name = "spec",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Checks the models of the protocol with TLC.",
    subcommands = {
      SpecListCommand.class,
      SpecRunCommand.class,
      SpecSimulateCommand.class,
      SpecWorkerCommand.class,
      SpecBoundsCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  waymark spec list --profile quick",
      "  waymark spec run WriteCoordinator_small",
      "  waymark spec simulate WriteCoordinator_wide --seconds 60",
      "",
      "Exit codes: 0 as the manifest expects, 1 not so, 2 wrong use, 3 TLC could not run to its"
          + " end."
    })
public final class SpecCommand implements Subcommand {

  @Spec private @Nullable CommandSpec spec;

  /** Offers its subcommands. */
  public SpecCommand() {}

  /** A bare {@code waymark spec} asks for nothing, which is wrong use. */
  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("called without a command line");
    }
    throw new ParameterException(spec.commandLine(), "Missing required subcommand");
  }
}
