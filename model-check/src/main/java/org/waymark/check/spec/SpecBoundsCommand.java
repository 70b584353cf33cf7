package org.waymark.check.spec;

import java.io.IOException;
import org.waymark.cli.ExitCode;
import picocli.CommandLine.Command;

/** {@code waymark spec bounds}: up to which bounds each claim is known. */
@Command(
    name = "bounds",
    mixinStandardHelpOptions = true,
    description = "Prints the page that says up to which bounds each claim is known.",
    footer = {
      "",
      "Example:",
      "  waymark spec bounds > spec/bounds.md",
      "",
      "Exit codes: 0 printed, 2 wrong use."
    })
final class SpecBoundsCommand extends SpecAction {

  @Override
  int act() throws IOException {
    try (SpecFiles files = SpecFiles.extract()) {
      out().print(BoundsPage.of(SpecFiles.manifest(), files::config));
      out().flush();
      return ExitCode.HELD;
    }
  }
}
