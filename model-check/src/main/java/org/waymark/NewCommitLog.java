package org.waymark;

import java.io.IOException;
import org.waymark.check.lincheck.StandingTime;
import org.waymark.check.lincheck.StrictThreads;
import org.waymark.disk.Disk;

/**
 * A new commit log without threads of its own, and capsules for a few transactions, written before
 * a scenario begins. Nothing that a model checker should look into.
 */
final class NewCommitLog {
  /** Transactions are numbered from 1 to this. */
  static final int TRANSACTIONS = 4;

  /** Bounds small enough for a scenario to reach, and groups of one commit. */
  static final LogOptions OPTIONS = options();

  private final CommitLog log;
  private final Submission[] submissions = new Submission[TRANSACTIONS];

  /** Opens an empty disk. */
  NewCommitLog(Disk disk, LogOptions options) throws IOException {
    log = CommitLog.open(disk, options);
    for (int i = 0; i < TRANSACTIONS; i++) {
      int number = i + 1;
      CapsuleHandle capsule = log.writeCapsule(new byte[] {(byte) number});
      submissions[i] = Submission.of(new TxnToken(0, number), 0, capsule).writing(number);
    }
  }

  private static LogOptions options() {
    StandingTime time = new StandingTime();
    return LogOptions.defaults()
        .withThreads(new StrictThreads())
        .withTime(time)
        .withRandom(() -> 1)
        .withOwnThreads(false)
        .withCallbackExecutor(Runnable::run)
        .withGroupCommitMax(1)
        .withMarkersPerSegment(2)
        .withCapsuleSegmentBytes(Limits.MIN_CAPSULE_SEGMENT_BYTES)
        .withMaxLeases(16)
        .withMaxIndexPages(64)
        .withRetryWindow(64);
  }

  CommitLog log() {
    return log;
  }

  /** Returns a transaction that writes a page of its own; its capsule holds its number. */
  Submission submission(int transaction) {
    return submissions[transaction - 1];
  }
}
