package org.waymark.stress.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.check.Trees;
import org.waymark.cli.ExitCode;
import org.waymark.cli.Subcommand;
import org.waymark.stress.bench.ClosedLoop.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark bench}: commits per second beside a hand-written loop with the same barriers. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures commits per second and latency, closed loop, beside a hand-written two-barrier loop.",
      "Both take turns in every round; the table shows the medians and the ratio of each round."
    },
    footer = {"", "Example: waymark bench --writers 1,16,256 --seconds 3 --rounds 3"})
public final class BenchCommand implements Subcommand {

  @Option(
      names = "--writers",
      split = ",",
      defaultValue = "1,4,16,64,256",
      description = "Numbers of writers, each 1 to 4096 (default: ${DEFAULT-VALUE}).")
  private int[] writers = {};

  @Option(
      names = "--seconds",
      defaultValue = "2",
      description = "How long each contender runs in each round (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "How often each cell is measured (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--capsule-bytes",
      defaultValue = "4096",
      description = "Payload of each commit (default: ${DEFAULT-VALUE}).")
  private int capsuleBytes;

  @Option(
      names = "--dir",
      defaultValue = ".",
      description = "Where to make a temporary directory (default: the current one).")
  private Path parent = Path.of(".");

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of payloads and tokens (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    check(seconds > 0, "--seconds must be positive");
    check(rounds >= 1, "--rounds must be 1 or more");
    check(capsuleBytes >= 1 && capsuleBytes <= 1 << 20, "--capsule-bytes must be 1 to 1048576");
    for (int n : writers) {
      check(n >= 1 && n <= 4096, "--writers must each be 1 to 4096");
    }
    PrintWriter out = commandSpec().commandLine().getOut();
    out.printf(
        "%d cores, java %s, %d-byte capsules, 4 pages, %d rounds of %.1f s, seed %d%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"),
        capsuleBytes,
        rounds,
        seconds,
        seed);
    out.printf(
        "%8s %12s %10s %10s %14s %10s %10s %8s%n",
        "writers", "waymark/s", "p50 us", "p99 us", "hand-written/s", "p50 us", "p99 us", "ratio");
    for (int n : writers) {
      measure(n, out);
    }
    return ExitCode.HELD;
  }

  private void measure(int n, PrintWriter out) throws Exception {
    List<Result> ours = new ArrayList<>();
    List<Result> theirs = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      Result log = measureLog(n);
      Result loop = measureLoop(n);
      // The first round warms the compiler up.
      if (round > 0) {
        ours.add(log);
        theirs.add(loop);
        ratios.add(log.perSecond() / loop.perSecond());
      }
    }
    Result log = median(ours);
    Result loop = median(theirs);
    ratios.sort(Comparator.naturalOrder());
    out.printf(
        "%8d %12.0f %10d %10d %14.0f %10d %10d %8.2f%n",
        n,
        log.perSecond(),
        log.p50Micros(),
        log.p99Micros(),
        loop.perSecond(),
        loop.p50Micros(),
        loop.p99Micros(),
        ratios.get(ratios.size() / 2));
    out.flush();
  }

  private Result measureLog(int n) throws Exception {
    return inDirectory(dir -> new CommitLogContender(dir, n, capsuleBytes, seed), n);
  }

  private Result measureLoop(int n) throws Exception {
    return inDirectory(dir -> new TwoBarrierLoop(dir, capsuleBytes), n);
  }

  private interface Maker {
    Contender make(Path directory) throws IOException;
  }

  private Result inDirectory(Maker maker, int n) throws Exception {
    Path directory = Files.createTempDirectory(parent, "waymark-bench-");
    try (Contender contender = maker.make(directory)) {
      return ClosedLoop.run(contender, n, Math.round(seconds * 1_000));
    } finally {
      Trees.delete(directory);
    }
  }

  private static Result median(List<Result> results) {
    List<Result> sorted = new ArrayList<>(results);
    sorted.sort(Comparator.comparingDouble(Result::perSecond));
    return sorted.get(sorted.size() / 2);
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(commandSpec().commandLine(), otherwise);
    }
  }

  private CommandSpec commandSpec() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets this");
    }
    return spec;
  }
}
