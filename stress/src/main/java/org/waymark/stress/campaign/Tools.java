package org.waymark.stress.campaign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The tools that there are. */
final class Tools {

  private Tools() {}

  /** Returns every tool that {@link ServiceLoader} finds, by name. */
  static List<Tool> all() {
    List<Tool> tools = new ArrayList<>();
    ServiceLoader.load(Tool.class).forEach(tools::add);
    tools.sort(Comparator.comparing(Tool::name));
    return tools;
  }

  /**
   * Returns those of these names, in the order in which they stand among all; no name means all.
   *
   * @throws IllegalArgumentException if there is none of a name; the message names those there are
   */
  static List<Tool> named(List<String> names, List<Tool> all) {
    List<String> known = all.stream().map(Tool::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "No tool '" + name + "'; there are: " + String.join(", ", known));
      }
    }
    return all.stream().filter(tool -> names.isEmpty() || names.contains(tool.name())).toList();
  }

  /** Returns whether a tool can be pointed at something. */
  static boolean knows(Tool tool, String target) {
    return tool.targets().contains(target) || tool.calibration().contains(target);
  }
}
