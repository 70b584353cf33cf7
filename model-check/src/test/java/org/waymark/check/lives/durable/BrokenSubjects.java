package org.waymark.check.lives.durable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.waymark.Answer;
import org.waymark.CommitResult;
import org.waymark.Snapshot;
import org.waymark.Submission;
import org.waymark.WriteCoordinator;
import org.waymark.check.disk.Fault;
import org.waymark.check.disk.Faults;
import org.waymark.check.disk.Operation;

/** Coordinators with one bad habit each. */
final class BrokenSubjects {

  private BrokenSubjects() {}

  private static Faults lying(Operation.Kind kind, String prefix) {
    return operation ->
        operation.kind() == kind && operation.name().startsWith(prefix)
            ? new Fault.Ignored()
            : null;
  }

  /** Publishes and answers before FSYNC_2: the force of markers does nothing. */
  static final class PublishesBeforeFsync2 extends Subject {
    @Override
    Faults faults() {
      return lying(Operation.Kind.FORCE, "markers-");
    }
  }

  /** Writes markers before FSYNC_1: the force of capsules and proofs does nothing. */
  static final class SkipsFsync1 extends Subject {
    @Override
    Faults faults() {
      return lying(Operation.Kind.FORCE, "capsules-");
    }
  }

  /** Never forces a name. */
  static final class SkipsTheDirectory extends Subject {
    @Override
    Faults faults() {
      return lying(Operation.Kind.FORCE_DIRECTORY, "");
    }
  }

  /** Shows a tip that covers what is only admitted. */
  static final class ShowsTheTipEarly extends Subject {
    @Override
    long tip(WriteCoordinator log) {
      return super.tip(log) + log.pendingCount();
    }
  }

  /** Begins snapshots where the last one of anybody began, or at the beginning. */
  static final class BeginsStaleSnapshots extends Subject {
    @Override
    long beginSeq(Snapshot snapshot) {
      return Math.max(1, super.beginSeq(snapshot) - 1);
    }
  }

  /** Hands out each answer to two callers of drain. */
  static final class DrainsTwice extends Subject {
    private List<Answer> last = List.of();

    @Override
    List<Answer> drain(WriteCoordinator log) {
      List<Answer> answers = new ArrayList<>(last);
      last = super.drain(log);
      answers.addAll(last);
      return answers;
    }
  }

  /** Hands answers out in the wrong order. */
  static final class DrainsBackwards extends Subject {
    @Override
    List<Answer> drain(WriteCoordinator log) {
      List<Answer> answers = new ArrayList<>(super.drain(log));
      Collections.reverse(answers);
      return answers;
    }
  }

  /** Has nothing against any submission. */
  static final class ValidatesNothing extends Subject {
    @Override
    Optional<CommitResult> validate(WriteCoordinator log, Submission submission) {
      return Optional.empty();
    }
  }

  /** Says that a barrier took nothing through. */
  static final class MiscountsGroups extends Subject {
    @Override
    int fsync1(WriteCoordinator log) {
      return Math.min(1, super.fsync1(log));
    }
  }
}
