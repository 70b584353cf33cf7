package org.waymark.check.disk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A name and what a power loss may let it lead to. */
final class NameChain implements Chain {

  /** Where a name leads to since that change: the number of a file, or -1 for nowhere. */
  record Target(long order, int file, @Nullable String label) {}

  private final String name;
  private final List<Target> targets;

  NameChain(String name, List<Target> targets) {
    this.name = name;
    this.targets = targets;
  }

  String name() {
    return name;
  }

  int file(int value) {
    return targets.get(value).file();
  }

  @Override
  public int radix() {
    return targets.size();
  }

  @Override
  public long order(int value) {
    return targets.get(value).order();
  }

  @Override
  public String describe(int value) {
    String label = targets.get(value).label();
    String state = label == null ? "absent" : label.equals(name) ? "present" : "is " + label;
    return "name " + name + ": " + state + (value == 0 ? " (old)" : " (new)");
  }
}
