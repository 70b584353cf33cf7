package org.waymark.check.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.waymark.CommitLog;
import org.waymark.LogRefusedException;
import org.waymark.check.history.HistoryChecker;
import org.waymark.check.history.HistoryEvent;
import org.waymark.check.history.HistoryEvent.Invoked;
import org.waymark.check.history.HistoryFile;
import org.waymark.check.history.Violation;

/**
 * One campaign on one log: life after life is started, killed at a random moment or closed, and
 * judged by what all lives recorded.
 *
 * <p>The seed decides the workload, the ends and their moments as durations; which instruction a
 * kill meets is the machine's choice, so a seed repeats the plan and not the interleaving. Used by
 * one thread.
 */
public final class KillLoop {

  /** How a life is to end. The lives go through these in turn, so that each kind occurs. */
  private enum End {
    KILLED_RECOVERING,
    KILLED_SERVING,
    KILLED_AFTER_INTRUSION,
    CLOSED
  }

  private static final End[] ENDS = {
    End.KILLED_SERVING,
    End.KILLED_RECOVERING,
    End.KILLED_AFTER_INTRUSION,
    End.KILLED_SERVING,
    End.CLOSED,
    End.KILLED_RECOVERING,
    End.KILLED_SERVING,
  };

  private static final String RECORDER = "loop";

  /** The most clients at once, unless told otherwise. */
  private static final int MOST_CLIENTS = 8;

  private static final Duration LONGEST_RECOVERY = Duration.ofMillis(120);

  /** How long a life serves at most, unless told otherwise. */
  private static final Duration LONGEST_SERVICE = Duration.ofMillis(600);

  /** How far back a clock may be: two days. */
  private static final long CLOCK_RANGE_NANOS = TimeUnit.DAYS.toNanos(2);

  private final Class<? extends Writer> writer;
  private final Path directory;
  private final Path errors;
  private final SplittableRandom random;
  private final KillCounts counts;
  private final int mostClients;
  private final Duration longestService;
  private final HistoryChecker checker = new HistoryChecker();
  private final List<String> failures = new ArrayList<>();
  private List<Invoked> retries = List.of();
  private long newestClock = Long.MIN_VALUE;
  private int life;

  /**
   * Prepares a campaign.
   *
   * @param writer the writer's main class
   * @param directory an existing directory of its own; holds the log and the history afterwards
   * @param seed where the plan comes from
   * @param counts is added to
   */
  public KillLoop(Class<? extends Writer> writer, Path directory, long seed, KillCounts counts) {
    this(writer, directory, seed, counts, MOST_CLIENTS, LONGEST_SERVICE);
  }

  /** Prepares a campaign with 1 to {@code mostClients} clients that commit no longer than that. */
  public KillLoop(
      Class<? extends Writer> writer,
      Path directory,
      long seed,
      KillCounts counts,
      int mostClients,
      Duration longestService) {
    this.writer = writer;
    this.directory = directory;
    this.errors = directory.resolve("stderr.txt");
    this.random = new SplittableRandom(seed);
    this.counts = counts;
    this.mostClients = mostClients;
    this.longestService = longestService;
  }

  /**
   * Runs lives until there are {@code most}, the time is up, or something is violated; the last one
   * only recovers the log, reads all of it and closes.
   *
   * @param deadlineNanos when to begin the last life, by {@link System#nanoTime()}
   * @return what was violated, in paragraphs
   */
  public List<String> run(int most, long deadlineNanos, Runnable afterEachLife)
      throws IOException, InterruptedException {
    return run(() -> life >= most || System.nanoTime() >= deadlineNanos, afterEachLife);
  }

  /**
   * Runs lives until {@code enough} says so or something is violated; the last one only recovers
   * the log, reads all of it and closes. Asked at the beginning of each life whether it is to be
   * the last.
   *
   * @return what was violated, in paragraphs
   */
  public List<String> run(BooleanSupplier enough, Runnable afterEachLife)
      throws IOException, InterruptedException {
    WriterProcess reserve = WriterProcess.start(writer, directory, errors);
    try {
      boolean last = false;
      while (!last && failures.isEmpty() && checker.violations().isEmpty()) {
        life++;
        last = enough.getAsBoolean();
        try (WriterProcess process = reserve) {
          if (!last) {
            reserve = WriterProcess.start(writer, directory, errors);
          }
          live(process, last);
          afterEachLife.run();
        }
      }
    } finally {
      reserve.close();
    }
    counts.add(checker);
    countSegments();
    checker.violations().stream().map(Violation::toString).forEach(failures::add);
    return failures;
  }

  /** Returns how many lives have begun. */
  public int lives() {
    return life;
  }

  /** Returns how many commits the log is known to have. */
  public long commits() {
    return checker.highestSettled();
  }

  private void live(WriterProcess process, boolean last) throws IOException, InterruptedException {
    counts.lives++;
    LifePlan plan = plan(last);
    process.live(plan);
    boolean serving;
    String how;
    try (HistoryFile own = HistoryFile.append(HistoryFile.path(directory, life, RECORDER))) {
      if (last) {
        serving = process.await(Writer.SERVING);
        how = "closed";
      } else {
        End end = ENDS[(life - 1) % ENDS.length];
        serving = end == End.KILLED_RECOVERING || process.await(Writer.SERVING);
        how = serving ? end(process, end, own) : "closed";
      }
      int code = process.end();
      if (how.equals("closed") && code != 0 && code != Writer.REFUSED) {
        failures.add(
            "life " + life + ": the writer ended with exit code " + code + "; see " + errors);
      }
      own.record(new HistoryEvent.Ended(how));
    }
    judge(plan);
  }

  private LifePlan plan(boolean last) {
    long offset = -random.nextLong(CLOCK_RANGE_NANOS);
    if (offset < newestClock) {
      counts.clockSteps++;
    }
    newestClock = Math.max(newestClock, offset);
    int clients = 1 + random.nextInt(mostClients);
    return new LifePlan(
        life,
        random.nextLong(),
        offset,
        last ? 0 : clients,
        last ? 0 : checker.highestSettled(),
        last ? List.of() : retries);
  }

  /** Ends a life as planned, unless it ends by itself before; returns how it ended. */
  private String end(WriterProcess process, End end, HistoryFile own)
      throws IOException, InterruptedException {
    Duration most = end == End.KILLED_RECOVERING ? LONGEST_RECOVERY : longestService;
    boolean alive = process.leave(Duration.ofNanos(random.nextLong(most.toNanos())));
    if (alive && end == End.KILLED_AFTER_INTRUSION) {
      intrude(process, own);
    }
    if (!alive || !process.isAlive()) {
      return "closed";
    }
    if (end == End.CLOSED) {
      process.askToClose();
      counts.closed++;
      return "closed";
    }
    process.kill();
    return "killed";
  }

  /**
   * Tries to open the log from this process. Whoever gets as far as judging the files got past the
   * lock; only an attempt within the other's life counts.
   */
  private void intrude(WriterProcess process, HistoryFile own) throws IOException {
    boolean opened;
    try (CommitLog intruder = CommitLog.open(directory.resolve(Writer.LOG))) {
      opened = intruder.haltCause().isEmpty();
    } catch (LogRefusedException e) {
      opened = e.reason() != LogRefusedException.Reason.LOCKED;
    }
    if (process.isAlive()) {
      own.record(new HistoryEvent.Intruded(opened));
      counts.intrusions++;
    }
  }

  private void judge(LifePlan plan) throws IOException {
    boolean recovered = false;
    boolean killed = false;
    for (HistoryFile.Line line : HistoryFile.read(directory, life, Writer.RECORDER)) {
      checker.read(line.place(), line.event());
      recovered |= line.event() instanceof HistoryEvent.Recovered;
    }
    // A life that ended before it served leaves the retries to the next.
    retries = recovered ? chooseRetries() : plan.retries();
    for (HistoryFile.Line line : HistoryFile.read(directory, life, RECORDER)) {
      checker.read(line.place(), line.event());
      killed |= line.event() instanceof HistoryEvent.Ended ended && ended.how().equals("killed");
    }
    if (killed && recovered) {
      counts.killedServing++;
    } else if (killed) {
      counts.killedRecovering++;
    }
  }

  /** A client in four never comes back: what it left open must then stay as recovery decides. */
  private List<Invoked> chooseRetries() {
    return checker.undecided().stream()
        .sorted((a, b) -> Long.compare(a.call(), b.call()))
        .filter(open -> random.nextInt(4) != 0)
        .toList();
  }

  private void countSegments() throws IOException {
    Path log = directory.resolve(Writer.LOG);
    if (!Files.isDirectory(log)) {
      return;
    }
    try (Stream<Path> files = Files.list(log)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        counts.markerSegments += name.startsWith("markers-") ? 1 : 0;
        counts.capsuleSegments += name.startsWith("capsules-") ? 1 : 0;
      }
    }
  }
}
