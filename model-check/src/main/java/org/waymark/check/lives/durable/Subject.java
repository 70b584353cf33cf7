package org.waymark.check.lives.durable;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.waymark.Answer;
import org.waymark.CapsuleHandle;
import org.waymark.CommitResult;
import org.waymark.Snapshot;
import org.waymark.Submission;
import org.waymark.SubmitResult;
import org.waymark.WriteCoordinator;
import org.waymark.check.disk.Faults;

/**
 * What is checked: the coordinator, its answers in a form that compares. Open for a broken twin to
 * override one habit, so that the checker can be seen to catch it.
 */
class Subject {
  /** What validation answers if it has nothing against a submission. */
  static final String VALID = "valid";

  static String admitted(long sequence) {
    return "admitted as " + sequence;
  }

  static String committed(long sequence) {
    return "committed as " + sequence;
  }

  static String conflict(List<Long> pages) {
    return "conflict over " + pages;
  }

  static String tooOld(long floor) {
    return "too old for floor " + floor;
  }

  static String inTheFuture(long tip) {
    return "in the future of tip " + tip;
  }

  static String answered(long sequence, int transaction) {
    return "transaction " + transaction + " committed as " + sequence;
  }

  CapsuleHandle writeCapsule(WriteCoordinator log, byte[] payload) throws IOException {
    return log.writeCapsule(payload);
  }

  SubmitResult submit(WriteCoordinator log, Submission submission, long nowUnixNs) {
    return log.submit(submission, nowUnixNs);
  }

  Optional<CommitResult> validate(WriteCoordinator log, Submission submission) {
    return log.validate(submission);
  }

  long tip(WriteCoordinator log) {
    return log.commitSeqTip();
  }

  Snapshot begin(WriteCoordinator log) {
    return log.beginSnapshot();
  }

  /** Returns where a snapshot began, as its client takes it. */
  long beginSeq(Snapshot snapshot) {
    return snapshot.beginSeq();
  }

  int fsync1(WriteCoordinator log) {
    return log.fsync1();
  }

  List<Long> append(WriteCoordinator log) {
    return log.appendMarkersAndFsync2();
  }

  List<Answer> drain(WriteCoordinator log) {
    return log.drainCommitted();
  }

  /** Returns what goes wrong with the disk. */
  Faults faults() {
    return Faults.NONE;
  }

  /** Returns an answer in the words of the sequential specification. */
  static String words(SubmitResult result) {
    if (result instanceof SubmitResult.Admitted admitted) {
      return admitted(admitted.sequence());
    } else if (result instanceof CommitResult.Committed committed) {
      return committed(committed.sequence());
    } else if (result instanceof CommitResult.FcwConflict lost) {
      return conflict(Arrays.stream(lost.pages()).boxed().toList());
    } else if (result instanceof CommitResult.SnapshotTooOld old) {
      return tooOld(old.floor());
    } else if (result instanceof CommitResult.SnapshotInTheFuture future) {
      return inTheFuture(future.tip());
    }
    return result.toString();
  }
}
