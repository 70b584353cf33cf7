package org.waymark;

import org.jetbrains.lincheck.datastructures.Operation;
import org.waymark.CommitResult.SsiConflict.Structure;
import org.waymark.check.serial.History;
import org.waymark.check.serial.Pages;
import org.waymark.check.serial.Rules;
import org.waymark.check.serial.Ruling;
import org.waymark.log.Extent;
import org.waymark.log.Id128;
import org.waymark.log.Incarnation;
import org.waymark.observe.CommitObserver;
import org.waymark.observe.GuardedObserver;

/**
 * Admission of transactions that read: who is refused, by which rule and with whom depends on who
 * came before, and on nothing else; not on what is pending, nor on what is pruned meanwhile. Sets
 * of pages are masks, as in {@link Pages}.
 */
public final class SerializableOperations {
  private static final int GROUP_MAX = 8;
  private static final int PROOF_BYTES = 1 << 16;

  private final CommitState state =
      new CommitState(
          0,
          new Admission(NewCommitLog.OPTIONS, IsolationLevel.SERIALIZABLE),
          new GuardedObserver(CommitObserver.NONE));

  /**
   * Admits a transaction as of a snapshot; one that writes nothing only reads. No two have the same
   * number, which is their token.
   */
  @Operation
  public String admit(int transaction, int read, int written, int beginSeq) {
    SubmitResult result =
        state.admit(submission(transaction, read, written, beginSeq), 0, null, true);
    return result instanceof SubmitResult.Admitted admitted
        ? "admitted " + admitted.sequence()
        : result.toString();
  }

  /** Takes all that is pending through both barriers; for one thread. */
  @Operation
  public long publish() {
    Group group = state.claimPending(GROUP_MAX, sequence -> GROUP_MAX, PROOF_BYTES);
    if (group != null) {
      state.completeFsync1(group);
      state.claimCovered();
      state.startMarkers(group);
      state.publish(group);
    }
    return state.tip();
  }

  /** Raises the floor to the tip: there are no leases. */
  @Operation
  public long prune() {
    return state.prune(0);
  }

  private static Submission submission(int transaction, int read, int written, int beginSeq) {
    TxnToken token = new TxnToken(0, transaction);
    if (written == 0) {
      return Submission.readOnly(token, beginSeq).reading(Pages.of(read));
    }
    Extent extent = new Extent(new Id128(1, transaction), 4096, 1, 1, 1);
    CapsuleHandle capsule = new CapsuleHandle(new Incarnation(1, 1), extent);
    return Submission.of(token, beginSeq, capsule)
        .reading(Pages.of(read))
        .writing(Pages.of(written));
  }

  /** The rules, asked of the history of all that were admitted. */
  public static final class Specification {
    private final History history = new History();
    private int tip;
    private int floor;

    /**
     * Admits a transaction unless its snapshot is none, or another that was admitted forbids it.
     * Each has a token of its own: what a retry is told is not specified here.
     */
    public String admit(int transaction, int read, int written, int beginSeq) {
      if (beginSeq > tip) {
        return new CommitResult.SnapshotInTheFuture(tip).toString();
      }
      if (beginSeq < floor) {
        return new CommitResult.SnapshotTooOld(floor).toString();
      }
      Ruling ruling = Rules.ALL.judge(history, beginSeq, read, written);
      return switch (ruling.verdict()) {
        case ADMITTED -> {
          history.add(beginSeq, read, written);
          yield written == 0
              ? new CommitResult.SerializableAt(beginSeq).toString()
              : "admitted " + history.last();
        }
        case FCW_CONFLICT -> new CommitResult.FcwConflict(Pages.of(ruling.conflicts())).toString();
        case PIVOT -> refused(Structure.PIVOT, ruling);
        case COMMITTED_PIVOT -> refused(Structure.COMMITTED_PIVOT, ruling);
      };
    }

    private static String refused(Structure structure, Ruling ruling) {
      return new CommitResult.SsiConflict(
              structure, ruling.with(), ruling.withOnlyRead(), ruling.out())
          .toString();
    }

    /** Nobody uses a snapshot but by its number, so all below the tip are given up. */
    public long prune() {
      floor = tip;
      return floor;
    }

    /** Everything admitted is committed. */
    public long publish() {
      tip = history.last();
      return tip;
    }
  }
}
