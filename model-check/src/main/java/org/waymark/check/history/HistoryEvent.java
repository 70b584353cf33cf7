package org.waymark.check.history;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;

/**
 * One thing that a client of the log did, was told or saw.
 *
 * <p>A <em>life</em> is one process with the log open, or trying to open it; lives are numbered 1,
 * 2, 3 … in the order in which they ran. A <em>call</em> is one submission; its number is unique in
 * its life. Recording order is real order where it matters: an invocation is recorded before the
 * log hears of it, an answer after the client has it.
 */
@JsonIgnoreProperties("life") // Belongs to the line, not to the event.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = HistoryEvent.Recovered.class, name = "recovered"),
  @JsonSubTypes.Type(value = HistoryEvent.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = HistoryEvent.Invoked.class, name = "invoked"),
  @JsonSubTypes.Type(value = HistoryEvent.Answered.class, name = "answered"),
  @JsonSubTypes.Type(value = HistoryEvent.Observed.class, name = "observed"),
  @JsonSubTypes.Type(value = HistoryEvent.Intruded.class, name = "intruded"),
  @JsonSubTypes.Type(value = HistoryEvent.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = HistoryEvent.Damaged.class, name = "damaged"),
  @JsonSubTypes.Type(value = HistoryEvent.Usurped.class, name = "usurped"),
  @JsonSubTypes.Type(value = HistoryEvent.Quiet.class, name = "quiet"),
  @JsonSubTypes.Type(value = HistoryEvent.Effort.class, name = "effort"),
  @JsonSubTypes.Type(value = HistoryEvent.Footprint.class, name = "footprint"),
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
  record Refused(String why) implements HistoryEvent {

    /** Refuses null. */
    public Refused {
      requireNonNull(why, "why");
    }
  }

  /**
   * A client is about to submit.
   *
   * @param call the submission's number in this life
   * @param token the transaction; repeated by a retry
   * @param beginSeq its snapshot
   * @param pages its write set, ascending
   * @param capsule the id that the log gave its capsule
   * @param digest a digest of the payload's bytes, of the client's own making
   * @param reads its read set, ascending; empty if none is recorded, as the log need not respect it
   */
  record Invoked(
      long call,
      String token,
      long beginSeq,
      List<Long> pages,
      String capsule,
      String digest,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
          List<Long> reads)
      implements HistoryEvent {

    /** Copies the pages. */
    public Invoked {
      requireNonNull(token, "token");
      requireNonNull(capsule, "capsule");
      requireNonNull(digest, "digest");
      pages = List.copyOf(pages);
      reads = List.copyOf(reads);
    }

    /** A submission whose read set is not recorded. */
    public Invoked(
        long call, String token, long beginSeq, List<Long> pages, String capsule, String digest) {
      this(call, token, beginSeq, pages, capsule, digest, List.of());
    }

    /** Returns the event of a client that only reads. */
    public static Invoked readOnly(long call, String token, long beginSeq, List<Long> reads) {
      return new Invoked(call, token, beginSeq, List.of(), "", "", reads);
    }

    /** Returns the same submission as another call. */
    public Invoked again(long number) {
      return new Invoked(number, token, beginSeq, pages, capsule, digest, reads);
    }

    boolean sameTransaction(Invoked other) {
      return token.equals(other.token);
    }
  }

  /**
   * A client has its answer.
   *
   * @param call the submission's number in this life
   * @param result the answer's name
   * @param sequence the commit sequence if committed, the snapshot if it only read and may,
   *     otherwise 0
   * @param time the commit time if committed, otherwise 0
   * @param pages the pages in conflict if there is a conflict, otherwise none
   */
  record Answered(long call, String result, long sequence, long time, List<Long> pages)
      implements HistoryEvent {

    /** The name of the answer of a commit. */
    public static final String COMMITTED = "committed";

    /** The name of the answer that leaves the outcome open. */
    public static final String OUTCOME_UNKNOWN = "outcome_unknown";

    /** The name of the answer of a transaction that only reads, and has a place in the order. */
    public static final String SERIALIZABLE_AT = "serializable_at";

    /** The name of the answer of a first committer's loser. */
    public static final String FCW_CONFLICT = "fcw_conflict";

    /** The name of the answer of who would complete a dangerous structure. */
    public static final String SSI_CONFLICT = "ssi_conflict";

    /** Copies the pages. */
    public Answered {
      requireNonNull(result, "result");
      pages = List.copyOf(pages);
    }

    /** Returns the commit that this tells of, as the answer to a call. */
    Commit commit(Invoked call) {
      return new Commit(sequence, time, call.token(), call.capsule(), null);
    }
  }

  /** A reader saw a commit in the live log. */
  record Observed(Commit commit) implements HistoryEvent {

    /** Refuses null. */
    public Observed {
      requireNonNull(commit, "commit");
    }
  }

  /** Another process tried to open the log while this life had it open. */
  record Intruded(boolean opened) implements HistoryEvent {}

  /**
   * A force or write that this life needed failed, and it was told so. What it had published until
   * then may still be answered; nothing may be published after. A capsule that found the disk full
   * before its admission is no such failure.
   *
   * @param what the operation and the file
   * @param tip the tip that readers saw when the failure was told; 0 while recovering
   */
  record Failed(String what, long tip) implements HistoryEvent {

    /** Refuses null. */
    public Failed {
      requireNonNull(what, "what");
    }
  }

  /**
   * The medium has lost or changed something that had been forced.
   *
   * @param what the file, the place and the damage
   * @param exempt the sequences whose loss cannot be told from a crash, so may go unnoticed
   */
  record Damaged(String what, List<Long> exempt) implements HistoryEvent {

    /** Copies the sequences. */
    public Damaged {
      requireNonNull(what, "what");
      exempt = List.copyOf(exempt);
    }
  }

  /**
   * The lock of the life that this is recorded in was removed by force: the next life may begin
   * before this one ends. Events of both may follow, told apart by their life.
   */
  record Usurped() implements HistoryEvent {}

  /**
   * From here to its end nothing fails in this life and nobody kills it, and clients go on: so at
   * least one new transaction must commit.
   */
  record Quiet() implements HistoryEvent {}

  /**
   * What opening has cost so far, and the most it may.
   *
   * @param what what was counted, in the plural
   * @param spent how many there were
   * @param most how many there may be
   */
  record Effort(String what, long spent, long most) implements HistoryEvent {

    /** Refuses null. */
    public Effort {
      requireNonNull(what, "what");
    }

    boolean within() {
      return spent <= most;
    }
  }

  /**
   * How large the directory is, and the largest that it may be after what was committed so far.
   *
   * @param files how many files it holds
   * @param mostFiles how many it may hold
   * @param bytes the sum of their sizes
   * @param mostBytes the largest sum allowed
   */
  record Footprint(long files, long mostFiles, long bytes, long mostBytes) implements HistoryEvent {
    boolean within() {
      return files <= mostFiles && bytes <= mostBytes;
    }
  }

  /**
   * The life is over.
   *
   * @param how {@value #POWER_LOSS}, {@value #KILLED}, {@value #CLOSED}, or {@value #HALTED} if the
   *     log was let go after a failure that it had noticed
   */
  record Ended(String how) implements HistoryEvent {

    /** Refuses any other end: it would be judged by nothing. */
    public Ended {
      requireNonNull(how, "how");
      if (!List.of(POWER_LOSS, KILLED, CLOSED, HALTED).contains(how)) {
        throw new IllegalArgumentException("how: no life ends '" + how + "'");
      }
    }

    /** The machine went: what was not forced may be gone. */
    public static final String POWER_LOSS = "power loss";

    /** The process went, and the machine stayed. */
    public static final String KILLED = "killed";

    /** The log was closed. */
    public static final String CLOSED = "closed";

    /** The log had halted. */
    public static final String HALTED = "halted";

    /** Returns whether the log had the time to answer everybody. */
    boolean answersAll() {
      return how.equals(CLOSED) || how.equals(HALTED);
    }
  }
}
