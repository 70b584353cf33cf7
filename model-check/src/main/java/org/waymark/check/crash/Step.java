package org.waymark.check.crash;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One thing that a process does to a log. Immutable.
 *
 * @param act what it does
 * @param transaction which of the workload's transactions it concerns, from 1; 0 if none
 * @param during what others do in the middle of it: between the two events of a barrier's first
 *     force, before a capsule's first write, once a shutdown has begun
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Step(Act act, int transaction, List<Step> during) {

  /** What a step does. */
  public enum Act {
    /** Begins the transaction's snapshot; without this it begins when it is submitted. */
    @JsonProperty("begin")
    BEGIN,
    /**
     * Writes the transaction's capsule; without a submission behind it, the commit is cancelled.
     */
    @JsonProperty("capsule")
    CAPSULE,
    /** Submits the transaction, having written its capsule if need be; again, it is a retry. */
    @JsonProperty("submit")
    SUBMIT,
    /** Submits the transaction's token with another payload, which is refused. */
    @JsonProperty("reuse")
    REUSE,
    /** Submits the transaction with the capsule that it wrote in an earlier process. */
    @JsonProperty("old-capsule")
    OLD_CAPSULE,
    /** Submits again whatever nobody has an answer to, in this life or an earlier one. */
    @JsonProperty("retry-unanswered")
    RETRY_UNANSWERED,
    /** FSYNC_1 of one group. */
    @JsonProperty("fsync1")
    FSYNC1,
    /** FSYNC_2 of every group that had its FSYNC_1. */
    @JsonProperty("fsync2")
    FSYNC2,
    /** Takes the answers. */
    @JsonProperty("drain")
    DRAIN,
    /** Takes one batch through both barriers, and the answers. */
    @JsonProperty("flush")
    FLUSH,
    /** Submits the transaction and waits for its answer. */
    @JsonProperty("commit")
    COMMIT,
    /** Reads what has committed, in this process and in another beside it. */
    @JsonProperty("observe")
    OBSERVE,
    /** Ends the transaction's snapshot; the transaction goes on without it. */
    @JsonProperty("end")
    END,
    /** Raises the floor. */
    @JsonProperty("prune")
    PRUNE,
    /** Tries to open the log a second time. */
    @JsonProperty("intrude")
    INTRUDE,
    /** Steps the clock back by an hour. */
    @JsonProperty("clock-back")
    CLOCK_BACK,
    /** Answers everybody, closes the log in order, and opens it again. */
    @JsonProperty("reopen")
    REOPEN,
    /** Ends the process without any order, and opens the log in another; the cache stays. */
    @JsonProperty("die")
    DIE
  }

  /** Copies the steps; a step that does nothing is none. */
  public Step {
    Objects.requireNonNull(act, "act");
    during = during == null ? List.of() : List.copyOf(during);
  }

  /** A step that concerns no transaction. */
  public static Step of(Act act) {
    return new Step(act, 0, List.of());
  }

  /** A step that concerns a transaction. */
  public static Step of(Act act, int transaction) {
    return new Step(act, transaction, List.of());
  }

  /** This step, with others in the middle of it. */
  public Step during(Step... others) {
    return new Step(act, transaction, List.of(others));
  }

  @Override
  public String toString() {
    String text = act.name().toLowerCase(Locale.ROOT).replace('_', '-');
    if (transaction != 0) {
      text += " " + transaction;
    }
    return during.isEmpty() ? text : text + " during " + during;
  }
}
