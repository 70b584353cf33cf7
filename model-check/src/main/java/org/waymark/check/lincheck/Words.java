package org.waymark.check.lincheck;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.waymark.Answer;
import org.waymark.CommitResult;
import org.waymark.CommitResult.Committed;
import org.waymark.CommitResult.FcwConflict;
import org.waymark.CommitResult.NotCommitted;
import org.waymark.CommitResult.OutcomeUnknown;
import org.waymark.CommitResult.SerializableAt;
import org.waymark.CommitResult.ShuttingDown;
import org.waymark.CommitResult.SnapshotInTheFuture;
import org.waymark.CommitResult.SnapshotTooOld;
import org.waymark.LogHaltedException;
import org.waymark.SubmitResult;

/** The coordinator's answers as its specification spells them. */
public final class Words {
  /** There is nothing against a submission. */
  public static final String VALID = "valid";

  /** The caller has claimed nothing. */
  public static final String NOTHING = "nothing";

  /** Every answer fits what was written. */
  public static final String SETTLED = "settled";

  private Words() {}

  /** A submission is pending with this provisional sequence. */
  public static String admitted(long sequence) {
    return "admitted " + sequence;
  }

  /** It committed. */
  public static String committed(long sequence, long unixNanos) {
    return "committed " + sequence + " at " + unixNanos;
  }

  /** A halt ended it: not committed, or its outcome is unknown. */
  public static String ended(long sequence, String halt) {
    return "ended " + sequence + ", " + halt;
  }

  /** The log has halted, and this caller was the first whom the disk failed. */
  public static String haltedBy(int caller) {
    return "halted by " + caller;
  }

  /** A caller has claimed a group of so many. */
  public static String claimed(int size) {
    return "claimed " + size;
  }

  /** A group of so many has had its FSYNC_1. */
  public static String covered(int size) {
    return "covered " + size;
  }

  /** What validation says. */
  public static String of(Optional<CommitResult> answer) {
    return answer.map(Words::of).orElse(VALID);
  }

  /** What admission says. */
  public static String of(SubmitResult result) {
    return result instanceof SubmitResult.Admitted admitted
        ? admitted(admitted.sequence())
        : of((CommitResult) result);
  }

  private static String of(CommitResult result) {
    if (result instanceof Committed committed) {
      return committed(committed.sequence(), committed.time());
    } else if (result instanceof SerializableAt at) {
      return "serializable at " + at.beginSeq();
    } else if (result instanceof FcwConflict conflict) {
      return "conflict on " + Arrays.toString(conflict.pages());
    } else if (result instanceof SnapshotTooOld old) {
      return "older than " + old.floor();
    } else if (result instanceof SnapshotInTheFuture future) {
      return "in the future of " + future.tip();
    } else if (result instanceof ShuttingDown) {
      return "shutting down";
    }
    return result.toString();
  }

  /** What drain hands out. */
  public static String of(List<Answer> answers) {
    return answers.stream().map(Words::of).toList().toString();
  }

  private static String of(Answer answer) {
    if (answer.result() instanceof OutcomeUnknown unknown) {
      return ended(answer.sequence(), String.valueOf(unknown.cause().getMessage()));
    } else if (answer.result() instanceof NotCommitted not) {
      return ended(answer.sequence(), String.valueOf(not.cause().getMessage()));
    }
    return of(answer.result());
  }

  /** Why the log has halted; empty if it has not. */
  public static String ofCause(Optional<Throwable> cause) {
    return cause.map(Throwable::getMessage).orElse("");
  }

  /** Why the log has halted. */
  public static String of(LogHaltedException halted) {
    return String.valueOf(Objects.requireNonNull(halted.getCause()).getMessage());
  }
}
