package org.waymark.stress.storm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.waymark.CommitLog;
import org.waymark.CommitResult;
import org.waymark.CommittedTransaction;
import org.waymark.LogOptions;
import org.waymark.LogOptions.WhenFull;
import org.waymark.Submission;
import org.waymark.check.history.Commit;
import org.waymark.check.history.HistoryEvent.Invoked;
import org.waymark.check.history.HistoryFile;
import org.waymark.check.kill.LifePlan;
import org.waymark.check.kill.Writer;
import org.waymark.stress.storm.Client.Role;

/**
 * A writer process whose clients are in a storm: the soak's.
 *
 * <p>One more thread interrupts them at random and watches that calls go on returning. What a
 * client finds wrong ends the process at once with an exit code that its parent takes for a defect;
 * what it counted is in a mapped file, and outlives it.
 *
 * <p>Open for a broken twin to override one habit, so that the soak can be seen to catch it.
 */
public class StormyWriter extends Writer {
  /** The file of the figures, in the writer's directory. */
  static final String TALLIES = "tallies";

  /** What a line begins with that tells what a client found wrong. */
  static final String SAYS = "VIOLATED: ";

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int VIOLATED = 4;

  /** Of so many clients one reads and one follows the tip. */
  private static final int ROLES = 8;

  private static final long PAUSE_NANOS = 1_000_000;
  private static final int QUEUE = 8;

  private final Path directory;
  private final Tallies tallies;
  private final KnownThreads own = new KnownThreads();
  private final List<Client> clients = new CopyOnWriteArrayList<>();
  private @Nullable Scene scene;

  /** Creates a writer with proper habits that works in {@code directory}. */
  protected StormyWriter(Path directory) throws IOException {
    this.directory = directory;
    this.tallies = Tallies.mapped(directory.resolve(TALLIES));
  }

  /**
   * Runs a writer.
   *
   * @param args the directory to work in
   */
  public static void main(String[] args) throws IOException {
    run(new StormyWriter(Path.of(args[0])));
  }

  /** Lives one life and ends the process. */
  static void run(StormyWriter writer) throws IOException {
    System.exit(writer.live(writer.directory));
  }

  @Override
  protected LogOptions options(LogOptions proper, LifePlan plan) {
    SplittableRandom random = new SplittableRandom(plan.seed());
    tallies.one(Figure.LIVES);
    return proper
        .withGroupCommitMax(Weather.drawGroupCommitMax(random))
        .withQueue(
            1 + random.nextInt(QUEUE), random.nextBoolean() ? WhenFull.BLOCK : WhenFull.REFUSE)
        .withThreads(own);
  }

  /** Commits for a client and returns what it takes for the stage of its answer. */
  protected CompletionStage<CommitResult> commitAsync(CommitLog log, Submission submission)
      throws InterruptedException {
    return log.commitAsync(submission);
  }

  @Override
  protected final Runnable client(
      CommitLog log, HistoryFile history, SplittableRandom random, int number, LifePlan plan) {
    Scene shared = shared(log, history);
    List<Invoked> retries = new ArrayList<>();
    for (int i = number; i < plan.retries().size(); i += plan.threads()) {
      retries.add(plan.retries().get(i));
    }
    Role role =
        switch (number % ROLES) {
          case ROLES - 1 -> Role.FOLLOWER;
          case ROLES - 2 -> Role.READER;
          default -> Role.WRITER;
        };
    Client client = new Client(shared, random, role, retries, Long.MAX_VALUE);
    clients.add(client);
    tallies.most(Figure.WRITERS_AT_ONCE, plan.threads());
    if (number == plan.threads() - 1) {
      startStorm(shared, random.split());
    }
    return () -> {
      client.run();
      // The process must not end before the answers of those are recorded who never waited.
      while (shared.outstandingStages() > 0) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    };
  }

  /** Called by the process's first thread only, before there are clients. */
  private Scene shared(CommitLog log, HistoryFile history) {
    Scene made = scene;
    if (made == null) {
      made =
          new Scene(
              Weather.SOAK, log, history, new OwnHabits(), tallies, this::closing, this::violated);
      scene = made;
    }
    return made;
  }

  /** Returns how long nothing at all may happen. */
  protected Duration patience() {
    return PATIENCE;
  }

  private void violated(String how) {
    System.err.println(SAYS + how);
    System.err.flush();
    Runtime.getRuntime().halt(VIOLATED);
  }

  private void startStorm(Scene shared, SplittableRandom random) {
    Thread thread = new Thread(() -> storm(shared, random), "storm");
    thread.setDaemon(true);
    thread.start();
  }

  private void storm(Scene shared, SplittableRandom random) {
    Watchdog watchdog = new Watchdog(patience(), directory.resolve("threads.txt"), this::violated);
    watchdog.await(
        "a life",
        () -> {
          strike(random);
          return false;
        },
        shared::callsReturned,
        own.started());
  }

  private void strike(SplittableRandom random) {
    LockSupport.parkNanos(1 + random.nextLong(2 * Weather.SOAK.strikeNanos()));
    clients.get(random.nextInt(clients.size())).self().strike();
  }

  /** This writer's habits, as its twins override them. */
  private final class OwnHabits implements Habits {

    @Override
    public CommitResult commit(CommitLog log, Submission submission) throws InterruptedException {
      return StormyWriter.this.commit(log, submission);
    }

    @Override
    public CompletionStage<CommitResult> commitAsync(CommitLog log, Submission submission)
        throws InterruptedException {
      return StormyWriter.this.commitAsync(log, submission);
    }

    @Override
    public long[] declare(long[] pages) {
      return StormyWriter.this.declare(pages);
    }

    @Override
    public long[] declareRead(long[] pages) {
      return StormyWriter.this.declareRead(pages);
    }

    @Override
    public Commit read(CommittedTransaction transaction, boolean whole) throws IOException {
      return StormyWriter.this.commit(transaction, whole);
    }
  }
}
