package org.waymark;

import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.waymark.disk.Disk;
import org.waymark.log.Isolation;
import org.waymark.log.LogException;
import org.waymark.log.LogSeams;
import org.waymark.log.LogShape;
import org.waymark.log.OpenLog;
import org.waymark.log.RecoveryReport;
import org.waymark.observe.GuardedObserver;

/**
 * A log directory, exclusively locked and recovered: the store that a {@link WriteCoordinator}
 * writes to.
 *
 * <p>Recovering it gives the committed history and begins a new incarnation; closing it ends that
 * incarnation and releases the lock. Safe for many threads.
 */
public final class LogDirectory implements Closeable {
  private final OpenLog log;
  private final LogOptions options;
  private final Admission admission;
  private final GuardedObserver observer;
  private final AtomicBoolean coordinated = new AtomicBoolean();

  private LogDirectory(
      OpenLog log, LogOptions options, Admission admission, GuardedObserver observer) {
    this.log = log;
    this.options = options;
    this.admission = admission;
    this.observer = observer;
  }

  /**
   * Locks the directory, recovers what is in it (an empty one becomes a new log), and begins a new
   * incarnation.
   *
   * @throws LogRefusedException if it is damaged, foreign, newer, of another isolation level than
   *     the options name, locked, forbidden or full, or the disk fails; nothing of the history was
   *     changed
   * @throws IllegalArgumentException if the options allow larger groups than a marker segment holds
   * @throws UnsupportedOperationException if the options ask for compatibility mode
   */
  public static LogDirectory recover(Disk disk, LogOptions options) throws LogRefusedException {
    if (options.mode() == OperatingMode.COMPATIBILITY) {
      throw new UnsupportedOperationException(
          "compatibility mode is not built yet: open the log in native mode");
    }
    if (options.groupCommitMax() > options.markersPerSegment()) {
      throw new IllegalArgumentException(
          "groupCommitMax must be at most the markers per segment, "
              + options.markersPerSegment()
              + ", not "
              + options.groupCommitMax());
    }
    LogShape shape = new LogShape(options.markersPerSegment(), options.capsuleSegmentBytes());
    // Made when the log's level is known, which is before its first marker is seen.
    AtomicReference<Admission> admission = new AtomicReference<>();
    OpenLog log;
    try {
      log =
          OpenLog.recover(
              disk,
              shape,
              named(options),
              options.random().nextLong(),
              new LogSeams(() -> new Turn(options.threads()), options.time()::monotonicNanos),
              level -> {
                Admission made = new Admission(options, IsolationLevel.of(level));
                admission.set(made);
                return made::recovered;
              });
    } catch (LogException e) {
      throw LogRefusedException.of(e);
    }
    GuardedObserver observer = new GuardedObserver(options.observer());
    RecoveryReport report = log.report();
    observer.recover(log.tip(), report.letter(), log.incarnation().counter());
    return new LogDirectory(log, options, Objects.requireNonNull(admission.get()), observer);
  }

  private static @Nullable Isolation named(LogOptions options) {
    IsolationLevel level = options.isolation();
    return level == null ? null : level.stored();
  }

  /** Returns the log's isolation level. */
  public IsolationLevel isolation() {
    return IsolationLevel.of(log.isolation());
  }

  /** Returns the highest committed sequence that recovery found; 0 in a new log. */
  public long recoveredTip() {
    return log.tip();
  }

  /** Returns what recovery found and did, for a person to read. */
  public String recoverySummary() {
    return log.report().summary();
  }

  /** Returns what recovery found and did, in the words of the log below; for this module alone. */
  @SuppressWarnings("exports")
  public RecoveryReport recoveryReport() {
    return log.report();
  }

  /** Returns how many observers' calls have failed; a failing observer is disabled. */
  public long observerFailures() {
    return observer.failures();
  }

  /** Gives this directory to its coordinator: two would give the same sequences away. */
  void takeForCoordination() {
    if (!coordinated.compareAndSet(false, true)) {
      throw new IllegalStateException("this directory has a coordinator already");
    }
  }

  OpenLog log() {
    return log;
  }

  LogOptions options() {
    return options;
  }

  Admission admission() {
    return admission;
  }

  GuardedObserver observer() {
    return observer;
  }

  /**
   * Ends the incarnation cleanly: forces a close record, so that the next opening has nothing to
   * re-write. Only for a log whose every commit is answered.
   */
  public void closeCleanly() throws IOException {
    log.closeCleanly(options.time().unixNanos());
  }

  /** Releases the files and the lock without a close record, as a crash would. Idempotent. */
  @Override
  public void close() throws IOException {
    log.close();
  }
}
