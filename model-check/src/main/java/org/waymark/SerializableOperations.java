package org.waymark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.waymark.CommitResult.SsiConflict.Structure;
import org.waymark.log.Extent;
import org.waymark.log.Id128;
import org.waymark.log.Incarnation;
import org.waymark.observe.CommitObserver;
import org.waymark.observe.GuardedObserver;

/**
 * Admission of transactions that read: who is refused, by which rule and with whom depends on who
 * came before, and on nothing else; not on what is pending, nor on what is pruned meanwhile. Sets
 * of pages are bit masks, of which bit 0 stands for page 1.
 */
public final class SerializableOperations {
  private static final int GROUP_MAX = 8;
  private static final int PROOF_BYTES = 1 << 16;
  private static final int MASK_BITS = 4;

  private final CommitState state =
      new CommitState(
          0,
          new Admission(NewCommitLog.OPTIONS, IsolationLevel.SERIALIZABLE),
          new GuardedObserver(CommitObserver.NONE));

  /** Admits a transaction as of a snapshot; one that writes nothing only reads. */
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
      return Submission.readOnly(token, beginSeq).reading(pages(read));
    }
    Extent extent = new Extent(new Id128(1, transaction), 4096, 1, 1, 1);
    CapsuleHandle capsule = new CapsuleHandle(new Incarnation(1, 1), extent);
    return Submission.of(token, beginSeq, capsule).reading(pages(read)).writing(pages(written));
  }

  private static long[] pages(int mask) {
    return LongStream.rangeClosed(1, MASK_BITS)
        .filter(page -> (mask >> (page - 1) & 1) != 0)
        .toArray();
  }

  /** The rules, asked of a list of all that were admitted. */
  public static final class Specification {
    private static final int NOBODY = Integer.MAX_VALUE;

    private final List<Past> admitted = new ArrayList<>();
    private int last;
    private int tip;
    private int floor;

    /**
     * An admitted transaction.
     *
     * @param lowestOut the lowest end of who had overwritten what it read when it was admitted
     */
    private record Past(int end, int read, int written, int lowestOut) {}

    /**
     * Admits a transaction unless its snapshot is none, or another that was admitted forbids it.
     */
    public String admit(int transaction, int read, int written, int beginSeq) {
      if (beginSeq > tip) {
        return new CommitResult.SnapshotInTheFuture(tip).toString();
      }
      if (beginSeq < floor) {
        return new CommitResult.SnapshotTooOld(floor).toString();
      }
      int conflict = 0;
      int out = NOBODY;
      @Nullable Past in = null;
      @Nullable Past pivot = null;
      for (Past past : admitted) {
        if (past.end() > beginSeq) {
          conflict |= past.written() & written;
        }
        if (past.end() > beginSeq && (past.written() & read) != 0) {
          out = Math.min(out, past.end());
          boolean points = past.lowestOut() <= (written == 0 ? beginSeq : NOBODY - 1);
          pivot = points ? newer(past, pivot) : pivot;
        }
        if ((past.read() & written) != 0) {
          in = newer(past, in);
        }
      }
      if (conflict != 0) {
        return new CommitResult.FcwConflict(pages(conflict)).toString();
      }
      if (in != null && out <= in.end()) {
        return refused(Structure.PIVOT, in, out);
      }
      if (pivot != null) {
        return refused(Structure.COMMITTED_PIVOT, pivot, pivot.lowestOut());
      }
      last += written == 0 ? 0 : 1;
      admitted.add(new Past(written == 0 ? beginSeq : last, read, written, out));
      return written == 0
          ? new CommitResult.SerializableAt(beginSeq).toString()
          : "admitted " + last;
    }

    /** The one that ended later; of two that ended at once, the one that wrote. */
    private static Past newer(Past past, @Nullable Past other) {
      if (other == null || past.end() > other.end()) {
        return past;
      }
      return past.end() == other.end() && past.written() != 0 ? past : other;
    }

    private static String refused(Structure structure, Past with, int out) {
      return new CommitResult.SsiConflict(structure, with.end(), with.written() == 0, out)
          .toString();
    }

    /** Nobody uses a snapshot but by its number, so all below the tip are given up. */
    public long prune() {
      floor = tip;
      return floor;
    }

    /** Everything admitted is committed. */
    public long publish() {
      tip = last;
      return tip;
    }
  }
}
