package org.waymark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.waymark.check.lincheck.CoordinatorSpecification;
import org.waymark.check.lincheck.StandingTime;
import org.waymark.check.lincheck.StrictThreads;
import org.waymark.disk.Disk;

/**
 * A new log and what a scenario needs in it before it begins: capsules, and one commit, so that the
 * incarnation's first segments are there. Nothing that a model checker should look into.
 */
final class NewLog {
  private static final long TOKEN_HIGH = 7;
  private static final int TRANSACTIONS = 6;

  /** The transaction that commits as sequence 1. */
  private static final int FIRST = 100;

  private final WriteCoordinator coordinator;
  private final List<CapsuleHandle> capsules = new ArrayList<>();

  /** Opens an empty disk, with bounds small enough for a scenario to reach. */
  NewLog(Disk disk) throws IOException {
    StandingTime time = new StandingTime();
    LogOptions options =
        LogOptions.defaults()
            .withThreads(new StrictThreads())
            .withTime(time)
            .withRandom(new SplittableRandom(1))
            .withOwnThreads(false)
            .withCallbackExecutor(Runnable::run)
            .withMarkersPerSegment(CoordinatorSpecification.SLOTS)
            .withGroupCommitMax(CoordinatorSpecification.GROUP_MAX)
            .withCapsuleSegmentBytes(16 << 10)
            .withMaxLeases(16)
            .withMaxIndexPages(256)
            .withRetryWindow(256);
    coordinator =
        new WriteCoordinator(
            OperatingMode.NATIVE,
            0,
            CoordinatorSpecification.GROUP_MAX,
            LogDirectory.recover(disk, options));
    for (int transaction = 0; transaction <= TRANSACTIONS; transaction++) {
      capsules.add(coordinator.writeCapsule(new byte[] {(byte) transaction}));
    }
    Submission first = Submission.of(token(FIRST), 0, capsules.get(0)).writing(FIRST);
    coordinator.submitAndCommit(first, StandingTime.UNIX_NANOS);
  }

  WriteCoordinator coordinator() {
    return coordinator;
  }

  /** Returns transaction 1 to {@value #TRANSACTIONS}, or 0, which only reads. */
  Submission submission(int transaction, int beginSeq) {
    if (transaction == 0) {
      return Submission.readOnly(token(transaction), beginSeq);
    }
    Submission submission = Submission.of(token(transaction), beginSeq, capsules.get(transaction));
    return transaction % 2 == 0
        ? submission.writing(transaction, CoordinatorSpecification.CONTESTED)
        : submission.writing(transaction);
  }

  private static TxnToken token(int transaction) {
    return new TxnToken(TOKEN_HIGH, transaction);
  }
}
