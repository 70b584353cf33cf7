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
final class Front implements Closeable {
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
    options =
        LogOptions.defaults()
            .withGroupCommitMax(GROUP)
            .withMarkersPerSegment(MARKERS)
            .withCapsuleSegmentBytes(CAPSULE_SEGMENT)
            .withMaxIndexPages(limit)
            .withRandom(random);
    directory = LogDirectory.recover(disk, options);
    coordinator = coordinator();
  }

  private WriteCoordinator coordinator() {
    return new WriteCoordinator(OperatingMode.NATIVE, directory.recoveredTip(), GROUP, directory);
  }

  /** Ends the process, as it were, and opens the log again: what is pending is lost. */
  void reopen() throws IOException {
    directory.close();
    directory = LogDirectory.recover(disk, options);
    coordinator = coordinator();
  }

  int tip() {
    return Math.toIntExact(coordinator.commitSeqTip());
  }

  Snapshot lease() {
    return coordinator.beginSnapshot();
  }

  /** Prunes; returns the floor. */
  int prune() {
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

  /** Submits a transaction with a new token. */
  Answer submit(int begin, int read, int written) throws IOException {
    TxnToken token = new TxnToken(0, ++tokens);
    Submission submission =
        written == 0
            ? Submission.readOnly(token, begin)
            : Submission.of(token, begin, coordinator.writeCapsule(PAYLOAD))
                .writing(Pages.of(written));
    return answer(coordinator.submit(submission.reading(Pages.of(read)), 0));
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
