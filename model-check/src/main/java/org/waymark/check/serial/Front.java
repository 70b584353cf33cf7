package org.waymark.check.serial;

import java.io.Closeable;
import java.io.IOException;
import java.util.SplittableRandom;
import org.waymark.CommitResult;
import org.waymark.LogDirectory;
import org.waymark.LogOptions;
import org.waymark.OperatingMode;
import org.waymark.Snapshot;
import org.waymark.Submission;
import org.waymark.SubmitResult;
import org.waymark.TxnToken;
import org.waymark.ValidationLimitException;
import org.waymark.WriteCoordinator;
import org.waymark.check.disk.PlainDisk;

/**
 * The front of a shipped log: its coordinator on a disk in memory, where validation remembers few
 * pages. Sets of pages are masks, as in {@link Pages}. For one thread.
 */
public final class Front implements Closeable {
  private static final int GROUP = 3;
  private static final int MARKERS = 64;
  private static final int CAPSULE_SEGMENT = 16 << 10;
  private static final byte[] PAYLOAD = {1};

  private final PlainDisk disk = new PlainDisk();
  private final LogOptions options;
  private LogDirectory directory;
  private WriteCoordinator coordinator;
  private long tokens;

  /**
   * Creates a log.
   *
   * @param limit how many pages, and how many writers of pages, validation remembers
   */
  Front(int limit, SplittableRandom random) throws IOException {
    this(small(limit, random));
  }

  /**
   * Creates a log.
   *
   * @param limit how many pages, and how many writers of pages, validation remembers
   * @param retryWindow how far below the tip a snapshot may have begun
   */
  public Front(int limit, int retryWindow, SplittableRandom random) throws IOException {
    this(small(limit, random).withRetryWindow(retryWindow));
  }

  private Front(LogOptions options) throws IOException {
    this.options = options;
    directory = LogDirectory.recover(disk, options);
    coordinator = coordinator();
  }

  private static LogOptions small(int limit, SplittableRandom random) {
    return LogOptions.defaults()
        .withGroupCommitMax(GROUP)
        .withMarkersPerSegment(MARKERS)
        .withCapsuleSegmentBytes(CAPSULE_SEGMENT)
        .withMaxIndexPages(limit)
        .withRandom(random);
  }

  private WriteCoordinator coordinator() {
    return new WriteCoordinator(OperatingMode.NATIVE, directory.recoveredTip(), GROUP, directory);
  }

  /** Ends the process, as it were, and opens the log again: what is pending is lost. */
  public void reopen() throws IOException {
    directory.close();
    directory = LogDirectory.recover(disk, options);
    coordinator = coordinator();
  }

  /** Returns the highest sequence that is published. */
  public int tip() {
    return Math.toIntExact(coordinator.commitSeqTip());
  }

  /** Keeps the floor from rising above the tip as it is now. */
  public Snapshot lease() {
    return coordinator.beginSnapshot();
  }

  /** Prunes; returns the floor. */
  public int prune() {
    return Math.toIntExact(coordinator.prune());
  }

  /** Takes a group through FSYNC_1, if any is pending. */
  void coverGroup() {
    coordinator.fsync1();
  }

  /** Publishes the groups that had their FSYNC_1. */
  void publishGroups() {
    coordinator.appendMarkersAndFsync2();
  }

  /** Publishes all that is pending. */
  public void publishAll() {
    int before;
    do {
      before = tip();
      coverGroup();
      publishGroups();
    } while (tip() > before);
  }

  /** Submits a transaction with a new token. */
  Answer submit(int begin, int read, int written) throws IOException {
    return answer(ask(begin, Pages.of(read), Pages.of(written)));
  }

  /** Submits a transaction with a new token; returns what the coordinator says. */
  public SubmitResult ask(long begin, long[] read, long[] written) throws IOException {
    TxnToken token = new TxnToken(0, ++tokens);
    Submission submission =
        written.length == 0
            ? Submission.readOnly(token, begin)
            : Submission.of(token, begin, coordinator.writeCapsule(PAYLOAD)).writing(written);
    return coordinator.submit(submission.reading(read), 0);
  }

  private static Answer answer(SubmitResult result) {
    if (result instanceof SubmitResult.Admitted admitted) {
      return Answer.admitted(admitted.sequence());
    } else if (result instanceof CommitResult.SerializableAt reader) {
      return Answer.admitted(reader.beginSeq());
    } else if (result instanceof CommitResult.FcwConflict conflict) {
      return Answer.refused(Ruling.conflict(Pages.mask(conflict.pages())));
    } else if (result instanceof CommitResult.SsiConflict conflict) {
      return Answer.refused(ruling(conflict));
    } else if (result instanceof CommitResult.SnapshotTooOld refused) {
      return Answer.tooOld(refused.floor());
    } else if (result instanceof CommitResult.SnapshotInTheFuture refused) {
      return Answer.inTheFuture(refused.tip());
    } else if (result instanceof CommitResult.NotCommitted refused
        && refused.cause() instanceof ValidationLimitException) {
      return Answer.NO_ROOM;
    }
    throw new IllegalStateException("no answer to a new submission: " + result);
  }

  private static Ruling ruling(CommitResult.SsiConflict conflict) {
    boolean pivot = conflict.structure() == CommitResult.SsiConflict.Structure.PIVOT;
    return new Ruling(
        pivot ? Verdict.PIVOT : Verdict.COMMITTED_PIVOT,
        0,
        Math.toIntExact(conflict.with()),
        conflict.withOnlyRead(),
        Math.toIntExact(conflict.out()));
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }
}
