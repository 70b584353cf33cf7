package org.waymark.check.spec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The page {@code spec/bounds.md}: for each claim the models that it holds in, with their bounds,
 * and the seeded bugs that show that it can fail. Written from the manifest and the configurations,
 * so that no number in it is typed.
 */
final class BoundsPage {

  private static final String HEAD =
      """
      # Up to which bounds each claim is known

      Generated from the manifest and the configurations: `waymark spec bounds > spec/bounds.md`. A test holds
      this page against them.

      A model checker knows a claim for the models that it has looked at, and for no larger one. *Exhaustive*
      means every state within the bounds; *simulation* random behaviours, and *sampling* all behaviours from
      randomly chosen states, where there are too many to look at all: evidence, and no proof. A number is a
      constant's value, or the size of the set that it is; what the environment may do besides is switched on.
      Claims that hold in the same models stand together.
      """;

  /** Where configurations come from. */
  interface Configurations {

    /** Reads the configuration of a model. */
    TlcConfig of(SpecModel model) throws IOException;
  }

  private final StringBuilder page = new StringBuilder(HEAD);
  private final Map<SpecModel, List<String>> switches = new HashMap<>();

  private BoundsPage() {}

  /** Writes the page. */
  static String of(SpecManifest manifest, Configurations configurations) throws IOException {
    return new BoundsPage().write(manifest, configurations);
  }

  private String write(SpecManifest manifest, Configurations configurations) throws IOException {
    Map<String, List<SpecModel>> holding = new LinkedHashMap<>();
    Map<String, List<String>> teeth = new TreeMap<>();
    for (SpecModel model : manifest.models()) {
      String violated = model.violates();
      if (violated != null) {
        teeth.computeIfAbsent(claim(model, violated), at -> new ArrayList<>()).add(model.cfg());
      } else {
        TlcConfig config = configurations.of(model);
        switches.put(model, config.switches());
        for (String check : config.checks()) {
          holding.computeIfAbsent(claim(model, check), at -> new ArrayList<>()).add(model);
        }
      }
    }
    Map<List<SpecModel>, List<String>> together = new LinkedHashMap<>();
    holding.forEach(
        (claim, in) -> together.computeIfAbsent(in, at -> new ArrayList<>()).add(claim));
    together.forEach((models, claims) -> section(models, claims, teeth));
    teeth.keySet().removeAll(holding.keySet());
    reached(teeth);
    return page.toString();
  }

  /** What no model holds is a probe: the negation of a situation that must be reached. */
  private void reached(Map<String, List<String>> probes) {
    page.append("\n## Situations that are reached\n\n");
    page.append("| probe, which must be violated | in |\n| --- | --- |\n");
    probes.forEach(
        (probe, models) ->
            page.append("| `")
                .append(name(probe))
                .append("` | ")
                .append(quoted(models))
                .append(" |\n"));
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  /** Two modules may have a property of the same name: TypeOK, in every one. */
  private static String claim(SpecModel model, String property) {
    String module = model.module().replaceFirst("Properties$", "");
    return module + "!" + property;
  }

  private void section(
      List<SpecModel> models, List<String> claims, Map<String, List<String>> teeth) {
    page.append("\n## ").append(String.join(", ", claims.stream().map(BoundsPage::name).toList()));
    page.append("\n\n| model | kind | bounds | switched on | seen | profile |\n");
    page.append("| --- | --- | --- | --- | --: | --- |\n");
    for (SpecModel model : models) {
      page.append("| `").append(model.cfg()).append("` | ").append(kind(model)).append(" | ");
      page.append(SpecListCommand.bounds(model.bounds())).append(" | ");
      page.append(String.join(", ", switches.getOrDefault(model, List.of()))).append(" | ");
      page.append(seen(model)).append(" | ").append(model.profile()).append(" |\n");
    }
    page.append("\n| claim of ").append(module(claims)).append(" | shown to fail by |\n");
    page.append("| --- | --- |\n");
    for (String claim : claims) {
      page.append("| `").append(name(claim)).append("` | ");
      page.append(quoted(teeth.getOrDefault(claim, List.of())));
      page.append(" |\n");
    }
  }

  private static String name(String claim) {
    return claim.substring(claim.indexOf('!') + 1);
  }

  private static String module(List<String> claims) {
    return "`" + claims.get(0).substring(0, claims.get(0).indexOf('!')) + "`";
  }

  private static String kind(SpecModel model) {
    return switch (model.kind()) {
      case SIMULATION -> "simulation";
      case SAMPLING -> "sampling";
      default -> "exhaustive";
    };
  }

  private static String seen(SpecModel model) {
    return switch (model.kind()) {
      case SIMULATION -> Objects.requireNonNull(model.simulate()).amount();
      case SAMPLING -> "";
      default -> String.format(Locale.ROOT, "%,d states", model.states());
    };
  }
}
