package org.waymark.check;

import java.util.Arrays;
import java.util.List;
import org.waymark.CommitResult;
import org.waymark.check.history.HistoryEvent.Answered;

/**
 * Answers of a log as events of a history. Not part of the oracle, which knows nothing of this log.
 */
public final class Answers {

  private Answers() {}

  /**
   * Returns the event that a client has its answer.
   *
   * @param call the submission's number in its life
   */
  public static Answered recorded(long call, CommitResult result) {
    if (result instanceof CommitResult.Committed committed) {
      return new Answered(call, result.name(), committed.sequence(), committed.time(), List.of());
    }
    if (result instanceof CommitResult.SerializableAt at) {
      return new Answered(call, result.name(), at.beginSeq(), 0, List.of());
    }
    List<Long> conflict =
        result instanceof CommitResult.FcwConflict lost
            ? Arrays.stream(lost.pages()).boxed().toList()
            : List.of();
    return new Answered(call, result.name(), 0, 0, conflict);
  }
}
