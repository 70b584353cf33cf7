package org.waymark;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.waymark.disk.Disk;
import org.waymark.disk.FileDisk;

/**
 * A durable, ordered log of transactions: what an application uses.
 *
 * <p>Open a directory, write capsules from many threads, commit, read back. One process at a time
 * has a log open for writing; any number may read beside it ({@link #openReadOnly}). Safe for many
 * threads. The barriers run on at most two threads of the log's own, started with the first commit;
 * capsules are written on the callers' threads.
 *
 * <p>After an I/O error the log has <em>halted</em>: what was admitted is answered, new commits
 * throw {@link LogHaltedException}, reading still works, and only opening it again helps.
 */
public final class CommitLog implements Closeable {
  private final LogDirectory directory;
  private final LogOptions options;
  private final WriteCoordinator coordinator;
  private final Places places;
  private final TipWaiters tipWaiters;
  private final CommitEngine engine;

  /** Completes the stages in the order of the answers. */
  private final InOrder callbacks;

  /** Whose turn it is to close; the next finds the log closed. */
  private final Turn closing;

  private volatile boolean closed;

  private CommitLog(LogDirectory directory) {
    this.directory = directory;
    this.options = directory.options();
    this.coordinator =
        new WriteCoordinator(
            options.mode(), directory.recoveredTip(), options.groupCommitMax(), directory);
    this.callbacks = new InOrder(options.callbackExecutor());
    this.closing = new Turn(options.threads());
    this.places = new Places(options.queueCapacity(), options.threads());
    this.tipWaiters = new TipWaiters(options.threads(), options.time());
    this.engine = new CommitEngine(coordinator, options, places, tipWaiters);
  }

  /** Opens a log with the default options; see {@link #open(Path, LogOptions)}. */
  public static CommitLog open(Path directory) throws IOException {
    return open(directory, LogOptions.defaults());
  }

  /**
   * Opens the log in a directory, recovering it; a missing or empty directory becomes a new log.
   *
   * @throws LogRefusedException if the directory cannot be opened; its history was not changed
   * @throws IOException if the directory cannot be created
   * @throws IllegalArgumentException if the options allow larger groups than a marker segment holds
   * @throws UnsupportedOperationException if the options ask for compatibility mode
   */
  public static CommitLog open(Path directory, LogOptions options) throws IOException {
    return open(FileDisk.openOrCreate(directory), options);
  }

  /** Opens the log on a disk; see {@link #open(Path, LogOptions)}. */
  public static CommitLog open(Disk disk, LogOptions options) throws LogRefusedException {
    return new CommitLog(LogDirectory.recover(disk, options));
  }

  /**
   * Opens the log in a directory for reading, beside a live writer or none.
   *
   * @throws LogRefusedException if the directory is no log, or damaged
   */
  public static ReadOnlyCommitLog openReadOnly(Path directory) throws IOException {
    return ReadOnlyCommitLog.open(FileDisk.open(directory));
  }

  /** Returns what recovery found and did, for a person to read. */
  public String recoverySummary() {
    return directory.recoverySummary();
  }

  /** Returns the log's isolation level. */
  public IsolationLevel isolation() {
    return coordinator.isolation();
  }

  // -------------------------------------------------------------------------- capsules, snapshots

  /**
   * Writes a capsule on the calling thread; see {@link WriteCoordinator#writeCapsule(InputStream)}.
   *
   * @throws IllegalStateException if the log is closed
   */
  public CapsuleHandle writeCapsule(InputStream payload) throws IOException {
    throwIfClosed();
    try {
      return coordinator.writeCapsule(payload);
    } catch (LogHaltedException halted) {
      throwIfClosed();
      engine.halted();
      throw halted;
    }
  }

  /** Writes a capsule from memory; see {@link #writeCapsule(InputStream)}. */
  public CapsuleHandle writeCapsule(byte[] payload) throws IOException {
    return writeCapsule(new ByteArrayInputStream(payload));
  }

  /** Begins a snapshot; see {@link WriteCoordinator#beginSnapshot()}. */
  public Snapshot beginSnapshot() {
    return coordinator.beginSnapshot();
  }

  /** Begins a snapshot with a deadline; see {@link WriteCoordinator#beginSnapshot(Duration)}. */
  public Snapshot beginSnapshot(Duration lifetime) {
    return coordinator.beginSnapshot(lifetime);
  }

  // ----------------------------------------------------------------------------------- committing

  /**
   * Commits a transaction and waits for the answer.
   *
   * <p>Waiting for a place in a full queue can be interrupted; once the submission is admitted
   * nothing but a halt or a crash ends it, and an interrupt is kept for the caller.
   *
   * @throws InterruptedException if interrupted before admission; nothing was submitted
   * @throws IllegalStateException if a callback calls it on the thread that hands out the answers
   * @throws RejectedExecutionException if the queue is full and was opened to refuse
   * @throws IllegalArgumentException as {@link WriteCoordinator#submit} does
   * @throws LogHaltedException if the log had halted before
   */
  public CommitResult commit(Submission submission) throws InterruptedException {
    takePlaceEvenIfClosed();
    return commitInPlace(submission);
  }

  /**
   * Commits a transaction without waiting for the answer.
   *
   * <p>Stages are answered in sequence order, one after another; what depends on them runs on the
   * executor of {@link LogOptions#withCallbackExecutor}. A dependent that blocks holds up the
   * answers behind it: attach such a one with an {@code Async} method. Cancelling or timing out a
   * stage's future ends the caller's wait and never the commit.
   *
   * @throws InterruptedException if interrupted before admission, while waiting for a place
   * @throws IllegalStateException if a callback would wait for a place on the thread that hands out
   *     the answers
   * @throws RejectedExecutionException if the queue is full and was opened to refuse
   * @throws IllegalArgumentException as {@link WriteCoordinator#submit} does
   * @throws LogHaltedException if the log had halted before
   */
  public CompletionStage<CommitResult> commitAsync(Submission submission)
      throws InterruptedException {
    takePlaceEvenIfClosed();
    return commitAsyncInPlace(submission);
  }

  /**
   * Takes a place in the queue before there is anything to submit.
   *
   * @throws InterruptedException if interrupted while waiting for a place
   * @throws RejectedExecutionException if the queue is full and was opened to refuse
   * @throws IllegalStateException if the log closed and no place is free; on a free one, what is
   *     committed gets {@link CommitResult.ShuttingDown}. And if a callback would wait for a place
   *     on the thread that hands out the answers
   */
  public Reservation reserve() throws InterruptedException {
    throwIfClosed();
    if (!takePlace()) {
      throw new IllegalStateException("the log is closed");
    }
    return new Reservation(this, places);
  }

  /**
   * Takes a place; on a closed log any, since nothing new is admitted there, and the retry of a
   * commit must still be told of it, however full the queue was.
   */
  private void takePlaceEvenIfClosed() throws InterruptedException {
    if (!takePlace()) {
      places.takeAnyway();
    }
  }

  private boolean takePlace() throws InterruptedException {
    if (places.tryTake()) {
      return true;
    }
    if (places.isClosed()) {
      return false;
    }
    if (options.whenFull() == LogOptions.WhenFull.BLOCK) {
      throwIfNeeded("wait for a place in the queue");
      return places.take();
    }
    throw new RejectedExecutionException(
        "all " + options.queueCapacity() + " places of the queue are taken");
  }

  CommitResult commitInPlace(Submission submission) {
    try {
      throwIfNeeded("wait for one");
    } catch (IllegalStateException needed) {
      places.giveBack();
      throw needed;
    }
    Ticket ticket = Ticket.ofCaller(options.threads());
    CommitResult answer = submitInPlace(submission, ticket);
    return answer != null ? answer : ticket.await();
  }

  CompletionStage<CommitResult> commitAsyncInPlace(Submission submission) {
    CompletableFuture<CommitResult> stage = new CompletableFuture<>();
    CommitResult answer =
        submitInPlace(submission, Ticket.ofStage(options.threads(), stage, callbacks));
    if (answer != null) {
      stage.complete(answer);
    }
    return stage.minimalCompletionStage();
  }

  /** Submits in a place that the engine gives back with the answer; returns an immediate answer. */
  private @Nullable CommitResult submitInPlace(Submission submission, Ticket ticket) {
    boolean pending = false;
    try {
      if (options.ownThreads()) {
        engine.start();
      }
      SubmitResult result = coordinator.submit(submission, options.time().unixNanos(), ticket);
      if (isOutOfRoom(result)) {
        // The engine prunes behind commits, and without room there will be none to prune behind.
        coordinator.prune();
        result = coordinator.submit(submission, options.time().unixNanos(), ticket);
      }
      if (result instanceof SubmitResult.Admitted admitted) {
        pending = true;
        engine.submitted(admitted.sequence());
        return null;
      }
      return (CommitResult) result;
    } catch (LogHaltedException halted) {
      // It may have halted in this very admission, which others wait to be told of.
      engine.halted();
      throw halted;
    } finally {
      if (!pending) {
        places.giveBack();
      }
    }
  }

  private static boolean isOutOfRoom(SubmitResult result) {
    return result instanceof CommitResult.NotCommitted refused
        && refused.cause() instanceof ValidationLimitException;
  }

  // -------------------------------------------------------------------------------------- reading

  /** Returns the tip: the highest sequence up to which everything is committed. Wait-free. */
  public long tip() {
    return coordinator.commitSeqTip();
  }

  /**
   * Waits until the tip is at least {@code sequence}.
   *
   * @return the tip; lower than {@code sequence} if the time was up, or the log closed or halted
   */
  public long awaitTip(long sequence, Duration timeout) throws InterruptedException {
    return tipWaiters.await(sequence, this::tip, Deadlines.after(options.time(), timeout));
  }

  /** Returns the committed history. */
  public CommitHistory history() {
    return coordinator.history();
  }

  /** Returns why the log halted, or empty. */
  public Optional<Throwable> haltCause() {
    return coordinator.haltCause();
  }

  // ----------------------------------------------------------------------------- steps and closing

  /**
   * Takes one group of pending commits, if any, through FSYNC_1: the first of the engine's two
   * steps, for whoever opened the log without threads of its own.
   *
   * @return how many commits it has
   * @throws IllegalStateException if the log has threads of its own, which take the steps
   * @throws LogHaltedException after a halt; everything admitted is answered
   */
  public int barrierOneStep() {
    throwIfDriven();
    return engine.barrierOneStep();
  }

  /**
   * Takes one covered group, if any, through FSYNC_2, publishes it, and hands out its answers.
   *
   * @return how many commits it has
   * @throws IllegalStateException if the log has threads of its own, which take the steps
   * @throws LogHaltedException after a halt; everything admitted is answered
   */
  public int barrierTwoStep() {
    throwIfDriven();
    return engine.barrierTwoStep();
  }

  private void throwIfDriven() {
    if (options.ownThreads()) {
      // Its threads would not be woken by what an outsider takes through FSYNC_1.
      throw new IllegalStateException("the log takes its steps itself, on threads of its own");
    }
  }

  /**
   * Closes the log: refuses new commits, answers everybody, writes a close record (unless the log
   * has halted), releases the directory. Idempotent; uninterruptible; whoever calls it while
   * another is closing returns when that is done. Stages behind one whose dependents are still
   * running are completed behind them, by the thread that runs those.
   *
   * @throws IllegalStateException if a callback calls it on the thread that hands out the answers,
   *     which only an executor that runs tasks at once can bring about
   * @throws IOException if the close record cannot be made durable; the history is unharmed, and
   *     the next opening recovers it as after a crash
   */
  @Override
  public void close() throws IOException {
    throwIfNeeded("close the log");
    closing.enter();
    try {
      if (!closed) {
        closed = true;
        closeOnce();
      }
    } finally {
      closing.exit();
    }
  }

  /** Whoever the engine waits for must not wait for the engine. */
  private void throwIfNeeded(String what) {
    if (engine.needsCurrentThread()) {
      throw new IllegalStateException(
          "a callback that runs on the thread that hands out answers must not " + what);
    }
  }

  private void closeOnce() throws IOException {
    coordinator.initiateShutdown();
    places.close();
    engine.stop();
    callbacks.runAll();
    tipWaiters.end();
    if (coordinator.haltCause().isEmpty()) {
      directory.closeCleanly();
    } else {
      directory.close();
    }
  }

  private void throwIfClosed() {
    if (closed) {
      throw new IllegalStateException("the log is closed");
    }
  }

  @Override
  public String toString() {
    return "CommitLog[" + coordinator + ", free places=" + places.free() + "]";
  }
}
