package org.waymark.check;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** {@code waymark verify} with layers of the test's choice, as a main class for a child process. */
final class VerifyMain {

  private VerifyMain() {}

  /**
   * Runs it.
   *
   * @param args how the layers end, separated by commas, then the options of {@code verify}
   */
  public static void main(String[] args) {
    List<Layer> layers = new ArrayList<>();
    for (String kind : args[0].split(",", -1)) {
      layers.add(
          switch (kind) {
            case "held" -> TestLayer.holding(kind);
            case "noting" ->
                TestLayer.ending(
                    kind,
                    new LayerResult(
                        Verdict.HELD, "a part", List.of(), List.of("NOT CHECKED: the rest")));
            case "violated" -> TestLayer.violated(kind);
            case "absent" -> TestLayer.ending(kind, LayerResult.couldNotRun("install it"));
            default -> throw new IllegalArgumentException(kind);
          });
    }
    CommandLine command = new CommandLine(new VerifyCommand(layers));
    System.exit(command.execute(List.of(args).subList(1, args.length).toArray(String[]::new)));
  }
}
