package org.waymark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.waymark.log.Extent;
import org.waymark.log.Id128;
import org.waymark.log.Incarnation;
import org.waymark.observe.CommitObserver;
import org.waymark.observe.GuardedObserver;

/**
 * The transitions of {@link CommitState} without the I/O between them: outstanding commits handed
 * from step to step, the answers, and what a halt makes of them.
 *
 * <p>The two halves of a barrier belong to one thread at a time, which a turn sees to in the
 * coordinator; in a scenario one thread takes all steps of a barrier. Groups have at most two
 * commits.
 */
public final class CommitStateOperations {
  private static final int GROUP_MAX = 2;
  private static final int PROOF_BYTES = 1 << 16;

  private final CommitState state =
      new CommitState(
          0,
          new Admission(NewCommitLog.OPTIONS, IsolationLevel.SERIALIZABLE),
          new GuardedObserver(CommitObserver.NONE));

  /** The group that barrier one has claimed; of the thread that takes its steps. */
  private @Nullable Group first;

  /** The group that barrier two has claimed; of the thread that takes its steps. */
  private @Nullable Group second;

  /** Admits a transaction that writes a page, as of a snapshot. */
  @Operation
  public String admit(int transaction, int page, int beginSeq) {
    try {
      return words(state.admit(submission(transaction, page, beginSeq), 0, null, true));
    } catch (LogHaltedException halted) {
      return "halted";
    }
  }

  /** Asks what admission would answer. */
  @Operation
  public String validate(int transaction, int page, int beginSeq) {
    CommitResult answer = state.validate(submission(transaction, page, beginSeq));
    return answer == null ? "admissible" : words(answer);
  }

  /** Barrier one claims a group. */
  @Operation
  public String claimPending() {
    try {
      first = state.claimPending(GROUP_MAX, sequence -> GROUP_MAX, PROOF_BYTES);
      return words(first);
    } catch (LogHaltedException halted) {
      return "halted";
    }
  }

  /** Barrier one is done with its group, if it has one. */
  @Operation
  public String completeFsync1() {
    try {
      if (first != null) {
        state.completeFsync1(first);
      }
      return "done";
    } catch (LogHaltedException halted) {
      return "halted";
    } finally {
      first = null;
    }
  }

  /** Barrier two claims a group. */
  @Operation
  public String claimCovered() {
    try {
      second = state.claimCovered();
      return words(second);
    } catch (LogHaltedException halted) {
      return "halted";
    }
  }

  /** Barrier two begins to write the markers of its group, if it has one. */
  @Operation
  public String startMarkers() {
    try {
      return second == null ? "nothing" : "behind " + state.startMarkers(second);
    } catch (LogHaltedException halted) {
      return "halted";
    }
  }

  /** Barrier two publishes its group, if it has one. */
  @Operation
  public String publish() {
    try {
      if (second != null) {
        state.publish(second);
      }
      return "done";
    } catch (LogHaltedException halted) {
      return "halted";
    } finally {
      second = null;
    }
  }

  /** Hands out the answers. */
  @Operation
  public String drain() {
    StringJoiner answers = new StringJoiner(", ");
    for (PendingCommit commit : state.drain()) {
      answers.add(commit.sequence + " " + commit.requireAnswer().name());
    }
    return answers.toString();
  }

  /** Ends the incarnation. */
  @Operation
  public void halt() {
    state.halt(new IllegalStateException("the disk failed"));
  }

  /** Tells the tip. */
  @Operation
  public long tip() {
    return state.tip();
  }

  /** Tells how many commits are on their way. */
  @Operation
  public long pendingCount() {
    return state.pendingCount();
  }

  /** Refuses new submissions. */
  @Operation
  public void initiateShutdown() {
    state.initiateShutdown();
  }

  static Submission submission(int transaction, int page, int beginSeq) {
    Extent extent = new Extent(new Id128(1, transaction), 4096, 1, 1, 1);
    CapsuleHandle capsule = new CapsuleHandle(new Incarnation(1, 1), extent);
    return Submission.of(new TxnToken(0, transaction), beginSeq, capsule).writing(page);
  }

  private static String words(@Nullable Group group) {
    return group == null ? "nothing" : group.firstSeq() + " to " + group.lastSeq();
  }

  static String words(SubmitResult result) {
    return result instanceof SubmitResult.Admitted admitted
        ? "admitted " + admitted.sequence()
        : ((CommitResult) result).name();
  }

  /** Transactions and the pages they wrote, in lists; each step of the way is a mark in it. */
  public static final class Specification {
    private final List<Integer> transactions = new ArrayList<>();
    private final List<Integer> pages = new ArrayList<>();
    private final ArrayDeque<Integer> covered = new ArrayDeque<>();
    private int claimed;
    private int first;
    private int second;
    private boolean started;
    private int tip;
    private int drained;
    private int unknownUpTo;
    private boolean halted;
    private boolean shuttingDown;

    /** Admits a transaction unless another has written its page since, or it is admitted. */
    public String admit(int transaction, int page, int beginSeq) {
      if (halted) {
        return "halted";
      }
      String answer = validate(transaction, page, beginSeq);
      if (!answer.equals("admissible")) {
        return answer;
      }
      if (!transactions.contains(transaction)) {
        transactions.add(transaction);
        pages.add(page);
      }
      return "admitted " + (transactions.indexOf(transaction) + 1);
    }

    /** Decides as admission does. */
    public String validate(int transaction, int page, int beginSeq) {
      int known = transactions.indexOf(transaction) + 1;
      if (known > 0) {
        return known <= tip ? "committed" : "admissible";
      }
      if (shuttingDown) {
        return "shutting_down";
      }
      if (beginSeq > tip) {
        return "snapshot_in_the_future";
      }
      return pages.subList(beginSeq, pages.size()).contains(page) ? "fcw_conflict" : "admissible";
    }

    /** The oldest unclaimed commits become a group. */
    public String claimPending() {
      if (halted) {
        return "halted";
      }
      int from = claimed + 1;
      first = Math.min(transactions.size(), claimed + GROUP_MAX);
      claimed = first;
      if (first < from) {
        first = 0;
        return "nothing";
      }
      return from + " to " + first;
    }

    /** The claimed group is covered. */
    public String completeFsync1() {
      if (first != 0 && !halted) {
        covered.add(first);
      }
      boolean had = first != 0;
      first = 0;
      return had && halted ? "halted" : "done";
    }

    /** The oldest covered group is to be published. */
    public String claimCovered() {
      if (halted) {
        return "halted";
      }
      Integer group = covered.poll();
      second = group == null ? 0 : group;
      return group == null ? "nothing" : (tip + 1) + " to " + group;
    }

    /** From here on a halt does not know what becomes of the group. */
    public String startMarkers() {
      if (second == 0) {
        return "nothing";
      }
      if (halted) {
        return "halted";
      }
      started = true;
      return "behind " + tip;
    }

    /** The group is committed. */
    public String publish() {
      boolean had = second != 0;
      if (had && !halted) {
        tip = second;
      }
      second = 0;
      started = false;
      return had && halted ? "halted" : "done";
    }

    /** Each answer once, in order. */
    public String drain() {
      StringJoiner answers = new StringJoiner(", ");
      int last = halted ? transactions.size() : tip;
      while (drained < last) {
        drained++;
        answers.add(drained + " " + answer(drained));
      }
      return answers.toString();
    }

    private String answer(int sequence) {
      if (sequence <= tip) {
        return "committed";
      }
      return sequence <= unknownUpTo ? "outcome_unknown" : "not_committed";
    }

    /** What is not committed is answered. */
    public void halt() {
      if (!halted) {
        halted = true;
        unknownUpTo = second != 0 && started ? second : tip;
      }
    }

    /** Tells the tip. */
    public long tip() {
      return tip;
    }

    /** Tells how many commits are on their way. */
    public long pendingCount() {
      return halted ? 0 : transactions.size() - tip;
    }

    /** Refuses new submissions. */
    public void initiateShutdown() {
      shuttingDown = true;
    }
  }
}
