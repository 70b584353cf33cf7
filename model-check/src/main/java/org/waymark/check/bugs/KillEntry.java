package org.waymark.check.bugs;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The door in the wall: makes a {@link Killer} of the name given and lets it attack. Arguments and
 * result are JDK types, since this class is another one on the other side.
 */
final class KillEntry implements Function<Map<String, String>, Map<String, String>> {

  KillEntry() {}

  /** Lets a killer attack behind the wall of a loader. */
  @SuppressWarnings("unchecked") // The class implements just that function.
  static Killer.Attack attack(
      PatchedLoader loader,
      Class<? extends Killer> killer,
      KillProfile profile,
      String property,
      long seed,
      long most)
      throws ReflectiveOperationException {
    Function<Map<String, String>, Map<String, String>> entry =
        loader.entry(KillEntry.class, Function.class);
    Map<String, String> result =
        entry.apply(
            Map.of(
                "killer", killer.getName(),
                "profile", profile.name(),
                "property", property,
                "seed", Long.toString(seed),
                "most", Long.toString(most)));
    String others = result.getOrDefault("others", "");
    return new Killer.Attack(
        Boolean.parseBoolean(result.get("killed")),
        Long.parseLong(result.getOrDefault("images", "0")),
        others.isEmpty() ? List.of() : List.of(others.split(",")),
        result.getOrDefault("evidence", ""));
  }

  @Override
  public Map<String, String> apply(Map<String, String> arguments) {
    try {
      Killer killer =
          Class.forName(argument(arguments, "killer"), true, getClass().getClassLoader())
              .asSubclass(Killer.class)
              .getConstructor()
              .newInstance();
      Killer.Attack attack =
          killer.attack(
              KillProfile.valueOf(argument(arguments, "profile")),
              argument(arguments, "property"),
              Long.parseLong(argument(arguments, "seed")),
              Long.parseLong(argument(arguments, "most")));
      return Map.of(
          "killed", Boolean.toString(attack.killed()),
          "images", Long.toString(attack.images()),
          "others", String.join(",", attack.others()),
          "evidence", attack.evidence());
    } catch (Exception e) {
      throw new IllegalStateException("the killer failed, which is no evidence: " + e, e);
    }
  }

  private static String argument(Map<String, String> arguments, String name) {
    String value = arguments.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no argument " + name);
    }
    return value;
  }
}
