package org.waymark.stress.storm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.waymark.check.Trees;
import org.waymark.check.history.HistoryChecker;
import org.waymark.check.history.HistoryFile;
import org.waymark.check.history.Sight;
import org.waymark.check.history.Violation;

/** The storms there are, and how one is run and judged. */
public final class Storms {
  private static final String RECORDER = "storm";

  /** How long nothing at all may happen in a storm. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /** A log is left for a fresh one after so many lives: each of them reads all of it. */
  private static final int MOST_LIVES = 6;

  /** Or after so many commits. */
  private static final long MOST_COMMITS = 20_000;

  /** One life in so many has its heap measured, which takes longer than a crowd's work. */
  private static final int MEASURE_ONE_IN = 8;

  private static final int MOST_VIOLATIONS = 20;

  private final Weather weather;
  private final Habits habits;
  private final Duration patience;
  private final SplittableRandom random;
  private final Path directory;
  private final Tallies tallies = Tallies.inMemory();
  private final List<String> violations = Collections.synchronizedList(new ArrayList<>());

  private Storms(Weather weather, Habits habits, Duration patience, long seed, Path directory) {
    this.weather = weather;
    this.habits = habits;
    this.patience = patience;
    this.random = new SplittableRandom(seed);
    this.directory = directory;
  }

  /** Returns the storms' names. */
  public static List<String> names() {
    return Arrays.stream(Weather.values())
        .filter(weather -> weather != Weather.SOAK)
        .map(Weather::title)
        .toList();
  }

  /** Returns what a storm consists of, in a phrase. */
  public static String about(String storm) {
    return weather(storm).about();
  }

  /**
   * Runs a storm and judges it. A storm of virtual threads has another before it, to load classes;
   * if that finds something, its outcome is the one that is returned.
   *
   * @param storm its name
   * @param seed where its choices come from
   * @param time how long it goes on; the last crowd and the last reopening come on top
   * @param directory an existing directory; what shows a violation is left there, all else removed
   * @throws IllegalArgumentException if there is no such storm
   * @throws InterruptedException if interrupted between two lives
   */
  public static StormOutcome run(String storm, long seed, Duration time, Path directory)
      throws IOException, InterruptedException {
    if (weather(storm).virtual() && VirtualThreads.available()) {
      // A thread that loads or initializes a class is pinned meanwhile, whoever's the class is.
      StormOutcome warmUp = runWarm(Weather.INTERRUPTS.title(), seed, Duration.ZERO, directory);
      if (!warmUp.violations().isEmpty()) {
        return warmUp;
      }
    }
    return runWarm(storm, seed, time, directory);
  }

  /** Runs a storm in a JVM that has loaded the log's and the storms' classes. */
  static StormOutcome runWarm(String storm, long seed, Duration time, Path directory)
      throws IOException, InterruptedException {
    return run(weather(storm), Habits.PROPER, PATIENCE, seed, time, directory);
  }

  /** Runs a storm whose clients have these habits. */
  static StormOutcome run(
      Weather weather, Habits habits, Duration patience, long seed, Duration time, Path directory)
      throws IOException, InterruptedException {
    return new Storms(weather, habits, patience, seed, directory).run(seed, time);
  }

  private static Weather weather(String storm) {
    return Arrays.stream(Weather.values())
        .filter(weather -> weather.title().equals(storm))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("storm must be one of " + names() + ": " + storm));
  }

  private StormOutcome run(long seed, Duration time) throws IOException, InterruptedException {
    long began = System.nanoTime();
    long deadline = began + time.toNanos();
    List<String> notes = new ArrayList<>();
    SortedMap<String, Long> pinned = new TreeMap<>();
    if (weather.virtual() && VirtualThreads.available()) {
      try (Pinning pinning = new Pinning(directory.resolve("pinned.jfr"))) {
        blow(deadline);
        pinned.putAll(pinning.stop());
      }
      tallies.add(Figure.VIRTUAL, tallies.get(Figure.LIVES));
      tallies.add(Figure.PINNED, pinned.values().stream().mapToLong(Long::longValue).sum());
      Pinning.byTheLog(pinned)
          .forEach(place -> violated("virtual threads were pinned again and again at " + place));
    } else {
      if (weather.virtual()) {
        notes.add("This JDK has no virtual threads: the storm ran with threads of the machine.");
      }
      blow(deadline);
    }
    return new StormOutcome(
        weather.title(),
        seed,
        Duration.ofNanos(System.nanoTime() - began),
        StormOutcome.counts(tallies),
        Latency.of(tallies.latencies()),
        pinned,
        violations,
        notes);
  }

  private void blow(long deadline) throws IOException, InterruptedException {
    do {
      Path place = Files.createTempDirectory(directory, weather.title() + "-");
      oneLog(place, deadline);
      if (violations.isEmpty()) {
        Trees.delete(place);
      }
    } while (violations.isEmpty() && System.nanoTime() < deadline);
  }

  /** Lives on one log; the last life opens it, reads it and closes it. */
  private void oneLog(Path place, long deadline) throws IOException, InterruptedException {
    tallies.one(Figure.LOGS);
    HistoryChecker checker = new HistoryChecker();
    Watchdog watchdog = new Watchdog(patience, place.resolve("threads.txt"), this::violated);
    Path log = place.resolve("log");
    boolean last = false;
    for (int life = 1; !last && violations.isEmpty(); life++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("between two lives");
      }
      boolean enough = life == MOST_LIVES || checker.highestSettled() > MOST_COMMITS;
      last = life > 1 && (enough || System.nanoTime() >= deadline);
      boolean measured = weather.isMassive() || tallies.get(Figure.LIVES) % MEASURE_ONE_IN == 0;
      try (HistoryFile history = HistoryFile.append(HistoryFile.path(place, life, RECORDER))) {
        Life one =
            new Life(weather, habits, log, random.split(), tallies, watchdog, this::violated);
        if (!one.live(
            last ? 0 : weather.crowds(),
            deadline,
            checker.highestSettled(),
            measured && !last,
            history)) {
          return;
        }
      }
      for (HistoryFile.Line line : HistoryFile.read(place, life, RECORDER)) {
        checker.read(line.place(), line.event());
      }
      checker.violations().stream().map(Violation::toString).forEach(this::violated);
    }
    tallies.add(Figure.REREAD, checker.seen(Sight.REREAD));
  }

  private void violated(String how) {
    synchronized (violations) {
      if (violations.size() < MOST_VIOLATIONS) {
        violations.add(how);
      }
    }
  }
}
