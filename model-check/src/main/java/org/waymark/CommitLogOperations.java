package org.waymark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import org.jetbrains.lincheck.datastructures.Operation;
import org.waymark.check.disk.PlainDisk;
import org.waymark.check.lincheck.ScenarioThreads;

/**
 * A {@link CommitLog} without threads of its own, whose two steps are operations like the others.
 *
 * <p>Transactions are named 1 to 4; each has a capsule, which is written beforehand, and a page of
 * its own. A group has one commit, so that a step has its effect at one moment; what larger groups
 * do is checked of the coordinator, whose claims and completions are operations of their own.
 *
 * <p>Some effects come one after another, as the contract has it: the tip moves, then a place is
 * given back, then the stage is completed; a closing log refuses before it has committed what it
 * took. A scenario looks at one of them while threads are at work, and at all when they are done.
 */
public class CommitLogOperations {
  private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final PlainDisk disk = new PlainDisk();
  private final NewCommitLog transactions;
  private final CommitLog log;

  /** By transaction. */
  private final ConcurrentHashMap<Integer, CompletionStage<CommitResult>> stages =
      new ConcurrentHashMap<>();

  /** Transactions in the order in which their stages were completed, as far as it was awaited. */
  private final ConcurrentLinkedQueue<Integer> answered = new ConcurrentLinkedQueue<>();

  /** By place. */
  private final ConcurrentHashMap<Integer, Reservation> reservations = new ConcurrentHashMap<>();

  /** Opens a log whose queue is never full. */
  public CommitLogOperations() throws IOException {
    this(NewCommitLog.OPTIONS);
  }

  private CommitLogOperations(LogOptions options) throws IOException {
    transactions = new NewCommitLog(disk, options);
    log = transactions.log();
  }

  /** With a queue of one place that refuses when it is taken. */
  public static final class Refusing extends CommitLogOperations {
    /** Opens the log. */
    public Refusing() throws IOException {
      super(NewCommitLog.OPTIONS.withQueue(1, LogOptions.WhenFull.REFUSE));
    }
  }

  /** With a queue of one place for which one waits. */
  public static final class Blocking extends CommitLogOperations {
    /** Opens the log. */
    public Blocking() throws IOException {
      super(NewCommitLog.OPTIONS.withQueue(1, LogOptions.WhenFull.BLOCK));
    }
  }

  /**
   * With threads of its own, for which those of a scenario act. Groups are of one commit, so that
   * the second barrier has a thread too; in the sequential log a commit takes both steps.
   */
  public static final class Driven extends CommitLogOperations {
    private final ScenarioThreads threads;

    /** Opens the log. */
    public Driven() throws IOException {
      this(new ScenarioThreads());
    }

    private Driven(ScenarioThreads threads) throws IOException {
      super(NewCommitLog.OPTIONS.withThreads(threads).withOwnThreads(true));
      this.threads = threads;
    }

    /** Acts for the thread of the barriers, until the log is closed. */
    @Operation
    public void primary() throws InterruptedException {
      threads.act("waymark-barriers");
    }

    /** Acts for the thread of the second barrier, if there is to be one. */
    @Operation
    public void second() throws InterruptedException {
      threads.act("waymark-barrier-two");
    }

    @Operation
    @Override
    public String close() {
      String closed = super.close();
      threads.end();
      return closed;
    }
  }

  // ----------------------------------------------------------------------------------- committing

  /** Commits and waits; only for scenarios in which others take the steps, or close the log. */
  @Operation
  public String commit(int transaction) throws InterruptedException {
    try {
      return words(log.commit(transactions.submission(transaction)));
    } catch (LogHaltedException halted) {
      return "halted";
    } catch (RejectedExecutionException full) {
      return "full";
    }
  }

  /** The same, for scenarios in which the log halts; {@link #answer} tells how it ended. */
  @Operation
  public String commitAnyhow(int transaction) throws InterruptedException {
    try {
      CommitResult answer = log.commit(transactions.submission(transaction));
      stages.put(transaction, CompletableFuture.completedStage(answer));
      return "answered";
    } catch (LogHaltedException halted) {
      return "halted";
    }
  }

  /** Commits without waiting; {@link #answer} tells what became of it. */
  @Operation
  public String commitAsync(int transaction) throws InterruptedException {
    try {
      CompletionStage<CommitResult> stage = log.commitAsync(transactions.submission(transaction));
      stages.put(transaction, stage);
      stage.thenRun(() -> answered.add(transaction));
      return "accepted";
    } catch (LogHaltedException halted) {
      return "halted";
    } catch (RejectedExecutionException full) {
      return "full";
    }
  }

  /** Takes a place. */
  @Operation
  public String reserve(int place) throws InterruptedException {
    try {
      reservations.put(place, log.reserve());
      return "reserved";
    } catch (RejectedExecutionException full) {
      return "full";
    } catch (IllegalStateException closed) {
      return "closed";
    }
  }

  /** Gives a reserved place back, or does nothing if it was spent or never reserved. */
  @Operation
  public void giveBack(int place) {
    Reservation reservation = reservations.get(place);
    if (reservation != null) {
      reservation.close();
    }
  }

  /** Commits in a reserved place. */
  @Operation
  public String commitIn(int place, int transaction) {
    Reservation reservation = reservations.get(place);
    if (reservation == null) {
      return "no place";
    }
    try {
      stages.put(transaction, reservation.commitAsync(transactions.submission(transaction)));
      return "accepted";
    } catch (LogHaltedException halted) {
      return "halted";
    } catch (IllegalStateException spent) {
      return "spent";
    }
  }

  /** Looks at the answer. */
  @Operation
  public String answer(int transaction) {
    CompletionStage<CommitResult> stage = stages.get(transaction);
    if (stage == null) {
      return "none";
    }
    CommitResult answer = stage.toCompletableFuture().getNow(null);
    return answer == null ? "pending" : words(answer);
  }

  /**
   * Tells in which order the stages were completed; only for scenarios in which all are accepted
   * before the threads begin, since later a stage may be complete before anybody hears of it.
   */
  @Operation
  public String answered() {
    return answered.toString();
  }

  /** Cancels the caller's future, which ends no commit. */
  @Operation
  public boolean cancel(int transaction) {
    CompletionStage<CommitResult> stage = stages.get(transaction);
    return stage != null && stage.toCompletableFuture().cancel(true);
  }

  // -------------------------------------------------------------------------------------- reading

  /** Tells the tip. */
  @Operation
  public long tip() {
    return log.tip();
  }

  /** Looks for a tip without time to wait for it. */
  @Operation
  public long lookForTip(int sequence) throws InterruptedException {
    return log.awaitTip(sequence, Duration.ZERO);
  }

  /** Waits for a tip; only for scenarios in which it comes, or the log ends. */
  @Operation
  public long awaitTip(int sequence) throws InterruptedException {
    return log.awaitTip(sequence, FOR_EVER);
  }

  /** Tells which sequence the commit of a transaction has. */
  @Operation
  public String find(int transaction) {
    try {
      TxnToken token = transactions.submission(transaction).token();
      return log.history().findByToken(token).map(found -> "as " + found.sequence()).orElse("none");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells the last of all that have a commit time, which is that of the tip. */
  @Operation
  public long last() {
    try {
      return log.history().findByTime(Long.MAX_VALUE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells whose commit has a sequence. */
  @Operation
  public String read(int sequence) {
    try {
      CommittedTransaction read = log.history().read(sequence);
      int payload = read.openCapsule().read();
      return read.token().low() == payload ? "transaction " + payload : "another's capsule";
    } catch (NoSuchElementException beyond) {
      return "none";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ------------------------------------------------------------------------------ steps and ending

  /** Takes a group through FSYNC_1. */
  @Operation
  public String one() {
    try {
      return "took " + log.barrierOneStep();
    } catch (LogHaltedException halted) {
      return "halted";
    }
  }

  /** Takes a group through FSYNC_2. */
  @Operation
  public String two() {
    try {
      return "took " + log.barrierTwoStep();
    } catch (LogHaltedException halted) {
      return "halted";
    }
  }

  /** Takes both steps, whatever they find. */
  @Operation
  public void drive() {
    one();
    two();
  }

  /**
   * Closes the log; whoever returns finds its files closed and its lock released, even if the disk
   * has refused the close record.
   */
  @Operation
  public String close() {
    try {
      log.close();
    } catch (IOException withoutCloseRecord) {
      return closed();
    }
    return closed();
  }

  private String closed() {
    return "closed, " + disk.openHandles() + " files open" + (disk.isLocked() ? ", locked" : "");
  }

  /** The disk breaks down, and a writer of capsules finds out, unless the log is closed. */
  @Operation
  public void breakDown() throws IOException {
    disk.breakDown();
    try {
      log.writeCapsule(new byte[1]);
    } catch (IllegalStateException haltedOrClosed) {
      return;
    }
    throw new IllegalStateException("a broken disk took a capsule");
  }

  /** A halt leaves open which of the two it is, by when it comes. */
  private static String words(CommitResult answer) {
    if (answer instanceof CommitResult.Committed committed) {
      return "committed " + committed.sequence();
    }
    boolean ended =
        answer instanceof CommitResult.NotCommitted
            || answer instanceof CommitResult.OutcomeUnknown;
    return ended ? "not committed, or unknown" : answer.name();
  }
}
