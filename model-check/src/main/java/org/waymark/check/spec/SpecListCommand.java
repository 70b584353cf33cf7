package org.waymark.check.spec;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.waymark.check.Profile;
import org.waymark.check.Table;
import org.waymark.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code waymark spec list}: the models, their bounds, and what must come of them. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the models: bounds, what must come of them, what they check.",
    footer = {
      "",
      "Examples:",
      "  waymark spec list --profile quick",
      "  waymark spec list --json",
      "",
      "Exit codes: 0 listed, 2 wrong use."
    })
final class SpecListCommand extends SpecAction {

  /** As many properties are named; more are only counted. */
  private static final int NAMED = 2;

  @Option(
      names = "--profile",
      defaultValue = "nightly",
      paramLabel = "PROFILE",
      description = "only what runs under quick, full or nightly (default: ${DEFAULT-VALUE})")
  private Profile profile = Profile.NIGHTLY;

  @Option(names = "--json", description = "one JSON array, with all names")
  private boolean json;

  @Override
  int act() throws IOException {
    try (SpecFiles files = SpecFiles.extract()) {
      List<SpecModel> models = SpecRunner.models(profile);
      if (json) {
        out().println(asJson(models, files));
      } else {
        table(models, files).lines(/* figures= */ 0).forEach(out()::println);
        out().println(models.size() + " models");
      }
      out().flush();
      return ExitCode.HELD;
    }
  }

  private static Table table(List<SpecModel> models, SpecFiles files) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (SpecModel model : models) {
      List<String> checks = files.config(model).checks();
      rows.add(
          List.of(
              model.cfg(),
              model.module(),
              bounds(model.bounds()),
              expected(model),
              model.profile().toString(),
              checks.size() <= NAMED ? String.join(", ", checks) : checks.size() + " properties"));
    }
    return new Table(
        "Models", List.of("model", "module", "bounds", "must", "profile", "checks"), rows);
  }

  /** Bounds as people write them: {@code GroupMax 2, Txn 3}. */
  static String bounds(Map<String, Integer> bounds) {
    return bounds.entrySet().stream()
        .map(bound -> bound.getKey() + " " + bound.getValue())
        .collect(Collectors.joining(", "));
  }

  /** What must come of a model, after the words "it must". */
  static String expected(SpecModel model) {
    return switch (model.kind()) {
      case EXHAUSTIVE -> "hold in " + model.states() + " states, depth " + model.depth();
      case VIOLATED -> "violate " + model.violates();
      case SIMULATION -> "hold in " + Objects.requireNonNull(model.simulate()).amount();
      case SAMPLING -> "hold from sampled initial states";
      case OPEN -> "do whatever it does";
    };
  }

  private static String asJson(List<SpecModel> models, SpecFiles files) throws IOException {
    JsonMapper mapper = new JsonMapper();
    ArrayNode array = mapper.createArrayNode();
    for (SpecModel model : models) {
      ObjectNode json = mapper.valueToTree(model);
      json.put("kind", model.kind().name());
      json.set("checks", mapper.valueToTree(files.config(model).checks()));
      array.add(json);
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(array);
  }
}
