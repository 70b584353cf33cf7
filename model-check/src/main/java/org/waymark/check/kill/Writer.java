package org.waymark.check.kill;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.waymark.CommitLog;
import org.waymark.CommitResult;
import org.waymark.CommittedTransaction;
import org.waymark.LogOptions;
import org.waymark.LogRefusedException;
import org.waymark.Submission;
import org.waymark.TimeSource;
import org.waymark.check.history.Commit;
import org.waymark.check.history.HistoryEvent;
import org.waymark.check.history.HistoryFile;
import org.waymark.disk.Disk;
import org.waymark.disk.FileDisk;

/**
 * One life of a log as a process: recovers it, records what it found, and lets clients commit until
 * it is killed or told to close.
 *
 * <p>The first line of standard input is the {@link LifePlan}; a further line asks for a clean
 * close in the midst of the clients' work; the end of the input means that the parent is gone, and
 * ends the process. Standard output tells how far it is: {@value #READY}, {@value #OPENING},
 * {@value #SERVING}. Exit codes: 0 closed, {@value #REFUSED} the log refused to be opened, anything
 * else a defect.
 *
 * <p>Open for a broken twin to override one habit, so that the checker can be seen to catch it.
 */
public class Writer {
  static final String READY = "ready";
  static final String OPENING = "opening";
  static final String SERVING = "serving";
  static final int REFUSED = 3;

  /** The log's directory, below the writer's. */
  static final String LOG = "log";

  /** Who records, as part of the history file's name. */
  static final String RECORDER = "writer";

  /** Small segments, so that every life crosses their ends, and groups that fill up. */
  private static final int MARKERS_PER_SEGMENT = 64;

  private static final int CAPSULE_SEGMENT_BYTES = 512 << 10;
  private static final int GROUP_COMMIT_MAX = 16;
  private static final int QUEUE = 64;

  private volatile boolean closing;

  /** Creates a writer with proper habits. */
  protected Writer() {}

  /**
   * Runs a writer.
   *
   * @param args the directory to work in
   */
  public static void main(String[] args) throws IOException {
    System.exit(new Writer().live(Path.of(args[0])));
  }

  /** Returns the disk that the log is on. */
  protected Disk disk(Path directory) throws IOException {
    return FileDisk.openOrCreate(directory);
  }

  /** Returns the options that the log is opened with in this life, given the proper ones. */
  protected LogOptions options(LogOptions proper, LifePlan plan) {
    return proper;
  }

  /** Commits for a client and returns what the client takes for its answer. */
  protected CommitResult commit(CommitLog log, Submission submission) throws InterruptedException {
    return log.commit(submission);
  }

  /** Returns the pages that a client declares as written, having written {@code pages}. */
  protected long[] declare(long[] pages) {
    return pages;
  }

  /** Returns the pages that a client declares as read, having read {@code pages}. */
  protected long[] declareRead(long[] pages) {
    return pages;
  }

  /** Returns what lies behind a commit's marker, or null to look no further than the marker. */
  protected Commit.@Nullable Content reread(CommittedTransaction transaction) throws IOException {
    CommittedTransaction.Evidence evidence = transaction.readEvidence();
    try (InputStream capsule = transaction.openCapsule()) {
      return new Commit.Content(
          evidence.beginSeq(),
          list(evidence.pagesWritten()),
          Payload.digest(capsule),
          list(evidence.pagesRead()));
    }
  }

  /**
   * Returns what one client does until the log is closed: its share of the plan's retries, and then
   * work of its own, all of it recorded.
   *
   * @param number 0 to one less than the plan has clients
   */
  protected Runnable client(
      CommitLog log, HistoryFile history, SplittableRandom random, int number, LifePlan plan)
      throws IOException {
    return new Client(this, log, history, random, number, plan);
  }

  /** Lives one life and returns the exit code. */
  protected final int live(Path directory) throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    tell(READY);
    String order = orders.readLine();
    if (order == null) {
      return 0; // A process in reserve that nobody needed.
    }
    LifePlan plan = new ObjectMapper().readValue(order, LifePlan.class);
    try (HistoryFile history =
        HistoryFile.append(HistoryFile.path(directory, plan.life(), RECORDER))) {
      tell(OPENING);
      try (CommitLog log =
          CommitLog.open(disk(directory.resolve(LOG)), options(sized(plan), plan))) {
        history.record(new HistoryEvent.Recovered(readAll(log, plan.rereadAbove())));
        tell(SERVING);
        serve(log, plan, history, orders);
      } catch (LogRefusedException e) {
        history.record(new HistoryEvent.Refused(String.valueOf(e.getMessage())));
        return REFUSED;
      }
    }
    return 0;
  }

  private void serve(CommitLog log, LifePlan plan, HistoryFile history, BufferedReader orders)
      throws IOException {
    if (plan.threads() == 0) {
      return;
    }
    List<CompletableFuture<Void>> tasks = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(plan.seed());
    for (int i = 0; i < plan.threads(); i++) {
      tasks.add(start("client", client(log, history, random.split(), i, plan)));
    }
    tasks.add(start("orders", () -> obey(orders, log)));
    try {
      // The first failure counts, whatever the others are doing.
      CompletableFuture<Void> failure = new CompletableFuture<>();
      tasks.forEach(task -> task.exceptionally(e -> fail(failure, e)));
      CompletableFuture.anyOf(
              failure, CompletableFuture.allOf(tasks.toArray(CompletableFuture<?>[]::new)))
          .join();
    } catch (CompletionException e) {
      throw new IOException("a client failed", e.getCause());
    }
  }

  private static @Nullable Void fail(CompletableFuture<Void> failure, Throwable cause) {
    failure.completeExceptionally(cause);
    return null;
  }

  /** Closes the log under the clients' feet when told to, and dies with the parent. */
  private void obey(BufferedReader orders, CommitLog log) {
    try {
      if (orders.readLine() == null) {
        Runtime.getRuntime().halt(1);
      }
      closing = true;
      log.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether the log is being closed, so that reads of it may fail. */
  protected final boolean closing() {
    return closing;
  }

  private static CompletableFuture<Void> start(String name, Runnable task) {
    return CompletableFuture.runAsync(
        task,
        body -> {
          Thread thread = new Thread(body, name);
          thread.setDaemon(true);
          thread.start();
        });
  }

  private List<Commit> readAll(CommitLog log, long rereadAbove) throws IOException {
    List<Commit> commits = new ArrayList<>();
    var cursor = log.history().from(1);
    CommittedTransaction next;
    while ((next = cursor.next()) != null) {
      commits.add(commit(next, next.sequence() > rereadAbove));
    }
    return commits;
  }

  /** Returns a commit as it was read. */
  protected final Commit commit(CommittedTransaction transaction, boolean whole)
      throws IOException {
    Commit.@Nullable Content content = whole ? reread(transaction) : null;
    return new Commit(
        transaction.sequence(),
        transaction.time(),
        transaction.token().toString(),
        transaction.capsuleId().toString(),
        content);
  }

  static List<Long> list(long[] pages) {
    return LongStream.of(pages).boxed().toList();
  }

  private static LogOptions sized(LifePlan plan) {
    return LogOptions.defaults()
        .withMarkersPerSegment(MARKERS_PER_SEGMENT)
        .withCapsuleSegmentBytes(CAPSULE_SEGMENT_BYTES)
        .withGroupCommitMax(GROUP_COMMIT_MAX)
        .withQueue(QUEUE, LogOptions.WhenFull.BLOCK)
        .withTime(shifted(TimeSource.system(), plan.clockOffsetNanos()));
  }

  private static TimeSource shifted(TimeSource clock, long offsetNanos) {
    return new TimeSource() {
      @Override
      public long unixNanos() {
        return clock.unixNanos() + offsetNanos;
      }

      @Override
      public long monotonicNanos() {
        return clock.monotonicNanos();
      }
    };
  }

  private static void tell(String how) {
    System.out.println(how);
    System.out.flush();
  }
}
