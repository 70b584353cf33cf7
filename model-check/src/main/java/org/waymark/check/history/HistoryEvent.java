package org.waymark.check.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * One thing that a client of the log did, was told or saw.
 *
 * <p>A <em>life</em> is one process with the log open, or trying to open it; lives are numbered 1,
 * 2, 3 … in the order in which they ran. A <em>call</em> is one submission; its number is unique in
 * its life. Recording order is real order where it matters: an invocation is recorded before the
 * log hears of it, an answer after the client has it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = HistoryEvent.Recovered.class, name = "recovered"),
  @JsonSubTypes.Type(value = HistoryEvent.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = HistoryEvent.Invoked.class, name = "invoked"),
  @JsonSubTypes.Type(value = HistoryEvent.Answered.class, name = "answered"),
  @JsonSubTypes.Type(value = HistoryEvent.Observed.class, name = "observed"),
  @JsonSubTypes.Type(value = HistoryEvent.Intruded.class, name = "intruded"),
  @JsonSubTypes.Type(value = HistoryEvent.Ended.class, name = "ended")
})
public sealed interface HistoryEvent {

  /** The log was opened, and this is all of its history. */
  record Recovered(List<Commit> commits) implements HistoryEvent {

    /** Copies the commits. */
    public Recovered {
      commits = List.copyOf(commits);
    }
  }

  /** The log refused to be opened. */
  record Refused(String why) implements HistoryEvent {}

  /**
   * A client is about to submit.
   *
   * @param call the submission's number in this life
   * @param token the transaction; repeated by a retry
   * @param beginSeq its snapshot
   * @param pages its write set, ascending
   * @param capsule the id that the log gave its capsule
   * @param digest a digest of the payload's bytes, of the client's own making
   */
  record Invoked(
      long call, String token, long beginSeq, List<Long> pages, String capsule, String digest)
      implements HistoryEvent {

    /** Copies the pages. */
    public Invoked {
      pages = List.copyOf(pages);
    }
  }

  /**
   * A client has its answer.
   *
   * @param call the submission's number in this life
   * @param result the answer's name
   * @param sequence the commit sequence if committed, otherwise 0
   * @param time the commit time if committed, otherwise 0
   * @param pages the pages in conflict if there is a conflict, otherwise none
   */
  record Answered(long call, String result, long sequence, long time, List<Long> pages)
      implements HistoryEvent {

    /** The name of the answer of a commit. */
    public static final String COMMITTED = "committed";

    /** The name of the answer that leaves the outcome open. */
    public static final String OUTCOME_UNKNOWN = "outcome_unknown";

    /** The name of the answer of a first committer's loser. */
    public static final String FCW_CONFLICT = "fcw_conflict";

    /** Copies the pages. */
    public Answered {
      pages = List.copyOf(pages);
    }
  }

  /** A reader saw a commit in the live log. */
  record Observed(Commit commit) implements HistoryEvent {}

  /** Another process tried to open the log while this life had it open. */
  record Intruded(boolean opened) implements HistoryEvent {}

  /** The life is over. {@code how} is {@code killed} or {@code closed}. */
  record Ended(String how) implements HistoryEvent {}
}
