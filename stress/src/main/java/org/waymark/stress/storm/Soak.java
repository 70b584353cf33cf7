package org.waymark.stress.storm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.waymark.check.Trees;
import org.waymark.check.kill.KillCounts;
import org.waymark.check.kill.KillLoop;

/**
 * Hours of real threads on a real directory: processes full of stormy clients are killed with
 * SIGKILL or closed, one life after the other, and the oracle judges what all of them recorded.
 *
 * <p>A log only grows, each recovery reads all of it, and the oracle remembers every transaction of
 * it. So a log is left for a fresh one when it is full by one of three limits, and neither memory
 * nor disk depend on how long the soak goes on. What a SIGKILL cannot show is a missing force: the
 * system keeps what was written.
 */
public final class Soak {
  private static final int MOST_CLIENTS = 24;
  private static final Duration LONGEST_SERVICE = Duration.ofSeconds(2);
  private static final int MOST_LIVES = 40;
  private static final long MOST_COMMITS = 20_000;
  private static final long MOST_BYTES = 256L << 20;

  /** What is left for the last life, which reads everything. */
  private static final Duration RESERVE = Duration.ofSeconds(4);

  /** One mistake in a long history can lead to as many violations as it has events. */
  private static final int VIOLATIONS_TOLD = 5;

  /** Lines of what the processes printed that are told with a violation. */
  private static final int LINES_TOLD = 20;

  /** The twins that a soak must catch, by name, and a phrase about each. */
  private static final Map<String, Class<? extends StormyWriter>> BROKEN =
      new TreeMap<>(
          Map.of(
              "answers-early", BrokenStormyWriters.AnswersEarly.class,
              "buffers-markers", BrokenStormyWriters.BuffersMarkers.class,
              "buffers-capsules", BrokenStormyWriters.BuffersCapsules.class,
              "validates-one-page", BrokenStormyWriters.ValidatesOnePage.class,
              "forgets-reads", BrokenStormyWriters.ForgetsReads.class,
              "forgets-answers", BrokenStormyWriters.ForgetsAnswers.class,
              "drops-interrupts", BrokenStormyWriters.DropsInterrupts.class));

  private final Class<? extends StormyWriter> writer;
  private final Path directory;
  private final Consumer<String> progress;
  private final SplittableRandom random;
  private final KillCounts kills = new KillCounts();
  private final Tallies tallies = Tallies.inMemory();
  private final long seed;
  private long mostBytes;

  private Soak(
      Class<? extends StormyWriter> writer, long seed, Path directory, Consumer<String> progress) {
    this.writer = writer;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.directory = directory;
    this.progress = progress;
  }

  /**
   * Soaks the shipped log.
   *
   * @param seed where the clients' choices and the kills' moments come from
   * @param time about how long
   * @param directory an existing directory; of a violation the log, the recorded history and what
   *     the processes printed stay there, all else is removed
   * @param progress hears a line after each life
   */
  public static SoakOutcome run(long seed, Duration time, Path directory, Consumer<String> progress)
      throws IOException, InterruptedException {
    return new Soak(StormyWriter.class, seed, directory, progress).run(time);
  }

  /** Returns the names of the broken writers that a soak must catch. */
  public static List<String> calibration() {
    return List.copyOf(BROKEN.keySet());
  }

  /**
   * Soaks a log whose writer has a bad habit; see {@link #run}. Ends with the first violation.
   *
   * @throws IllegalArgumentException if there is no such writer
   */
  public static SoakOutcome calibrate(
      String broken, long seed, Duration time, Path directory, Consumer<String> progress)
      throws IOException, InterruptedException {
    Class<? extends StormyWriter> writer = BROKEN.get(broken);
    if (writer == null) {
      throw new IllegalArgumentException("broken must be one of " + calibration() + ": " + broken);
    }
    return new Soak(writer, seed, directory, progress).run(time);
  }

  private SoakOutcome run(Duration time) throws IOException, InterruptedException {
    long began = System.nanoTime();
    long reserve = Math.min(RESERVE.toNanos(), time.toNanos() / 4);
    long deadline = began + time.toNanos() - reserve;
    List<String> violations = new ArrayList<>();
    do {
      Path place = Files.createTempDirectory(directory, "soak-");
      tallies.one(Figure.LOGS);
      KillLoop loop =
          new KillLoop(writer, place, random.nextLong(), kills, MOST_CLIENTS, LONGEST_SERVICE);
      List<String> found = loop.run(() -> isFull(loop, place, deadline), () -> tell(began, time));
      tallies.addAll(Tallies.mapped(place.resolve(StormyWriter.TALLIES)));
      if (found.isEmpty()) {
        Trees.delete(place);
      } else {
        violations.addAll(found.subList(0, Math.min(found.size(), VIOLATIONS_TOLD)));
        violations.addAll(printed(place));
      }
    } while (violations.isEmpty() && System.nanoTime() < deadline);
    return new SoakOutcome(
        seed,
        Duration.ofNanos(System.nanoTime() - began),
        kills.lives(),
        kills.kills(),
        mostBytes,
        StormOutcome.counts(tallies),
        kills.withFloors(),
        Latency.of(tallies.latencies()),
        violations);
  }

  private boolean isFull(KillLoop loop, Path place, long deadline) {
    long bytes = bytes(place);
    mostBytes = Math.max(mostBytes, bytes);
    return loop.lives() >= MOST_LIVES
        || loop.commits() >= MOST_COMMITS
        || bytes >= MOST_BYTES
        || System.nanoTime() >= deadline;
  }

  private static long bytes(Path place) {
    try {
      long sum = 0;
      for (Path file : Trees.files(place)) {
        sum += Files.size(file);
      }
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tell(long began, Duration time) {
    progress.accept(
        String.format(
            Locale.ROOT,
            "%d of %d s; %,d lives, %,d kills, at most %,d MiB of disk",
            (System.nanoTime() - began) / 1_000_000_000,
            time.toSeconds(),
            kills.lives(),
            kills.kills(),
            mostBytes >> 20));
  }

  /** What a client found wrong, or else what the processes printed last. */
  private static List<String> printed(Path place) throws IOException {
    Path errors = place.resolve("stderr.txt");
    List<String> lines = Files.exists(errors) ? Files.readAllLines(errors) : List.of();
    int first = Math.max(0, lines.size() - LINES_TOLD);
    for (int i = lines.size() - 1; i >= 0; i--) {
      first = lines.get(i).startsWith(StormyWriter.SAYS) ? i : first;
    }
    int end = Math.min(lines.size(), first + LINES_TOLD);
    List<String> told = new ArrayList<>();
    if (!lines.isEmpty()) {
      told.add("printed: " + String.join("\n  ", lines.subList(first, end)));
    }
    told.add("judge again: waymark check-history " + place);
    return told;
  }
}
