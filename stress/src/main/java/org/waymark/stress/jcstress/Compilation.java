package org.waymark.stress.jcstress;

import java.util.Arrays;
import java.util.List;

/** How the code of a run becomes machine code; each lets other reorderings through. */
public enum Compilation {
  /** As in production: interpreted at first, then compiled by both compilers. */
  TIERED,
  /** By the optimizing compiler alone. */
  OPTIMIZED,
  /** The same, with what it may order freely put into random order. */
  SHUFFLED,
  /** By the quick compiler alone. */
  FAST,
  /** Not at all. */
  INTERPRETED;

  /** Returns the kind that a seed stands for. */
  public static Compilation of(long seed) {
    Compilation[] all = values();
    return all[(int) Math.floorMod(seed, (long) all.length)];
  }

  /**
   * Returns the kind that a seed stands for among those with a compiler: without one, a loop that a
   * compiler would hoist shows nothing.
   */
  public static Compilation ofTwin(long seed) {
    List<Compilation> compiling =
        Arrays.stream(values()).filter(kind -> kind != INTERPRETED).toList();
    return compiling.get((int) Math.floorMod(seed, (long) compiling.size()));
  }

  /** Returns the options of the virtual machine. */
  List<String> options() {
    return switch (this) {
      case TIERED -> List.of();
      case OPTIMIZED -> List.of("-XX:-TieredCompilation");
      case SHUFFLED ->
          List.of(
              "-XX:-TieredCompilation",
              "-XX:+UnlockDiagnosticVMOptions",
              "-XX:+IgnoreUnrecognizedVMOptions",
              "-XX:+StressLCM",
              "-XX:+StressGCM",
              "-XX:+StressIGVN",
              "-XX:+StressCCP");
      case FAST -> List.of("-XX:TieredStopAtLevel=1");
      case INTERPRETED -> List.of("-Xint");
    };
  }
}
