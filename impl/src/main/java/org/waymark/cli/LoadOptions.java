package org.waymark.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.Limits;
import org.waymark.TimeSource;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code waymark run} that shape the synthetic load. */
final class LoadOptions {

  private static final List<String> NAMES =
      List.of(
          "--writers",
          "--seconds",
          "--commits",
          "--pages",
          "--reads",
          "--conflict",
          "--capsule-bytes",
          "--seed");

  /** Longer than anybody waits, and far from overflow. */
  private static final long FOR_EVER = Long.MAX_VALUE / 4;

  @Option(names = "--writers", paramLabel = "N", description = "Writers, 1 to 4096 (default 4).")
  private int writers = 4;

  @Option(names = "--seconds", paramLabel = "S", description = "How long to run (default 5).")
  private double seconds = 5;

  @Option(names = "--commits", paramLabel = "K", description = "How many commits to make instead.")
  private long commits = Long.MAX_VALUE;

  @Option(names = "--pages", paramLabel = "P", description = "Pages written each (default 4).")
  private int pages = 4;

  @Option(names = "--reads", paramLabel = "P", description = "Pages read each (default 0).")
  private int reads;

  @Option(
      names = "--conflict",
      paramLabel = "X",
      description = "Probability, 0 to 1, of a page to be one of 16 that all share (default 0).")
  private double conflict;

  @Option(
      names = "--capsule-bytes",
      paramLabel = "B",
      description = "Bytes of each capsule, 1 to 64 MiB (default 4096).")
  private int capsuleBytes = 4096;

  @Option(names = "--seed", paramLabel = "Z", description = "Seed of the load (default: the time).")
  private @Nullable Long seed;

  /** Refuses a command line that gives any of these options. */
  static void refuseAny(CommandLine line) {
    for (String option : NAMES) {
      if (given(line, option)) {
        throw new ParameterException(
            line, option + " shapes the synthetic load and does not go with --input");
      }
    }
  }

  /** Returns the load asked for. */
  Workload.Shape shape(CommandLine line, TimeSource time) {
    if (given(line, "--seconds") && given(line, "--commits")) {
      throw new ParameterException(line, "--seconds and --commits exclude each other");
    }
    check(line, "--writers", writers >= 1 && writers <= 4096, "1 to 4096");
    check(line, "--seconds", seconds > 0 && seconds <= 1e9, "above 0, at most 1e9");
    check(line, "--commits", commits >= 1, "1 or more");
    check(line, "--pages", pages >= 1 && pages <= Limits.MAX_PAGES, "1 to " + Limits.MAX_PAGES);
    check(line, "--reads", reads >= 0 && reads <= Limits.MAX_PAGES, "0 to " + Limits.MAX_PAGES);
    check(line, "--conflict", conflict >= 0 && conflict <= 1, "0 to 1");
    boolean fits = capsuleBytes >= 1 && capsuleBytes <= 64 << 20;
    check(line, "--capsule-bytes", fits, "1 to 67108864");
    long nanos = given(line, "--commits") ? FOR_EVER : (long) (seconds * 1e9);
    return new Workload.Shape(
        writers,
        commits,
        nanos,
        pages,
        reads,
        conflict,
        capsuleBytes,
        seed == null ? time.unixNanos() : seed);
  }

  private static void check(CommandLine line, String option, boolean holds, String range) {
    if (!holds) {
      throw new ParameterException(line, option + " must be " + range);
    }
  }

  private static boolean given(CommandLine line, String option) {
    return line.getParseResult().hasMatchedOption(option);
  }
}
